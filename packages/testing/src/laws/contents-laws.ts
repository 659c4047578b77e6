/**
 * Laws of what HSMs and backups hold: where it comes from, and whom it reaches.
 *
 * @module
 */
import type { Backup, Cluster, Contents, Hsm } from '@hsm-lifecycle/core';
import {
  firstOf,
  lawOfMoments,
  ofClusters,
  type ClusterMoment,
  type Law,
  type LawMoment,
} from './law.ts';
import { lastReadyBackup, lastStartedBackup } from './newest.ts';
import { same } from './same.ts';

const hsmIn = ({ hsms }: Cluster, hsmId: string): Hsm | undefined =>
  hsms.find((it) => it.hsmId === hsmId);
const backupIn = ({ backups }: Cluster, backupId: string): Backup | undefined =>
  backups.find((it) => it.backupId === backupId);

const otherThanItsHsm = ({ event, was, is }: ClusterMoment): string | undefined => {
  if (event.type !== 'BackupCreating') return undefined;
  const { backupId, hsmId } = event.data;
  const [source, made] = [hsmIn(was, hsmId), backupIn(is, backupId)];
  if (source?.state !== 'ACTIVE')
    return `${backupId} is of ${hsmId}, which is ${source?.state ?? 'not there'}`;
  const isFaithful = same(made?.access, source.access) && same(made?.material, was.material);
  return isFaithful ? undefined : `${backupId} is not what ${hsmId} held`;
};

/**
 * What a new HSM is to be given, for all that one can see; `undefined` where nothing is there, or
 * the HSM is the first of its cluster.
 */
const rightSource = (cluster: Cluster, event: LawMoment['event']): Contents | undefined => {
  if (cluster.activatedAt === undefined) return undefined;
  if (event.type === 'HsmAdding')
    return lastStartedBackup(cluster) ?? cluster.origin ?? peerOf(cluster, undefined);
  if (event.type !== 'HsmReplaced') return undefined;
  return peerOf(cluster, event.data.hsmId) ?? lastReadyBackup(cluster) ?? cluster.origin;
};

const peerOf = ({ hsms, material }: Cluster, but: string | undefined): Contents | undefined => {
  const access = hsms.find(({ state, hsmId }) => state === 'ACTIVE' && hsmId !== but)?.access;
  return access === undefined || material === undefined ? undefined : { access, material };
};

/**
 * What an HSM that joins will hold: what it has been given, or what the backup has that it waits
 * for.
 */
const promisedTo = (cluster: Cluster, hsmId: string): Contents | undefined => {
  const it = hsmIn(cluster, hsmId);
  return it?.joinsWith ?? (it?.waitsFor === undefined ? undefined : backupIn(cluster, it.waitsFor));
};

/**
 * What an HSM was given when it was added, or will be once its backup is done; or when it took
 * another one's place.
 */
const given = (holderAfter: Cluster, { type, data }: LawMoment['event']): Contents | undefined => {
  if (type === 'HsmReplaced') {
    const access = hsmIn(holderAfter, data.newHsmId)?.access;
    return access === undefined || holderAfter.material === undefined
      ? undefined
      : { access, material: holderAfter.material };
  }
  if (type !== 'HsmAdding') return undefined;
  return promisedTo(holderAfter, data.hsmId);
};

const wronglyFilled = ({ event, was, is }: ClusterMoment): string | undefined => {
  const [right, got] = [rightSource(was, event), given(is, event)];
  if (right === undefined) return undefined;
  // Keys heal: a replaced HSM has those of the HSMs beside it, if there are any (F-86).
  const isFaithful =
    same(got?.access, right.access) &&
    (event.type === 'HsmReplaced' || same(got?.material, right.material));
  return isFaithful ? undefined : `${event.type} gives other contents than the latest`;
};

