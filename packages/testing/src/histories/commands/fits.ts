/**
 * What fits a cluster or a fleet as it stands: the knowledge by which commands are proposed that
 * are accepted, and others that are not.
 *
 * It is written down once more here, and plainly, so that proposals do not depend on the machine
 * that they are put to.
 *
 * @module
 */
import {
  isPeer,
  usersOf,
  type Capacity,
  type Cluster,
  type Hsm,
  type Region,
  type User,
} from '@hsm-lifecycle/core';
import type { Fleet, Quotas } from '@hsm-lifecycle/core/fleet';
import { quotaOf } from '../../examples/quota.ts';

/** Tells whether a region answers. */
export const isReachable = ({ lost }: Fleet, region: Region): boolean =>
  !Object.hasOwn(lost, region);

/** Tells whether a region may have one more of something. */
export const hasRoom = (fleet: Fleet, region: Region, what: keyof Quotas): boolean =>
  (fleet.usage[region]?.[what] ?? 0) < quotaOf(fleet, region, what);

/** Tells whether an id that somebody brings along is not in use, and never was. */
export const isFree = ({ aliases }: Fleet, id: string): boolean => aliases.get(id) === undefined;

/** Makes what tells whether a cluster is in a phase, and its first HSM can serve. */
export const isReadyFor =
  (phase: Cluster['phase']) =>
  (it: Cluster): boolean =>
    it.phase === phase && it.hsms[0]?.state === 'ACTIVE';

/**
 * Tells whether a cluster takes another HSM, quotas apart; an emptied one needs something to fill
 * it with.
 */
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

/** Tells whether a cluster lets HSMs go, and can be deleted once it has none. */
export const letsHsmsGo = ({ phase }: Cluster): boolean =>
  phase === 'UNINITIALIZED' || phase === 'INITIALIZED' || phase === 'ACTIVE';

/** Tells whether a cluster takes a retention policy. */
export const takesPolicies = ({ phase }: Cluster): boolean =>
  phase !== 'DELETE_IN_PROGRESS' && phase !== 'DELETED';

/** Tells whether an HSM is neither coming nor going. */
export const isStanding = ({ state }: Hsm): boolean => state === 'ACTIVE' || state === 'DEGRADED';

/** Tells whether there is something to put on an HSM's replacement. */
export const isReplaceable = ({ activatedAt, hsms, backups, origin }: Cluster, hsm: Hsm): boolean =>
  activatedAt === undefined ||
  origin !== undefined ||
  hsms.some((it) => it !== hsm && isPeer(it)) ||
  backups.some(({ state }) => state === 'READY');

/** Tells whether a cluster's HSMs can be written on. */
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

/** The crypto users of a cluster: those who can own keys. */
export const ownersIn = (cluster: Cluster): readonly User[] =>
  usersOf(cluster).filter(({ role }) => role === 'CU');

/** The officers who cannot be deleted, for they are the last ones on some HSM. */
export const lastOfficersIn = ({ hsms }: Cluster): ReadonlySet<string> =>
  new Set(
    hsms.filter(isPeer).flatMap(({ access }) => {
      const officers = access?.users.filter(({ role }) => role === 'CO') ?? [];
      return officers.length === 1 ? officers.map(({ name }) => name) : [];
    }),
  );
