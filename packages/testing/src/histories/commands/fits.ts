/**
 * Predicates for proposals: which commands a cluster or a fleet would accept.
 *
 * They repeat rules of core in a plain form, so that proposals do not depend on the machine that
 * they test.
 *
 * @module
 */
import {
  isPeer,
  usersOf,
  type AccountId,
  type AccountRegion,
  type Backup,
  type BackupHolder,
  type Capacity,
  type Cluster,
  type Hsm,
  type Region,
  type User,
} from '@hsm-lifecycle/core';
import type { Fleet, Quotas } from '@hsm-lifecycle/core/fleet';
import { quotaOf, usageOf } from '../../examples/quota.ts';

/** Whether a region is reachable. */
export const isReachable = ({ lost }: Fleet, region: Region): boolean =>
  !Object.hasOwn(lost, region);

/** Whether an account has room for one more in a region under its quota. */
export const hasRoom = (fleet: Fleet, where: AccountRegion, what: keyof Quotas): boolean =>
  usageOf(fleet, where, what) < quotaOf(fleet, where, what);

/** The accounts that may restore a backup. */
export const mayRestore = (
  { share }: Backup,
  { account }: BackupHolder,
  all: readonly AccountId[],
): readonly AccountId[] =>
  all.filter(
    (it) => it === account || share?.accounts === 'EVERYONE' || share?.accounts.includes(it),
  );

/** Whether a chosen id was never used. */
export const isFree = ({ aliases }: Fleet, id: string): boolean => aliases.get(id) === undefined;

/** Makes a predicate: the cluster is in `phase`, and its first HSM is ACTIVE. */
export const isReadyFor =
  (phase: Cluster['phase']) =>
  (it: Cluster): boolean =>
    it.phase === phase && it.hsms[0]?.state === 'ACTIVE';

/** Whether a cluster accepts another HSM, quotas aside. A paused one needs contents for it. */
export const takesHsms = ({
  phase,
  hsms,
  backups,
  origin,
  edition: { hsmsPerClusterMax },
}: Cluster): boolean => {
  if (phase === 'UNINITIALIZED') return hsms.length === 0;
  if (phase !== 'ACTIVE' || hsms.length >= hsmsPerClusterMax) return false;
  const isBackedUp = backups.some(
    ({ state }) => state === 'READY' || state === 'CREATE_IN_PROGRESS',
  );
  return origin !== undefined || isBackedUp || hsms.some(isPeer);
};

/** Whether HSMs can be removed from a cluster, and the cluster deleted once it has none. */
export const letsHsmsGo = ({ phase }: Cluster): boolean =>
  phase === 'UNINITIALIZED' || phase === 'INITIALIZED' || phase === 'ACTIVE';

/** Whether a cluster accepts a retention policy. */
export const takesPolicies = ({ phase }: Cluster): boolean =>
  phase !== 'DELETE_IN_PROGRESS' && phase !== 'DELETED';

/** Whether an HSM is neither being created nor being deleted. */
export const isStanding = ({ state }: Hsm): boolean => state === 'ACTIVE' || state === 'DEGRADED';

/** Whether there are contents for an HSM's replacement. */
export const isReplaceable = ({ activatedAt, hsms, backups, origin }: Cluster, hsm: Hsm): boolean =>
  activatedAt === undefined ||
  origin !== undefined ||
  hsms.some((it) => it !== hsm && isPeer(it)) ||
  backups.some(({ state }) => state === 'READY');

/** Whether a cluster's HSMs accept writes. */
export const isWritable = ({ activatedAt, hsms }: Cluster): boolean =>
  activatedAt !== undefined && hsms.some(isPeer);

const UNLIMITED: Capacity = {
  keysMax: Number.POSITIVE_INFINITY,
  asymmetricKeysMax: Number.POSITIVE_INFINITY,
  usersMax: Number.POSITIVE_INFINITY,
};

/** How many keys and users a cluster can hold. */
export const capacityOf = ({ edition: { capacities }, hsmType }: Cluster): Capacity =>
  capacities[hsmType] ?? UNLIMITED;

/** How many asymmetric keys a cluster has. */
export const asymmetricKeysIn = ({ material }: Cluster): number =>
  material?.keys.filter(({ kind }) => kind === 'asymmetric').length ?? 0;

/** The crypto users of a cluster, who can own keys. */
export const ownersIn = (cluster: Cluster): readonly User[] =>
  usersOf(cluster).filter(({ role }) => role === 'CU');

/** The officers who cannot be deleted, because each is the last one on some HSM. */
export const lastOfficersIn = ({ hsms }: Cluster): ReadonlySet<string> =>
  new Set(
    hsms.filter(isPeer).flatMap(({ access }) => {
      const officers = access?.users.filter(({ role }) => role === 'CO') ?? [];
      return officers.length === 1 ? officers.map(({ name }) => name) : [];
    }),
  );
