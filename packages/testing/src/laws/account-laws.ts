/**
 * Laws of accounts, shares and addresses.
 *
 * @module
 */
import {
  DEFAULT_ACCOUNT,
  holderIdOf,
  type AccountId,
  type Backup,
  type BackupHolder,
  type Command,
  type SharedWith,
} from '@hsm-lifecycle/core';
import { holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import { fleetAt } from '../examples/fleet-at.ts';
import {
  firstOf,
  firstWrong,
  lawOfMoments,
  type Law,
  type LawMoment,
  type LawStep,
} from './law.ts';
import { same } from './same.ts';

const ownerOf = (fleet: Fleet, id: string | undefined): AccountId | undefined =>
  id === undefined ? undefined : holderIn(fleet, id)?.account;

const ownerOfNamed = (fleet: Fleet, data: Command['data']): AccountId | undefined => {
  if ('backupId' in data) return ownerOf(fleet, data.backupId);
  if ('resourceId' in data) return ownerOf(fleet, data.resourceId);
  if ('id' in data) return ownerOf(fleet, data.id);
  return 'clusterId' in data ? ownerOf(fleet, data.clusterId) : undefined;
};

/**
 * Who gives a command; `undefined` for those that concern all accounts, as an observed cluster may
 * show the lineage of another account's copy.
 */
const commanderOf = (fleet: Fleet, { type, data }: Command): AccountId | undefined => {
  if (type === 'ObserveCluster') return undefined;
  if (type === 'CreateCluster' || type === 'SetQuota') return data.account ?? DEFAULT_ACCOUNT;
  if (type === 'Restore') return data.account ?? ownerOf(fleet, data.backupId);
  return ownerOfNamed(fleet, data);
};

/** What accounts other than one have: holders by stem, and quotas by region. */
const ofOthers = (fleet: Fleet, account: AccountId) => ({
  holders: [...fleet.holders.entries()].filter(([, holder]) => holder.account !== account),
  quotas: Object.entries(fleet.regionQuotas).filter(([place]) => !place.startsWith(account)),
});

const changedForOthers = ({ before, command, after }: LawStep): boolean | string => {
  const account = commanderOf(after, command);
  if (account === undefined) return true;
  const [was, is] = [ofOthers(before, account), ofOthers(after, account)];
  if (!same(was.quotas, is.quotas)) return `${account} has changed the quotas of another`;
  const changed = is.holders.filter(([stem, holder]) => before.holders.get(stem) !== holder);
  if (changed.length === 0 && was.holders.length === is.holders.length) return true;
  const waited = fleetAt(before, command.data.at);
  if (ofOthers(waited, account).holders.length !== is.holders.length)
    return `${account} has made or taken away a holder of another`;
  return firstWrong(changed, ([stem, holder]) =>
    same(waited.holders.get(stem), holder)
      ? undefined
      : `${account} has changed ${holderIdOf(holder)} of ${holder.account}`,
  );
};

const includes = (accounts: SharedWith, account: AccountId): boolean =>
  accounts === 'EVERYONE' || accounts.includes(account);

const restoredUnshared = ({ event, before, holderAfter }: LawMoment): string | undefined => {
  if (event.type !== 'ClusterRestoring' || holderAfter === undefined) return undefined;
  const { backupId } = event.data.restoredFrom;
  const source = holderIn(before, backupId);
  const share = source?.backups.find((it) => it.backupId === backupId)?.share;
  const { account } = holderAfter;
  return source?.account === account || includes(share?.accounts ?? [], account)
    ? undefined
    : `${account} has restored ${backupId}, which it may not`;
};

const sharedBefore = (holder: BackupHolder | undefined, { backupId }: Backup) =>
  holder?.backups.find((it) => it.backupId === backupId)?.share;

const sharedUnasked = ({ event, holder, holderAfter }: LawMoment): string | undefined =>
  firstOf(holderAfter?.backups ?? [], (it) => {
    if (same(sharedBefore(holder, it), it.share)) return undefined;
    const isAsked = event.type === 'BackupShared' || event.type === 'BackupUnshared';
    if (!isAsked || event.data.backupId !== it.backupId)
      return `${event.type} has changed the share of ${it.backupId}`;
    return it.state === 'READY' ? undefined : `${it.backupId} was shared in ${it.state}`;
  });

const numberOf = (address: string): bigint =>
  address.split('.').reduce((sum, each) => sum * 256n + BigInt(each), 0n);

/** Whether an address is in a range: the two agree in its first bits. */
const isInside = (cidr: string, address: string): boolean => {
  const [network = '', bits = '0'] = cidr.split('/');
  const rest = 32n - BigInt(bits);
  return numberOf(network) >> rest === numberOf(address) >> rest;
};

const misaddressed = ({ event, holderAfter }: LawMoment): string | undefined => {
  if (event.type !== 'HsmAdding' || holderAfter?.kind !== 'CLUSTER') return undefined;
  const { hsmId, subnetId, ipAddress } = event.data;
  const cidr = holderAfter.subnets.find((it) => it.subnetId === subnetId)?.cidr;
  if (cidr === undefined || (ipAddress !== undefined && isInside(cidr, ipAddress)))
    return undefined;
  return `${hsmId} has ${ipAddress ?? 'no address'} in ${cidr}`;
};

/** Laws of accounts, shares and addresses. */
export const accountLaws: readonly Law[] = [
  {
    name: 'accounts are apart',
    sentence:
      'What one account asks for changes no holder and no quota of another; time alone does ' +
      '(M-14).',
    holds: changedForOthers,
  },
  lawOfMoments(
    'only what is shared is restored',
    'An account restores its own backups, and those that are shared with it at that instant ' +
      '(F-178).',
    restoredUnshared,
  ),
  lawOfMoments(
    'a share is asked for',
    'The share of a backup changes only on request and while it is READY; new backups and ' +
      'copies have none (F-175, U-16).',
    sharedUnasked,
  ),
  lawOfMoments(
    'an HSM has an address of its subnet',
    'Where the range of a subnet is known, each HSM added there has an address in it (F-236).',
    misaddressed,
  ),
];
