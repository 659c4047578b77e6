/**
 * Laws of time: nothing happens late, and backups are daily.
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
import { isInMigration } from './migrating.ts';
import { sparedUntil } from './newest.ts';

const NEVER = Number.POSITIVE_INFINITY;

const backupDue = ({ state, expectedAt, deleteAt }: Backup): number => {
  if (state === 'CREATE_IN_PROGRESS') return expectedAt ?? NEVER;
  return state === 'READY' ? NEVER : (deleteAt ?? NEVER);
};

/** Something that ends by itself, and when. */
type Ending = readonly [what: string, at: number];

const endsIn = (holder: BackupHolder): readonly Ending[] => {
  const backups = holder.backups.map((it): Ending => [`${it.backupId} ${it.state}`, backupDue(it)]);
  if (holder.kind === 'COPY') return backups;
  const { clusterId, phase, expectedAt, hsms } = holder;
  const others = hsms.map((it): Ending => [`${it.hsmId} ${it.state}`, it.expectedAt ?? NEVER]);
  return [...backups, ...others, [`${clusterId} ${phase}`, expectedAt ?? NEVER]];
};

/** Whatever was due by the instant of the command is no longer in progress after it. */
const overdue = ({ before, after, command: { data } }: LawStep): boolean | string =>
  firstWrong(before.holders.entries(), ([stem, holder]) => {
    const due = endsIn(holder).filter(([, at]) => at <= data.at);
    const now = due.length === 0 ? undefined : after.holders.get(stem);
    const still = new Map(now && endsIn(now));
    const late = due.find(([what, at]) => still.get(what) === at);
    return late && `${late[0]} was due at ${late[1]} and is still the case at ${data.at}`;
  });

const markDue = (holder: Cluster, it: Backup): number => {
  const { retention, edition } = holder;
  if (
    it.state !== 'READY' ||
    it.neverExpires ||
    retention === 'NONE' ||
    edition.sweep !== 'continuous'
  )
    return NEVER;
  return Math.max(
    it.createdAt + retention.days * DAY_MS,
    it.reprievedUntil ?? 0,
    sparedUntil(holder, it),
  );
};

/** Every backup past its retention is marked: at its exact instant if that is within the step. */
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
        return `${it.backupId} was past its retention at ${due} and not marked by ${data.at}`;
      return mark > Math.max(due, before.asOf)
        ? `${it.backupId} was marked ${mark - due} ms late`
        : undefined;
    });
  });

/** When the last successful backup was started, read from the backups. */
const lastStarted = ({ backups }: Cluster): number =>
  Math.max(
    0,
    ...backups
      .filter(({ state }) => state !== 'CREATE_IN_PROGRESS')
      .map(({ createdAt }) => createdAt),
  );

/**
 * When a cluster's next daily backup is due: 24 h (by the edition) after the later of `peerSince`
 * and the start of the last backup; never while one is in progress.
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
    const isEarlier =
      first?.event.type === 'BackupCreating' &&
      first.event.data.cause === 'MIGRATION' &&
      first.event.data.at < due;
    return isEarlier || first?.event.data.at === due
      ? undefined
      : `the daily backup of ${holder.clusterId} was due at ${due} and did not start then`;
  });

const isClockRunning = (it: Cluster): boolean =>
  (it.phase === 'ACTIVE' || isInMigration(it)) &&
  it.isolatedSince === undefined &&
  it.hsms.some(({ state }) => state === 'ACTIVE');

const wrongClock = ({ event, was, is }: ClusterMoment): string | undefined => {
  const { clusterId, peerSince, backupFailedAt } = is;
  const since = isClockRunning(was) ? was.peerSince : event.data.at;
  if (peerSince !== (isClockRunning(is) ? since : undefined))
    return `${event.type} set peerSince of ${clusterId} wrong`;
  const failedAt = event.type === 'BackupCreationFailed' ? event.data.at : was.backupFailedAt;
  return backupFailedAt === failedAt
    ? undefined
    : `${event.type} set backupFailedAt of ${clusterId} wrong`;
};

/** Laws of time. */
export const clockLaws: readonly Law[] = [
  {
    name: 'nothing is overdue',
    sentence:
      'Whatever was due by the instant of a command has ended before it: what is in progress, ' +
      'and the grace period of deleted backups (F-145, U-20).',
    holds: overdue,
  },
  {
    name: 'retention is never late',
    sentence:
      'A backup past its retention is marked at once, unless it is the newest, exempt or ' +
      'reprieved (U-9).',
    holds: unmarked,
  },
  {
    name: 'backups are daily',
    sentence:
      'A cluster with an ACTIVE HSM is backed up 24 hours after its last backup started, or ' +
      'after it first had an ACTIVE HSM (F-135, U-5).',
    holds: missed,
  },
  lawOfMoments(
    'the daily clock runs while an HSM is ACTIVE',
    'The daily clock starts when a reachable cluster gets an ACTIVE HSM, runs while it has ' +
      'one, and waits after a failed backup (U-5).',
    ofClusters(wrongClock),
  ),
];
