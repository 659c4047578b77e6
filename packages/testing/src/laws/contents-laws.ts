/**
 * Laws of what HSMs and backups hold: where it comes from, and where writes go.
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
import { namesakes } from './namesakes.ts';
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
    return `${backupId} was made from ${hsmId}, which is ${source?.state ?? 'not there'}`;
  const isFaithful = same(made?.access, source.access) && same(made?.material, was.material);
  return isFaithful ? undefined : `${backupId} differs from what ${hsmId} held`;
};

/**
 * The contents that a new HSM should get; `undefined` if there are none, or if the cluster is not
 * activated.
 */
const rightSource = (cluster: Cluster, event: LawMoment['event']): Contents | undefined => {
  if (cluster.activatedAt === undefined) return undefined;
  if (event.type === 'HsmAdding')
    return lastStartedBackup(cluster) ?? cluster.origin ?? peerOf(cluster, undefined);
  if (event.type !== 'HsmReplacing') return undefined;
  return peerOf(cluster, event.data.hsmId) ?? lastReadyBackup(cluster) ?? cluster.origin;
};

/** A peer's contents; a peer that is being replaced only counts if there is no other. */
const peerOf = ({ hsms, material }: Cluster, but: string | undefined): Contents | undefined => {
  const peers = hsms.filter(({ state, hsmId }) => state === 'ACTIVE' && hsmId !== but);
  const stays = ({ hsmId }: Hsm): boolean => hsms.every(({ replaces }) => replaces !== hsmId);
  const access = (peers.find(stays) ?? peers[0])?.access;
  return access === undefined || material === undefined ? undefined : { access, material };
};

/** What a joining HSM will hold: `joinsWith`, or the contents of the backup that it waits for. */
const promisedTo = (cluster: Cluster, hsmId: string): Contents | undefined => {
  const it = hsmIn(cluster, hsmId);
  return it?.joinsWith ?? (it?.waitsFor === undefined ? undefined : backupIn(cluster, it.waitsFor));
};

/** What an added or replacing HSM will get, once its backup is done. */
const receivedContents = (
  holderAfter: Cluster,
  { type, data }: LawMoment['event'],
): Contents | undefined => {
  if (type === 'HsmReplacing') return promisedTo(holderAfter, data.newHsmId);
  return type === 'HsmAdding' ? promisedTo(holderAfter, data.hsmId) : undefined;
};

const wronglyFilled = ({ event, was, is }: ClusterMoment): string | undefined => {
  const [right, got] = [rightSource(was, event), receivedContents(is, event)];
  if (right === undefined) return undefined;
  const isFaithful = same(got?.access, right.access) && same(got?.material, right.material);
  return isFaithful ? undefined : `${event.type} gave contents that are not the latest`;
};

const changedPromise = ({ event, was, is }: ClusterMoment): string | undefined =>
  firstOf(was.hsms, ({ hsmId }) => {
    const [before, after] = [promisedTo(was, hsmId), promisedTo(is, hsmId)];
    if (before === undefined || after === undefined) return undefined;
    const isKept = same(before.access, after.access) && same(before.material, after.material);
    return isKept ? undefined : `${event.type} changed what ${hsmId} will join with`;
  });

/** The HSM that an event makes ACTIVE, and the one that goes for it. */
const arrivalOf = ({
  type,
  data,
}: LawMoment['event']): { readonly hsmId: string; readonly goneId?: string } | undefined => {
  if (type === 'HsmReplaced') return { hsmId: data.newHsmId, goneId: data.hsmId };
  return type === 'HsmAdded' ? { hsmId: data.hsmId } : undefined;
};

const brokenPromise = ({ event, was, is }: ClusterMoment): string | undefined => {
  const arrival = arrivalOf(event);
  if (arrival === undefined) return changedPromise({ event, was, is });
  const { hsmId, goneId } = arrival;
  const promised = hsmIn(was, hsmId)?.joinsWith;
  if (!same(hsmIn(is, hsmId)?.access, promised?.access))
    return `${hsmId} has other users than it should join with`;
  const hasPeers = was.hsms.some(
    (it) => it.hsmId !== hsmId && it.hsmId !== goneId && it.access !== undefined,
  );
  const keys = hasPeers ? was.material : promised?.material;
  return same(is.material, keys)
    ? undefined
    : `${hsmId} has other keys than ${hasPeers ? 'its peers' : 'it should join with'}`;
};

/** For each event that writes on the HSMs, whether it has reached one. */
const isWritten = ({ type, data }: LawMoment['event'], it: Hsm): boolean | undefined => {
  if (type === 'PolicySet') return it.access?.policies[data.name] === data.value;
  const has = (name: string, role: string): boolean => {
    const its = namesakes(it, name);
    return its.length === 1 && its[0]?.role === role;
  };
  if (type === 'UserCreated') return has(data.name, data.role);
  if (type === 'UserReplicated') return has(data.user.name, data.user.role);
  if (type === 'UserDeleted') return namesakes(it, data.name).length === 0;
  if (type === 'UserLoggedIn')
    return namesakes(it, data.name).every(({ lastSeenAt }) => lastSeenAt === data.at);
  return type === 'PasswordChanged'
    ? namesakes(it, data.name).every(({ passwordSetAt }) => passwordSetAt === data.at)
    : undefined;
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
      ? `${event.type} ended the sharing between ${first?.hsmId} and ${other.hsmId}`
      : undefined;
  });
};

/** Laws of what HSMs and backups hold. */
export const contentsLaws: readonly Law[] = [
  lawOfMoments(
    'a backup equals its HSM',
    'A backup holds what its HSM held at the start of the backup, and the HSM was ACTIVE ' +
      '(F-134, U-25).',
    ofClusters(otherThanItsHsm),
  ),
  lawOfMoments(
    'a new HSM gets the latest contents',
    'An added or replaced HSM gets the latest contents: the newest backup or those of a peer, ' +
      'or else what the cluster was restored from (F-83, F-101).',
    ofClusters(wronglyFilled),
  ),
  lawOfMoments(
    'keys come from peers, users from the backup',
    'An HSM that joins gets its users from the backup, and its keys from its peers if there ' +
      'are any (F-86, U-27).',
    ofClusters(brokenPromise),
  ),
  lawOfMoments(
    'writes reach every peer',
    'Users, logins and policies are written to every ACTIVE HSM, and to no other (F-86, M-6).',
    ofClusters(halfWritten),
  ),
  lawOfMoments(
    'equal contents stay shared',
    'HSMs that share one value still share it after a write to all of them.',
    ofClusters(parted),
  ),
];
