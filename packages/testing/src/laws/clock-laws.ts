/**
 * Laws of time: nothing happens late, and the daily clock ticks.
 *
 * @module
 */
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  type Backup,
  type BackupHolder,
  type Cluster,
} from '@hsm-lifecycle/core';
import {
  firstOf,
  firstWrong,
  lawOfMoments,
  momentsOf,
  ofClusters,
  type ClusterMoment,
  type Law,
  type LawStep,
} from './law.ts';
import { lastReadyBackup } from './newest.ts';

const NEVER = Number.POSITIVE_INFINITY;

const backupDue = ({ state, expectedAt, deleteAt }: Backup): number => {
  if (state === 'CREATE_IN_PROGRESS') return expectedAt ?? NEVER;
  return state === 'READY' ? NEVER : (deleteAt ?? NEVER);
};

/** What is in progress, as one text, and when it ends by itself. */
type Ending = readonly [what: string, at: number];

const endsIn = (holder: BackupHolder): readonly Ending[] => {
  const backups = holder.backups.map((it): Ending => [`${it.backupId} ${it.state}`, backupDue(it)]);
  if (holder.kind === 'COPY') return backups;
  const { clusterId, phase, expectedAt, hsms } = holder;
  const others = hsms.map((it): Ending => [`${it.hsmId} ${it.state}`, it.expectedAt ?? NEVER]);
  return [...backups, ...others, [`${clusterId} ${phase}`, expectedAt ?? NEVER]];
};

/**
 * What was due by the instant of the command has happened before it: so it is in progress no more.
 */
const overdue = ({ before, after, command: { data } }: LawStep): boolean | string =>
  firstWrong(before.holders.entries(), ([stem, holder]) => {
    const due = endsIn(holder).filter(([, at]) => at <= data.at);
    const now = due.length === 0 ? undefined : after.holders.get(stem);
    const still = new Map(now && endsIn(now));
    const late = due.find(([what, at]) => still.get(what) === at);
    return late && `${late[0]} was due at ${late[1]} and still is at ${data.at}`;
  });

const markDue = (holder: Cluster, it: Backup): number => {
  const { retention, edition } = holder;
  const isLast = it === lastReadyBackup(holder);
  if (
    it.state !== 'READY' ||
    it.neverExpires ||
    isLast ||
    retention === 'NONE' ||
    edition.sweep !== 'continuous'
  )
    return NEVER;
  return Math.max(it.createdAt + retention.days * DAY_MS, it.reprievedUntil ?? 0);
};

/**
 * Every backup that was markable has been marked by now, and on the dot if its time came after the
 * step began.
 */
const unmarked = ({ before, events, command: { data } }: LawStep): boolean | string =>
  firstWrong(before.holders.values(), (holder) => {
    if (holder.kind === 'COPY') return undefined;
    return firstOf(holder.backups, (it) => {
      const due = markDue(holder, it);
      if (due > data.at) return undefined;
      const mark = events.find(
        ({ event }) => event.type === 'BackupExpired' && event.data.backupId === it.backupId,
      )?.event.data.at;
      if (mark === undefined)
        return `${it.backupId} outlived its policy at ${due} and was not marked by ${data.at}`;
      return mark > Math.max(due, before.asOf)
        ? `${it.backupId} was marked ${mark - due} ms late`
        : undefined;
    });
  });

/** When the newest own backup that did not fail was started, by the backups themselves. */
const lastStarted = ({ backups }: Cluster): number =>
  Math.max(
    0,
    ...backups
      .filter(({ state }) => state !== 'CREATE_IN_PROGRESS')
      .map(({ createdAt }) => createdAt),
  );

/**
 * When a cluster's next daily backup is due, by its backups and the one hand of its clock that they
 * do not show; never while one is in progress.
 */
export const dailyDue = (cluster: Cluster): number => {
  const { peerSince, backupFailedAt, edition, backups } = cluster;
  if (peerSince === undefined || backups.some(({ state }) => state === 'CREATE_IN_PROGRESS'))
    return NEVER;
  const due = Math.max(peerSince, lastStarted(cluster)) + edition.backupEveryHours * HOUR_MS;
  return Math.max(
    due,
    backupFailedAt === undefined ? 0 : backupFailedAt + edition.backupRetryAfterMinutes * MINUTE_MS,
  );
};

const missed = (step: LawStep): boolean | string =>
  firstWrong(step.before.holders.values(), (holder) => {
    const due = holder.kind === 'CLUSTER' ? Math.max(dailyDue(holder), holder.asOf) : NEVER;
    if (holder.kind === 'COPY' || due > step.command.data.at) return undefined;
    const first = momentsOf(step).find(
      ({ stream, event }) => stream === holder.clusterId && event.type === 'BackupCreating',
    );
    return first?.event.data.at === due
      ? undefined
      : `the daily backup of ${holder.clusterId} was due at ${due} and did not start then`;
  });

const ticks = (it: Cluster): boolean =>
  it.phase === 'ACTIVE' &&
  it.isolatedSince === undefined &&
  it.hsms.some(({ state }) => state === 'ACTIVE');

const misset = ({ event, was, is }: ClusterMoment): string | undefined => {
  const { clusterId, peerSince, backupFailedAt } = is;
  const since = ticks(was) ? was.peerSince : event.data.at;
  if (peerSince !== (ticks(is) ? since : undefined))
    return `${event.type} set the clock of ${clusterId} wrong`;
  const failedAt = event.type === 'BackupCreationFailed' ? event.data.at : was.backupFailedAt;
  return backupFailedAt === failedAt
    ? undefined
    : `${event.type} set the clock of ${clusterId} as if a backup had failed`;
};

/** Laws of time. */
export const clockLaws: readonly Law[] = [
  {
    name: 'nothing is overdue',
    sentence:
      'What was to end by the instant of a command has ended before it: operations, and the grace of deleted backups (F-145, U-20).',
    holds: overdue,
  },
  {
    name: 'retention is never late',
    sentence:
      'A backup that has outlived its policy, and is neither the last nor exempt nor reprieved, is marked at once (U-9).',
    holds: unmarked,
  },
  {
    name: 'backups are daily',
    sentence:
      'A cluster that operates gets a backup 24 hours after its last one was started, or since it has had an ACTIVE HSM (F-135, U-5).',
    holds: missed,
  },
  lawOfMoments(
    'the daily clock runs while an HSM does',
    'The clock of daily backups starts when a cluster within reach has an ACTIVE HSM, runs on while it has one, and waits after a failure (U-5).',
    ofClusters(misset),
  ),
];
