/**
 * Laws of users that only some HSMs have, of owners, and of what is replicated.
 *
 * @module
 */
import type { Cluster, EventOf } from '@hsm-lifecycle/core';
import { clusterIn } from '@hsm-lifecycle/core/fleet';
import {
  firstOf,
  lawOfMoments,
  ofClusters,
  type ClusterMoment,
  type Law,
  type LawMoment,
} from './law.ts';
import { areSameName, namesakes } from './namesakes.ts';
import { same } from './same.ts';

/**
 * What completes a user is the user that some HSM has; what is replicated is what the source has;
 * and whoever had the user before keeps it as it was.
 */
const otherUser = ({ event: { type, data }, was, is }: ClusterMoment): string | undefined => {
  if (type !== 'UserCreated' && type !== 'UserReplicated') return undefined;
  const called = type === 'UserCreated' ? data.name : data.user.name;
  const peers = was.hsms.filter(({ state }) => state === 'ACTIVE');
  const first = peers.flatMap((it) => namesakes(it, called))[0];
  const right = type === 'UserReplicated' ? data.user : first;
  return firstOf(peers, (before) => {
    const { hsmId } = before;
    const after = is.hsms.find((it) => it.hsmId === hsmId);
    const [had, has] = [namesakes(before, called)[0], after && namesakes(after, called)[0]];
    if (had !== undefined)
      return same(had, has) ? undefined : `${type} changed ${called} on ${hsmId}`;
    if (!data.hsmIds.includes(hsmId)) return `${type} does not say that ${hsmId} got it`;
    const isRight = right === undefined ? has?.createdAt === data.at : same(has, right);
    return isRight ? undefined : `${hsmId} got another ${called} than there is`;
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
  const its = keys.find(({ owner }) => areSameName(owner, data.name));
  return its && `${data.name} was deleted and owns ${its.keyId}`;
};

const wrongKey = (
  { was, source }: { readonly was: Cluster; readonly source: Cluster },
  { key, from }: EventOf<'KeyReplicated'>['data'],
): string | undefined => {
  if (was.material?.keys.some(({ keyId }) => keyId === key.keyId) === true)
    return `${key.keyId} of ${was.clusterId} was overwritten`;
  return source.material?.keys.some((each) => same(each, key)) === true
    ? undefined
    : `${from} has no such ${key.keyId}`;
};

type Replication = ClusterMoment & Pick<LawMoment, 'before'>;

const replicated = ({ event, before, was }: Replication): string | undefined => {
  if (event.type !== 'KeyReplicated' && event.type !== 'UserReplicated') return undefined;
  const { data } = event;
  const source = clusterIn(before, data.from);
  if (source?.lineageId !== was.lineageId) return `${data.from} is not related to ${was.clusterId}`;
  if ('user' in data) {
    const users = source.hsms.flatMap(({ access }) => access?.users ?? []);
    return users.some((each) => same(each, data.user))
      ? undefined
      : `${data.from} has no such ${data.user.name}`;
  }
  return wrongKey({ was, source }, data);
};

/** Laws of users, owners and replication. */
export const accessLaws: readonly Law[] = [
  lawOfMoments(
    'a completed user is one user',
    'A user that is created again where it was missing, or replicated, is the same user there; ' +
      'an existing one stays as it was (F-86, F-247, U-40).',
    ofClusters(otherUser),
  ),
  lawOfMoments(
    'what is replicated comes from kin',
    'A replicated key or user equals that of the source, a cluster of the same lineage, and ' +
      'overwrites none (F-247).',
    ({ event, before, holder: was, holderAfter: is }) =>
      was?.kind === 'CLUSTER' && is?.kind === 'CLUSTER'
        ? replicated({ event, before, was, is })
        : undefined,
  ),
  lawOfMoments(
    'only its owner deletes a key',
    'A key is deleted while its owner is on an ACTIVE HSM, and a user while it owns no key ' +
      '(F-231, F-232, U-41).',
    ofClusters(withoutOwner),
  ),
];
