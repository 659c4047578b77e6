/**
 * Laws of what HSMs and backups hold: where it comes from, and where writes go.
 *
 * @module
 */
import type { Backup, Cluster, Contents, Hsm, User } from '@hsm-lifecycle/core';
import {
  firstOf,
  lawOfMoments,
  ofClusters,
  type ClusterMoment,
  type Law,
  type LawMoment,
} from './law.ts';
import { clusterIn } from '@hsm-lifecycle/core/fleet';
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
  if (event.type !== 'HsmReplaced') return undefined;
  return peerOf(cluster, event.data.hsmId) ?? lastReadyBackup(cluster) ?? cluster.origin;
};

const peerOf = ({ hsms, material }: Cluster, but: string | undefined): Contents | undefined => {
  const access = hsms.find(({ state, hsmId }) => state === 'ACTIVE' && hsmId !== but)?.access;
  return access === undefined || material === undefined ? undefined : { access, material };
};

/** What a joining HSM will hold: `joinsWith`, or the contents of the backup that it waits for. */
const promisedTo = (cluster: Cluster, hsmId: string): Contents | undefined => {
  const it = hsmIn(cluster, hsmId);
  return it?.joinsWith ?? (it?.waitsFor === undefined ? undefined : backupIn(cluster, it.waitsFor));
};

/** What an added or replacing HSM got, or will get once its backup is done. */
const receivedContents = (
  holderAfter: Cluster,
  { type, data }: LawMoment['event'],
): Contents | undefined => {
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
  const [right, got] = [rightSource(was, event), receivedContents(is, event)];
  if (right === undefined) return undefined;
  // A replaced HSM gets the keys of its peers, if there are any (F-86).
  const isFaithful =
    same(got?.access, right.access) &&
    (event.type === 'HsmReplaced' || same(got?.material, right.material));
  return isFaithful ? undefined : `${event.type} gave contents that are not the latest`;
};

const changedPromise = ({ event, was, is }: ClusterMoment): string | undefined =>
  firstOf(was.hsms, ({ hsmId }) => {
    const [before, after] = [promisedTo(was, hsmId), promisedTo(is, hsmId)];
    if (before === undefined || after === undefined) return undefined;
    const isKept = same(before.access, after.access) && same(before.material, after.material);
    return isKept ? undefined : `${event.type} changed what ${hsmId} will join with`;
  });

const brokenPromise = ({ event, was, is }: ClusterMoment): string | undefined => {
  if (event.type !== 'HsmAdded') return changedPromise({ event, was, is });
  const { hsmId } = event.data;
  const promised = hsmIn(was, hsmId)?.joinsWith;
  if (!same(hsmIn(is, hsmId)?.access, promised?.access))
    return `${hsmId} has other users than it should join with`;
  const hasPeers = was.hsms.some((it) => it.hsmId !== hsmId && it.access !== undefined);
  const keys = hasPeers ? was.material : promised?.material;
  return same(is.material, keys)
    ? undefined
    : `${hsmId} has other keys than ${hasPeers ? 'its peers' : 'it should join with'}`;
};

/** User names are compared without case (F-234). */
const namesakes = ({ access }: Hsm, called: string): readonly User[] =>
  (access?.users ?? []).filter(({ name }) => name.toLowerCase() === called.toLowerCase());