const changedPromise = ({ event, was, is }: ClusterMoment): string | undefined =>
  firstOf(was.hsms, ({ hsmId }) => {
    const [before, after] = [promisedTo(was, hsmId), promisedTo(is, hsmId)];
    if (before === undefined || after === undefined) return undefined;
    const isKept = same(before.access, after.access) && same(before.material, after.material);
    return isKept ? undefined : `${event.type} changed what ${hsmId} is to join with`;
  });

const brokenPromise = ({ event, was, is }: ClusterMoment): string | undefined => {
  if (event.type !== 'HsmAdded') return changedPromise({ event, was, is });
  const { hsmId } = event.data;
  const promised = hsmIn(was, hsmId)?.joinsWith;
  if (!same(hsmIn(is, hsmId)?.access, promised?.access))
    return `${hsmId} has other users than it was to join with`;
  const hasPeers = was.hsms.some((it) => it.hsmId !== hsmId && it.access !== undefined);
  const keys = hasPeers ? was.material : promised?.material;
  return same(is.material, keys)
    ? undefined
    : `${hsmId} came with other keys than ${hasPeers ? 'its peers have' : 'it was to bring'}`;
};

const isWritten = ({ type, data }: LawMoment['event'], { access }: Hsm): boolean | undefined => {
  const users = access?.users ?? [];
  if (type === 'UserCreated')
    return users.some(({ name, role }) => name === data.name && role === data.role);
  if (type === 'UserDeleted') return users.every(({ name }) => name !== data.name);
  if (type === 'UserLoggedIn')
    return users.every(({ name, lastSeenAt }) => name !== data.name || lastSeenAt === data.at);
  return type === 'PolicySet' ? access?.policies[data.name] === data.value : undefined;
};

const halfWritten = ({ event, was, is }: ClusterMoment): string | undefined =>
  firstOf(is.hsms, (it) => {
    const written = isWritten(event, it);
    if (written === undefined) return undefined;
    if (it.state === 'ACTIVE')
      return written ? undefined : `${event.type} did not reach ${it.hsmId}`;
    return same(it, hsmIn(was, it.hsmId))
      ? undefined
      : `${event.type} reached ${it.hsmId}, which is ${it.state}`;
  });

type Pair = readonly [Hsm | undefined, Hsm | undefined];

const areActive = (pair: Pair): boolean => pair.every((it) => it?.state === 'ACTIVE');
const share = ([a, b]: Pair): boolean => a?.access === b?.access;

const parted = ({ event, was, is }: ClusterMoment): string | undefined => {
  const [first, ...others] = was.hsms;
  return firstOf(others, (other) => {
    const [before, after]: readonly [Pair, Pair] = [
      [first, other],
      [hsmIn(is, first?.hsmId ?? ''), hsmIn(is, other.hsmId)],
    ];
    const stayed = areActive(before) && areActive(after);
    return stayed && share(before) && !share(after)
      ? `${event.type} parted ${first?.hsmId} and ${other.hsmId}`
      : undefined;
  });
};

/** Laws of what HSMs and backups hold. */
export const contentsLaws: readonly Law[] = [
  lawOfMoments(
    'a backup is its HSM',
    'A backup holds what its HSM held at the instant that it was started, and the HSM was ACTIVE (F-134, U-25).',
    ofClusters(otherThanItsHsm),
  ),
  lawOfMoments(
    'a new HSM gets the latest',
    'An HSM that is added or replaced gets the latest there is: the newest backup, or what a peer holds; else what the cluster was restored from (F-83, F-101).',
    ofClusters(wronglyFilled),
  ),
  lawOfMoments(
    'keys heal and users do not',
    'An HSM that joins has the users of its backup, and the keys of its peers if there are any (F-86, U-27).',
    ofClusters(brokenPromise),
  ),
  lawOfMoments(
    'writing reaches every peer',
    'Users, their logins and policies are written on every ACTIVE HSM that is staying, and on no other (F-86, M-6).',
    ofClusters(halfWritten),
  ),
  lawOfMoments(
    'what is the same is shared',
    'HSMs that hold one value go on sharing it when it is written on.',
    ofClusters(parted),
  ),
];
