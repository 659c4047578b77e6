/**
 * Faults to plant in core: accounts, shares and addresses.
 *
 * @module
 */

/** By name: what is wrong, and where. */
export const faultsOfAccounts = {
  'restored-by-anybody': {
    text: 'any account can restore any backup',
    shows: 'only what is shared is restored',
    patches: [['transitions/restore.js', 'account === holder.account ||', 'true ||']],
  },
  'share-ends-with-an-undelete': {
    text: 'undeleting a backup ends its share',
    shows: 'a share is asked for',
    patches: [['evolve/backups.js', 'after.deletedBy = undefined;', 'after.share = undefined;']],
  },
  'usage-of-the-wrong-account': {
    text: 'usage counts the clusters of every account for the first one',
    shows: 'usage equals what exists',
    patches: [
      [
        'fleet/absorb.js',
        'const key = accountRegionKey(after);',
        "const key = accountRegionKey({ ...after, account: '000000000000' });",
      ],
    ],
  },
  'quota-set-for-everyone': {
    text: 'a quota set for one account holds for another',
    shows: 'accounts are apart',
    patches: [
      [
        'fleet/evolve-fleet.js',
        'const key = accountRegionKey(data);',
        "const key = accountRegionKey({ ...data, account: '000000000000' });",
      ],
    ],
  },
  'address-outside-its-subnet': {
    text: 'an HSM gets an address outside its subnet',
    way: 'histories within narrow limits',
    shows: 'an HSM has an address of its subnet',
    patches: [
      [
        'model/address.js',
        'const address = textOf(number);',
        'const address = textOf(number + 65536);',
      ],
    ],
  },
  'certificate-not-inherited': {
    text: 'a restored cluster does not have the certificate of its source',
    shows: 'lineage is inherited',
    patches: [
      [
        'transitions/restore.js',
        'lineageId, certificate, restoredFrom:',
        'lineageId, certificate: undefined, restoredFrom:',
      ],
    ],
  },
};
