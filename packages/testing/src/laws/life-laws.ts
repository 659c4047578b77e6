/**
 * Laws of the lifecycles of clusters, HSMs and backups, and of their limits.
 *
 * @module
 */
import type { Backup, Cluster, Hsm } from '@hsm-lifecycle/core';
import {
  firstOf,
  lawOfMoments,
  ofChangedClusters,
  ofClusters,
  type ClusterMoment,
  type Law,
  type LawMoment,
} from './law.ts';
import { beyondLimits } from './limits.ts';

type Edges = Readonly<Record<string, readonly string[]>>;

const NOTHING = 'nothing';

/** From each phase, the next ones. A deletion that fails leads back. */
const CLUSTER_EDGES: Edges = {
  CREATE_IN_PROGRESS: ['UNINITIALIZED', 'ACTIVE', 'DELETED'],
  UNINITIALIZED: ['INITIALIZE_IN_PROGRESS', 'DELETE_IN_PROGRESS'],
  INITIALIZE_IN_PROGRESS: ['INITIALIZED', 'UNINITIALIZED'],
  INITIALIZED: ['ACTIVE', 'DELETE_IN_PROGRESS'],
  // A cluster without HSMs changes its type at once, but through the same phases.
  ACTIVE: ['DELETE_IN_PROGRESS', 'MODIFY_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'],
  MODIFY_IN_PROGRESS: ['ACTIVE', 'ROLLBACK_IN_PROGRESS'],
  ROLLBACK_IN_PROGRESS: ['ACTIVE'],
  DELETE_IN_PROGRESS: ['DELETED', 'UNINITIALIZED', 'INITIALIZED', 'ACTIVE'],
};

const HSM_EDGES: Edges = {
  [NOTHING]: ['CREATE_IN_PROGRESS', 'ACTIVE'],
  // A replacement that fails vanishes.
  CREATE_IN_PROGRESS: ['ACTIVE', 'DEGRADED', NOTHING],
  ACTIVE: ['DEGRADED', 'DELETE_IN_PROGRESS', NOTHING],
  DEGRADED: ['DELETE_IN_PROGRESS', NOTHING],
  DELETE_IN_PROGRESS: ['ACTIVE', 'DEGRADED', NOTHING],
};

const BACKUP_EDGES: Edges = {
  [NOTHING]: ['CREATE_IN_PROGRESS'],
  CREATE_IN_PROGRESS: ['READY', 'DELETED', NOTHING],
  READY: ['PENDING_DELETION'],
  PENDING_DELETION: ['READY', NOTHING],
  DELETED: [NOTHING],
};

const isEdge = (edges: Edges, from: string, to: string): boolean =>
  from === to || edges[from]?.includes(to) === true;

const wentWrong = (id: string, from: string, to: string): string =>
  `${id} went from ${from} to ${to}`;

/**
 * Where a creation leads, or a failed deletion leads back: by what the cluster was made from, or
 * how far it had come.
 */
const destinationOf = ({
  phase,
  origin,
  activatedAt,
  initializedAt,
  activationDueAt,
}: Cluster): Cluster['phase'] | undefined => {
  if (phase === 'CREATE_IN_PROGRESS') return origin === undefined ? 'UNINITIALIZED' : 'ACTIVE';
  if (phase !== 'DELETE_IN_PROGRESS') return undefined;
  if (activatedAt !== undefined) return activationDueAt === undefined ? 'ACTIVE' : 'INITIALIZED';
  return initializedAt === undefined ? 'UNINITIALIZED' : 'INITIALIZED';
};

const strayCluster = ({ was, is }: ClusterMoment): string | undefined => {
  if (was.phase === is.phase) return undefined;
  const hasArrived = is.phase === 'DELETED' || is.phase === (destinationOf(was) ?? is.phase);
  return hasArrived && isEdge(CLUSTER_EDGES, was.phase, is.phase)
    ? undefined
    : wentWrong(is.clusterId, was.phase, is.phase);
};

/** A leaving HSM records its state in `leavesAs`, and returns to it if the removal fails. */
const keepsLeavesAs = (was: Hsm | undefined, is: Hsm | undefined): boolean => {
  if (was === undefined || is === undefined || was.state === is.state) return true;
  if (is.state === 'DELETE_IN_PROGRESS') return is.leavesAs === was.state;
  return was.state !== 'DELETE_IN_PROGRESS' || was.leavesAs === is.state;
};