const isWritten = ({ type, data }: LawMoment['event'], it: Hsm): boolean | undefined => {
  if (type === 'PolicySet') return it.access?.policies[data.name] === data.value;
  const asked = type === 'UserReplicated' ? data.user : 'name' in data ? data : undefined;
  if (asked === undefined) return undefined;
  const its = namesakes(it, asked.name);
  switch (type) {
    case 'UserCreated':
    case 'UserReplicated':
      return its.length === 1 && its[0]?.role === ('role' in asked ? asked.role : undefined);
    case 'UserDeleted':
      return its.length === 0;
    case 'UserLoggedIn':
      return its.every(({ lastSeenAt }) => lastSeenAt === data.at);
    default:
      return type === 'PasswordChanged'
        ? its.every(({ passwordSetAt }) => passwordSetAt === data.at)
        : undefined;
  }
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

/**
 * What completes a user is the user that some HSM has; what is replicated is what the source has;
 * and whoever had the user before keeps it as it was.
 */
const otherUser = ({ event: { type, data }, was, is }: ClusterMoment): string | undefined => {
  if (type !== 'UserCreated' && type !== 'UserReplicated') return undefined;
  const called = type === 'UserCreated' ? data.name : data.user.name;
  const first = was.hsms.flatMap((it) => (it.state === 'ACTIVE' ? namesakes(it, called) : []))[0];
  const right = type === 'UserReplicated' ? data.user : first;
  return firstOf(is.hsms, (it) => {
    const before = hsmIn(was, it.hsmId);
    const [had, has] = [before && namesakes(before, called)[0], namesakes(it, called)[0]];
    if (it.state !== 'ACTIVE' || has === undefined) return undefined;
    if (had !== undefined)
      return same(had, has) ? undefined : `${type} changed ${called} on ${it.hsmId}`;
    if (!data.hsmIds.includes(it.hsmId)) return `${type} does not say that ${it.hsmId} got it`;
    const isRight = right === undefined ? has.createdAt === data.at : same(has, right);
    return isRight ? undefined : `${it.hsmId} got another ${called} than there is`;
  });
};

const isCryptoUser = ({ hsms }: Cluster, called: string): boolean =>
  hsms.some(
    (it) => it.state === 'ACTIVE' && namesakes(it, called).some(({ role }) => role === 'CU'),
  );

const withoutOwner = ({ event: { type, data }, was }: ClusterMoment): string | undefined => {
  const keys = was.material?.keys ?? [];
  if (type === 'KeyDeleted') {
    const owner = keys.find(({ keyId }) => keyId === data.keyId)?.owner ?? '';
    return isCryptoUser(was, owner) ? undefined : `nobody could delete ${data.keyId}`;
  }
  if (type !== 'UserDeleted' || !isCryptoUser(was, data.name)) return undefined;
  const its = keys.find(({ owner }) => owner.toLowerCase() === data.name.toLowerCase());
  return its && `${data.name} was deleted and owns ${its.keyId}`;
};

const otherKey = ({ event, before, was, is }: ClusterMoment & Pick<LawMoment, 'before'>) => {
  if (event.type !== 'KeyReplicated' && event.type !== 'UserReplicated') return undefined;
  const { from } = event.data;
  const source = clusterIn(before, from);
  if (source?.lineageId !== was.lineageId) return `${from} is not related to ${is.clusterId}`;
  if (event.type === 'UserReplicated') {
    const { user } = event.data;
    return source.hsms.some((it) => it.access?.users.some((each) => same(each, user)))
      ? undefined
      : `${from} has no such ${user.name}`;
  }
  const { key } = event.data;
  const isThere = source.material?.keys.some((each) => same(each, key)) ?? false;
  const isNew = was.material?.keys.every(({ keyId }) => keyId !== key.keyId) ?? false;
  if (!isNew) return `${event.type} overwrote ${key.keyId}`;
  return isThere ? undefined : `${from} has no such ${key.keyId}`;
};

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
    'a completed user is one user',
    'A user that is created again where it was missing, or replicated, is the same user there; an ' +
      'existing one stays as it was (F-86, F-247, U-40).',
    ofClusters(otherUser),
  ),
  lawOfMoments(
    'what is replicated comes from kin',
    'A replicated key or user equals that of the source, a cluster of the same lineage, and ' +
      'overwrites none (F-247).',
    ({ event, before, holder: was, holderAfter: is }) =>
      was?.kind === 'CLUSTER' && is?.kind === 'CLUSTER'
        ? otherKey({ event, before, was, is })
        : undefined,
  ),
  lawOfMoments(
    'only its owner deletes a key',
    'A key is deleted while its owner is on an ACTIVE HSM, and a user while it owns no key ' +
      '(F-231, F-232, U-41).',
    ofClusters(withoutOwner),
  ),
  lawOfMoments(
    'equal contents stay shared',
    'HSMs that share one value still share it after a write to all of them.',
    ofClusters(parted),
  ),
];
