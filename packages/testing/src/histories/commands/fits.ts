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
  type EpochMillis,
  type Hsm,
  type HsmType,
  type Region,
  type User,
} from '@hsm-lifecycle/core';
import type { Fleet, Quotas } from '@hsm-lifecycle/core/fleet';
import { quotaOf, usageOf } from '../../examples/quota.ts';

/** Whether a region is reachable. */
export const isReachable = ({ lost }: Fleet, region: Region): boolean =>
  !Object.hasOwn(lost, region);

/** Whether no HSM can be made in a zone now. */
export const isClosed = ({ lostZones, zonesWithoutHsms }: Fleet, zone: string): boolean =>
  lostZones.includes(zone) || zonesWithoutHsms.includes(zone);

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

/** Whether a chosen id was never used, and does not begin with the stem of a holder. */
export const isFree = ({ aliases, holders, forgotten }: Fleet, id: string): boolean => {
  const rest = id.slice(id.indexOf('-') + 1);
  const stems = [...holders.entries(), ...forgotten.entries()].map(([stem]) => stem);
  return aliases.get(id) === undefined && stems.every((stem) => !rest.startsWith(stem));
};

/** Makes a predicate: the cluster is in `phase`, not activated, and its first HSM is ACTIVE. */
export const isReadyFor =
  (phase: Cluster['phase']) =>
  (it: Cluster): boolean =>
    it.phase === phase &&
    it.activatedAt === undefined &&
    it.hsms[0]?.state === 'ACTIVE' &&
    it.hsms.length === 1;

/** Whether a cluster is activated and the service has not reported it yet. */
export const isUnreported = ({ phase, activationDueAt }: Cluster): boolean =>
  phase === 'INITIALIZED' && activationDueAt !== undefined;

/** Whether the service still makes HSMs of a cluster's type. */
export const isSupported = ({ edition, hsmType }: Cluster, at: EpochMillis): boolean =>
  at < (edition.endOfSupport[hsmType] ?? Number.POSITIVE_INFINITY);

/** Whether a cluster's HSMs can load a backup of its own: any, or one of an older type. */
const isLoadedBy = ({ hsmType }: Backup, cluster: Cluster): boolean =>
  hsmType === cluster.hsmType || hsmType === 'hsm1.medium';