const strayHsm = ({ was, is }: ClusterMoment): string | undefined => {
  if (was.hsms === is.hsms) return undefined;
  const stood = new Map(was.hsms.map((it) => [it.hsmId, it]));
  const stands = new Map(is.hsms.map((it) => [it.hsmId, it]));
  return firstOf(new Set([...stood.keys(), ...stands.keys()]), (id) => {
    const [before, after] = [stood.get(id), stands.get(id)];
    const [from, to] = [before?.state ?? NOTHING, after?.state ?? NOTHING];
    return isEdge(HSM_EDGES, from, to) && keepsLeavesAs(before, after)
      ? undefined
      : wentWrong(id, from, to);
  });
};

/** Goes through both lists at once: backups never change their order. */
const strayBackup = (was: readonly Backup[], is: readonly Backup[]): string | undefined => {
  let place = 0;
  for (const { backupId, state } of was) {
    const same = is[place]?.backupId === backupId ? is[place] : undefined;
    if (same !== undefined) place += 1;
    const to = same?.state ?? NOTHING;
    if (!isEdge(BACKUP_EDGES, state, to)) return wentWrong(backupId, state, to);
  }
  return firstOf(is.slice(place), ({ backupId, state }) =>
    isEdge(BACKUP_EDGES, NOTHING, state) ? undefined : wentWrong(backupId, NOTHING, state),
  );
};

const stray = (moment: LawMoment): string | undefined => {
  const { holder, holderAfter } = moment;
  if (holderAfter === undefined) return undefined;
  if (
    holder === undefined &&
    holderAfter.kind === 'CLUSTER' &&
    holderAfter.phase !== 'CREATE_IN_PROGRESS'
  )
    return wentWrong(holderAfter.clusterId, NOTHING, holderAfter.phase);
  const ofHolder = ofClusters((it) => strayCluster(it) ?? strayHsm(it))(moment);
  return (
    ofHolder ??
    (holder?.backups === holderAfter.backups
      ? undefined
      : strayBackup(holder?.backups ?? [], holderAfter.backups))
  );
};

/** What exists is taken in as it is. */
const strayUnlessObserved = (moment: LawMoment): string | undefined => {
  const { type } = moment.event;
  return type === 'ClusterObserved' || type === 'BackupCopyObserved' ? undefined : stray(moment);
};

const wrongState = ({ clusterId, phase, state, hsms }: Cluster): string | undefined => {
  const is = new Set(hsms.map((it) => it.state));
  const expected =
    phase === 'ACTIVE' && is.has('DEGRADED') && !is.has('ACTIVE') ? 'DEGRADED' : phase;
  return state === expected ? undefined : `${clusterId} shows ${state} instead of ${expected}`;
};

const remainingHsms = ({ clusterId, phase, hsms }: Cluster): string | undefined =>
  (phase === 'DELETE_IN_PROGRESS' || phase === 'DELETED') && hsms.length > 0
    ? `${clusterId} is ${phase} and has ${hsms.length} HSMs`
    : undefined;

const officerless = ({ activatedAt, hsms }: Cluster): string | undefined => {
  const without = hsms.find(({ state, access }) => {
    const roles = new Set(access?.users.map(({ role }) => role));
    const isListed = access?.isComplete !== false;
    return state === 'ACTIVE' && isListed && !(roles.has('CO') && roles.has('AU'));
  });
  return activatedAt === undefined || without === undefined
    ? undefined
    : `${without.hsmId} has no crypto officer or no appliance user`;
};

/** Laws of the lifecycles of clusters, HSMs and backups. */
export const lifeLaws: readonly Law[] = [
  lawOfMoments(
    'states follow the lifecycle',
    'Clusters, HSMs and backups change state only along the edges of their lifecycle (F-69, ' +
      'F-146, U-26).',
    strayUnlessObserved,
  ),
  {
    name: 'a cluster shows DEGRADED when its HSMs are',
    sentence:
      'An active cluster shows DEGRADED if and only if it has a DEGRADED HSM and no ACTIVE one ' +
      '(U-1).',
    holds: ofChangedClusters(wrongState),
  },
  {
    name: 'a deleted cluster has no HSM',
    sentence: 'A cluster in DELETE_IN_PROGRESS or DELETED has no HSM (F-105).',
    holds: ofChangedClusters(remainingHsms),
  },
  {
    name: 'every active HSM has a crypto officer',
    sentence:
      'Every ACTIVE HSM of an activated cluster has a crypto officer and its own appliance ' +
      'user (F-195, U-28).',
    holds: ofChangedClusters(officerless),
  },
  {
    name: 'limits hold',
    sentence:
      'No command takes a cluster above its limits of HSMs (one before its activation is ' +
      'reported), users, keys or certificates, or its retention out of range (F-71, F-126, ' +
      'F-128, F-129, F-132, F-154).',
    holds: beyondLimits,
  },
];
