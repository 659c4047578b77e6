/**
 * Laws of the lives of clusters, HSMs and backups: which way they go, and how far.
 *
 * @module
 */
import { usersOf, type Backup, type Cluster, type Hsm } from '@hsm-lifecycle/core';
import { clusterIn } from '@hsm-lifecycle/core/fleet';
import {
  changedHolders,
  firstOf,
  firstWrong,
  lawOfMoments,
  ofClusters,
  type ClusterMoment,
  type Law,
  type LawStep,
  type LawMoment,
} from './law.ts';

type Ways = Readonly<Record<string, readonly string[]>>;

const NOTHING = 'nothing';

/** Where a cluster may go from each phase; a deletion that fails leads back to where it was. */
const CLUSTER_WAYS: Ways = {
  CREATE_IN_PROGRESS: ['UNINITIALIZED', 'ACTIVE', 'DELETED'],
  UNINITIALIZED: ['INITIALIZE_IN_PROGRESS', 'DELETE_IN_PROGRESS'],
  INITIALIZE_IN_PROGRESS: ['INITIALIZED', 'UNINITIALIZED'],
  INITIALIZED: ['ACTIVE', 'DELETE_IN_PROGRESS'],
  ACTIVE: ['DELETE_IN_PROGRESS'],
  DELETE_IN_PROGRESS: ['DELETED', 'UNINITIALIZED', 'INITIALIZED', 'ACTIVE'],
};

const HSM_WAYS: Ways = {
  [NOTHING]: ['CREATE_IN_PROGRESS', 'ACTIVE'],
  CREATE_IN_PROGRESS: ['ACTIVE', 'DEGRADED'],
  ACTIVE: ['DEGRADED', 'DELETE_IN_PROGRESS', NOTHING],
  DEGRADED: ['DELETE_IN_PROGRESS', NOTHING],
  DELETE_IN_PROGRESS: ['ACTIVE', 'DEGRADED', NOTHING],
};

const BACKUP_WAYS: Ways = {
  [NOTHING]: ['CREATE_IN_PROGRESS'],
  CREATE_IN_PROGRESS: ['READY', 'DELETED', NOTHING],
  READY: ['PENDING_DELETION'],
  PENDING_DELETION: ['READY', NOTHING],
  DELETED: [NOTHING],
};

const isWay = (ways: Ways, from: string, to: string): boolean =>
  from === to || ways[from]?.includes(to) === true;

const said = (id: string, from: string, to: string): string => `${id} went from ${from} to ${to}`;

/**
 * Where a creation leads to, or back a deletion that fails, if not to the end: what the cluster was
 * made from tells, or what it had reached.
 */
const destined = ({
  phase,
  origin,
  activatedAt,
  initializedAt,
}: Cluster): Cluster['phase'] | undefined => {
  if (phase === 'CREATE_IN_PROGRESS') return origin === undefined ? 'UNINITIALIZED' : 'ACTIVE';
  if (phase !== 'DELETE_IN_PROGRESS') return undefined;
  if (activatedAt !== undefined) return 'ACTIVE';
  return initializedAt === undefined ? 'UNINITIALIZED' : 'INITIALIZED';
};

const strayCluster = ({ was, is }: ClusterMoment): string | undefined => {
  if (was.phase === is.phase) return undefined;
  const hasArrived = is.phase === 'DELETED' || is.phase === (destined(was) ?? is.phase);
  return hasArrived && isWay(CLUSTER_WAYS, was.phase, is.phase)
    ? undefined
    : said(is.clusterId, was.phase, is.phase);
};

/** An HSM that leaves knows what it was, and if it stays after all it is that again. */
const isItself = (was: Hsm | undefined, is: Hsm | undefined): boolean => {
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
    return isWay(HSM_WAYS, from, to) && isItself(before, after) ? undefined : said(id, from, to);
  });
};