/** Whether a cluster accepts another HSM, quotas aside. A paused one needs contents for it. */
export const takesHsms = (cluster: Cluster): boolean => {
  const {
    phase,
    hsms,
    backups,
    origin,
    edition: { hsmsPerClusterMax },
  } = cluster;
  if (phase === 'UNINITIALIZED') return hsms.length === 0;
  const count = hsms.filter(({ replaces }) => replaces === undefined).length;
  if (phase !== 'ACTIVE' || count >= hsmsPerClusterMax) return false;
  const isBackedUp = backups.some(
    (it) => (it.state === 'READY' || it.state === 'CREATE_IN_PROGRESS') && isLoadedBy(it, cluster),
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

/** Whether the service is not replacing an HSM. */
export const isUnpaired = ({ hsms }: Cluster, { hsmId }: Hsm): boolean =>
  hsms.every(({ replaces }) => replaces !== hsmId);

/** Whether an HSM has once been ACTIVE, is not being replaced, and there are contents for it. */
export const isReplaceable = (cluster: Cluster, hsm: Hsm): boolean => {
  const { activatedAt, hsms, backups, origin } = cluster;
  const isLoadable =
    activatedAt === undefined ||
    origin !== undefined ||
    hsms.some((it) => it !== hsm && isPeer(it)) ||
    backups.some((it) => it.state === 'READY' && isLoadedBy(it, cluster));
  return (
    isLoadable &&
    !isChangingType(cluster) &&
    !cluster.lostZones.includes(hsm.availabilityZone) &&
    isUnpaired(cluster, hsm) &&
    (hsm.state === 'ACTIVE' || hsm.failedAt !== undefined)
  );
};

/** Whether a cluster is on the way to another HSM type, or back. */
export const isChangingType = ({ phase }: Cluster): boolean =>
  phase === 'MODIFY_IN_PROGRESS' || phase === 'ROLLBACK_IN_PROGRESS';

/** The HSM type that a cluster had, while it can still roll back. */
const formerTypeOf = ({ migration }: Cluster, at: EpochMillis): HsmType | undefined =>
  migration !== undefined && at < migration.rollbackUntil ? migration.from : undefined;

const hasContentsOf = ({ backups, origin }: Cluster, type: HsmType | undefined): boolean =>
  origin !== undefined || backups.some((it) => it.state === 'READY' && it.hsmType === type);

/** The HSM type that a cluster can change to now, or roll back to; `undefined` if there is none. */
export const nextTypeOf = (cluster: Cluster, at: EpochMillis): HsmType | undefined => {
  const { state, hsms, hsmType, edition } = cluster;
  if (state === 'MODIFY_IN_PROGRESS') return formerTypeOf(cluster, at);
  const isQuiet = hsms.every((it) => isStanding(it) && isUnpaired(cluster, it));
  if (state !== 'ACTIVE' || !isQuiet) return undefined;
  const aim = edition.migratable.find(({ from }) => from === hsmType)?.to;
  if (aim !== undefined) return hsms.length <= edition.hsmsToMigrateMax ? aim : undefined;
  const former = formerTypeOf(cluster, at);
  return hasContentsOf(cluster, former) ? former : undefined;
};

/** Whether users can log in to a cluster's HSMs. */
export const isOpenToUsers = ({ activatedAt, hsms }: Cluster): boolean =>
  activatedAt !== undefined && hsms.some(isPeer);

/** Whether a cluster's HSMs accept writes. */
export const isWritable = (it: Cluster): boolean => isOpenToUsers(it) && !isChangingType(it);

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

/** Whether two user names mean the same user: they are compared without case. */
export const areNamesakes = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The users of each ACTIVE HSM. */
const usersByPeer = ({ hsms }: Cluster): readonly (readonly User[])[] =>
  hsms.flatMap((it) => (isPeer(it) && it.access !== undefined ? [it.access.users] : []));

/** The crypto users of a cluster, who can own keys. */
export const ownersIn = (cluster: Cluster): readonly User[] =>
  usersByPeer(cluster)
    .flat()
    .filter(({ role }) => role === 'CU');

/** Whether some ACTIVE HSM has a crypto user of a name. */
export const hasOwner = (cluster: Cluster, owner: string): boolean =>
  ownersIn(cluster).some(({ name }) => areNamesakes(name, owner));

/** The people among the users of a cluster: those that a client can make and delete. */
export const peopleIn = (cluster: Cluster): readonly User[] =>
  usersOf(cluster).filter(({ role }) => role === 'CO' || role === 'CU');

/** The people that some ACTIVE HSM has and another lacks, in one role. */
export const incompleteIn = (cluster: Cluster): readonly User[] => {
  const lists = usersByPeer(cluster);
  return peopleIn(cluster).filter(({ name, role }) => {
    const its = lists.map((users) => users.filter((it) => areNamesakes(it.name, name)));
    return its.some((each) => each.length === 0) && its.flat().every((it) => it.role === role);
  });
};

/** Whether a user owns keys of a cluster. */
export const ownsKeys = (cluster: Cluster, { name }: User): boolean =>
  hasOwner(cluster, name) &&
  (cluster.material?.keys.some(({ owner }) => areNamesakes(owner, name)) ?? false);

/** Two clusters of one lineage, both in reach, whose HSMs accept writes. */
export type Kin = { readonly to: Cluster; readonly from: Cluster };

/** Lists the pairs of clusters between which keys and users can be replicated. */
export const kinIn = (fleet: Fleet, clusters: readonly Cluster[]): readonly Kin[] => {
  const open = clusters.filter((it) => isReachable(fleet, it.region) && isWritable(it));
  return open.flatMap((to) =>
    open
      .filter((from) => from !== to && from.lineageId === to.lineageId)
      .map((from) => ({ to, from })),
  );
};

/** The officers who cannot be deleted, because each is the last one on some HSM; in lower case. */
export const lastOfficersIn = ({ hsms }: Cluster): ReadonlySet<string> =>
  new Set(
    hsms.filter(isPeer).flatMap(({ access }) => {
      const officers = access?.users.filter(({ role }) => role === 'CO') ?? [];
      return officers.length === 1 ? officers.map(({ name }) => name.toLowerCase()) : [];
    }),
  );
