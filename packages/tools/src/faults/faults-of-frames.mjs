/**
 * Faults to plant in core that change more than an event says, or other than what was asked for.
 *
 * @module
 */

/** By name: what is wrong, and where. */
export const faultsOfFrames = {
  'pausing-takes-the-certificate': {
    text: 'a cluster whose last HSM leaves loses its certificate',
    shows: 'an event writes what it says',
    patches: [
      [
        'evolve/hsm-events.js',
        'after.signingRequestId = after.hsms.length === 0 ? undefined : before.signingRequestId;',
        'after.signingRequestId = after.hsms.length === 0 ? undefined : before.signingRequestId; ' +
          'if (after.hsms.length === 0) after.certificate = undefined;',
      ],
    ],
  },
  'expiry-unheard': {
    text: 'a key is created without the expiry that was given',
    shows: 'what is asked for is done',
    patches: [
      [
        'transitions/create-key.js',
        'createdAt: at, expiresAt });',
        'createdAt: at, expiresAt: undefined });',
      ],
    ],
  },
  'restore-keeps-its-own-days': {
    text: 'a restore ignores the retention that was given',
    shows: 'what is asked for is done',
    patches: [
      [
        'transitions/restore.js',
        'planned(input, { edition, region,',
        'planned({ ...input, retentionDays: undefined }, { edition, region,',
      ],
    ],
  },
  'address-of-another': {
    text: 'removing an HSM by its address removes the first one',
    shows: 'what is asked for is done',
    patches: [
      [
        'transitions/remove-hsm.js',
        'it[selector] === input[selector]',
        "(it[selector] === input[selector] || selector === 'ipAddress')",
      ],
    ],
  },
};