/** Walks along both lists at once: backups never change places. */
const strayBackup = (was: readonly Backup[], is: readonly Backup[]): string | undefined => {
  let place = 0;
  for (const { backupId, state } of was) {
    const same = is[place]?.backupId === backupId ? is[place] : undefined;
    if (same !== undefined) place += 1;
    const to = same?.state ?? NOTHING;
    if (!isWay(BACKUP_WAYS, state, to)) return said(backupId, state, to);
  }
  return firstOf(is.slice(place), ({ backupId, state }) =>
    isWay(BACKUP_WAYS, NOTHING, state) ? undefined : said(backupId, NOTHING, state),
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
    return said(holderAfter.clusterId, NOTHING, holderAfter.phase);
  const ofHolder = ofClusters((it) => strayCluster(it) ?? strayHsm(it))(moment);
  return (
    ofHolder ??
    (holder?.backups === holderAfter.backups
      ? undefined
      : strayBackup(holder?.backups ?? [], holderAfter.backups))
  );
};

/** Asks about each cluster that a step has changed. */
const ofChangedClusters =
  (wrong: (it: Cluster, step: LawStep) => string | undefined) =>
  (step: LawStep): boolean | string =>
    firstWrong(changedHolders(step), ({ holderAfter }) =>
      holderAfter.kind === 'CLUSTER' ? wrong(holderAfter, step) : undefined,
    );

const misnamed = ({ clusterId, phase, state, hsms }: Cluster): string | undefined => {
  const is = new Set(hsms.map((it) => it.state));
  const expected =
    phase === 'ACTIVE' && is.has('DEGRADED') && !is.has('ACTIVE') ? 'DEGRADED' : phase;
  return state === expected ? undefined : `${clusterId} is shown as ${state}, and is ${expected}`;
};

const leftBehind = ({ clusterId, phase, hsms }: Cluster): string | undefined =>
  (phase === 'DELETE_IN_PROGRESS' || phase === 'DELETED') && hsms.length > 0
    ? `${clusterId} is ${phase} and has ${hsms.length} HSMs`
    : undefined;

const officerless = ({ activatedAt, hsms }: Cluster): string | undefined => {
  const without = hsms.find(({ state, access }) => {
    const roles = new Set(access?.users.map(({ role }) => role));
    return state === 'ACTIVE' && !(roles.has('CO') && roles.has('AU'));
  });
  return activatedAt === undefined || without === undefined
    ? undefined
    : `${without.hsmId} has no crypto officer or no appliance user`;
};

const UNLIMITED = {
  keysMax: Number.POSITIVE_INFINITY,
  asymmetricKeysMax: Number.POSITIVE_INFINITY,
  usersMax: Number.POSITIVE_INFINITY,
};

/** How many HSMs a cluster may have: before it is activated, one. */
const hsmsMax = ({ activatedAt, edition }: Cluster): number =>
  activatedAt === undefined ? 1 : edition.hsmsPerClusterMax;

/** What a kind of command adds to, how many there are after it, and how many there may be. */
const amounts = (
  type: string,
  it: Cluster,
): readonly (readonly [what: string, is: number, max: number])[] => {
  const { edition, hsms, material } = it;
  const { keysMax, asymmetricKeysMax, usersMax } = edition.capacities[it.hsmType] ?? UNLIMITED;
  const keys = material?.keys ?? [];
  if (type === 'AddHsm') return [['HSMs', hsms.length, hsmsMax(it)]];
  if (type === 'CreateUser') return [['users', usersOf(it).length, usersMax]];
  if (type === 'PutCertificate')
    return [['certificates', material?.certificates.length ?? 0, edition.certificatesMax]];
  if (type !== 'CreateKey') return [];
  return [
    ['keys', keys.length, keysMax],
    [
      'asymmetric keys',
      keys.filter(({ kind }) => kind === 'asymmetric').length,
      Math.max(asymmetricKeysMax, 0),
    ],
  ];
};

const tooMuch = ({ command: { type, data }, before, after }: LawStep): boolean | string => {
  if (!('clusterId' in data) || data.clusterId === undefined) return true;
  const [was, is] = [clusterIn(before, data.clusterId), clusterIn(after, data.clusterId)];
  if (was === undefined || is === undefined) return true;
  const past = new Map(amounts(type, was).map(([what, count]) => [what, count]));
  return firstWrong(amounts(type, is), ([what, count, max]) =>
    count > max && count > (past.get(what) ?? 0)
      ? `${is.clusterId} has ${count} ${what} and may have ${max}`
      : undefined,
  );
};

const beyondPolicy = ({
  clusterId,
  retention,
  edition: { retentionDaysMin, retentionDaysMax },
}: Cluster): string | undefined => {
  if (
    retention === 'NONE' ||
    (retention.days >= retentionDaysMin && retention.days <= retentionDaysMax)
  )
    return undefined;
  return `${clusterId} keeps backups for ${retention.days} days`;
};

const beyondLimits = (step: LawStep): boolean | string => {
  const verdict = tooMuch(step);
  return verdict === true ? ofChangedClusters(beyondPolicy)(step) : verdict;
};

/** Laws of the lives of clusters, HSMs and backups. */
export const lifeLaws: readonly Law[] = [
  lawOfMoments(
    'everything goes its way',
    'Clusters, HSMs and backups pass from state to state as their lives allow, one step at a time (F-69, F-146, U-26).',
    stray,
  ),
  {
    name: 'a cluster is what its HSMs are',
    sentence:
      'An active cluster is shown DEGRADED while it has a DEGRADED HSM and no ACTIVE one, and only then (U-1).',
    holds: ofChangedClusters(misnamed),
  },
  {
    name: 'no HSM is left behind',
    sentence: 'A cluster that is being deleted, or is, has no HSM (F-105).',
    holds: ofChangedClusters(leftBehind),
  },
  {
    name: 'somebody can always log in',
    sentence:
      'Every ACTIVE HSM of an activated cluster has a crypto officer and its own appliance user (F-195, U-28).',
    holds: ofChangedClusters(officerless),
  },
  {
    name: 'limits hold',
    sentence:
      'No command brings a cluster above its limits of HSMs (one until it is activated), users, keys or certificates, nor its retention out of its range (F-71, F-126, F-128, F-129, F-132, F-154).',
    holds: beyondLimits,
  },
];
