/**
 * Finds the next event that time alone causes. It depends on the state alone.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { none, plainCopy } from '../kernel/list.ts';
import { graceMs } from '../rules/editions.ts';
import type { BackupCopy } from '../model/backup-copy.ts';
import type { Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, CopyEvent } from '../model/event.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { Hsm } from '../model/hsm.ts';
import { sourcePeer } from '../model/hsm-pairs.ts';
import { DAY_MS, type EpochMillis, type Millis } from '../model/instant.ts';
import { reportDueAt } from './activation-report.ts';
import { backupStart } from './backup-start.ts';
import { backupCompleted, hsmCompleted, lifeCompleted } from './completion.ts';
import { affectedIn, consequenceOf } from './consequence.ts';
import { purged } from './gone.ts';
import { markDueAt } from './mark-due.ts';
import { migrationEvent, migrationStep } from './migration.ts';
import { dailyClock } from './next-daily-backup.ts';
import { isOriginSpent, originDropped } from './origin.ts';
import { replacementDueAt, replacementStart } from './replacement.ts';

/**
 * The order at one instant: the end of an origin, consequences, completions, purges, retention
 * marks, the start of replacements, the next step of a migration, the daily backup.
 */
const ORIGIN = -1;
const CONSEQUENCE = 0;
const COMPLETION = 1;
const PURGE = 2;
const MARK = 3;
const REPLACEMENT = 4;
const MIGRATION = 5;
const DAILY = 6;
const NOTHING = 7;
const RANK = {
  CREATE_IN_PROGRESS: COMPLETION,
  PENDING_DELETION: PURGE,
  DELETED: PURGE,
  READY: MARK,
} as const;

/** The work that is due next, and when; never before the holder's last event. */
type Due = {
  readonly at: EpochMillis;
  readonly rank: number;
  readonly subject:
    Backup | Hsm | 'ORIGIN' | 'LIFE' | 'DAILY' | 'CONSEQUENCE' | 'MIGRATION' | undefined;
};

/** The soonest so far. Written in place, since this is the hottest loop. */
type Soonest = { -readonly [Name in keyof Due]: Due[Name] };

const consider = (best: Soonest, asOf: EpochMillis, { at: own, rank, subject }: Due): void => {
  const at = own > asOf ? own : asOf;
  if (at > best.at || (at === best.at && rank >= best.rank)) return;
  best.at = at;
  best.rank = rank;
  best.subject = subject;
};

const backupDueAt = (holder: BackupHolder, it: Backup): EpochMillis | undefined => {
  if (it.state === 'CREATE_IN_PROGRESS') return it.expectedAt;
  if (it.state !== 'READY') return it.deleteAt;
  return it.markableSince === undefined || holder.kind === 'COPY'
    ? undefined
    : markDueAt(holder, it);
};

/** How long retention keeps a holder's backups at least. */
const keptMs = (holder: BackupHolder): Millis =>
  holder.kind === 'COPY' || holder.retention === 'NONE'
    ? Number.POSITIVE_INFINITY
    : holder.retention.days * DAY_MS;

/**
 * Considers each backup; skips early those that retention cannot mark first. Returns the backups in
 * progress.
 */
const considerBackups = (best: Soonest, holder: BackupHolder): readonly Backup[] => {
  const { asOf } = holder;
  const lasts = keptMs(holder);
  let running: Backup[] | undefined;
  for (const it of plainCopy(holder.backups)) {
    if (it.state === 'READY' && it.createdAt + lasts > best.at) continue;
    if (it.state === 'CREATE_IN_PROGRESS') (running ??= []).push(it);
    const at = backupDueAt(holder, it);
    if (at !== undefined && at <= best.at)
      consider(best, asOf, { at, rank: RANK[it.state], subject: it });
  }
  return running ?? none;
};

/** Considers each HSM. Returns whether one waits for a backup. */
const considerHsms = (best: Soonest, cluster: Cluster): boolean => {
  const { asOf, hsms } = cluster;
  let isWaiting = false;
  for (const it of hsms) {
    if (it.waitsFor !== undefined) isWaiting = true;
    if (it.expectedAt !== undefined)
      consider(best, asOf, { at: it.expectedAt, rank: COMPLETION, subject: it });
    const at = replacementDueAt(cluster, it);
    if (at !== undefined) consider(best, asOf, { at, rank: REPLACEMENT, subject: it });
  }
  return isWaiting;
};

/** Considers what follows at once from the state. */
const considerConsequences = (
  best: Soonest,
  cluster: Cluster,
  { running, isWaiting }: { readonly running: readonly Backup[]; readonly isWaiting: boolean },
): void => {
  const { asOf, phase } = cluster;
  const isDependent = isWaiting || running.length > 0 || phase === 'MODIFY_IN_PROGRESS';
  if (isOriginSpent(cluster)) consider(best, asOf, { at: asOf, rank: ORIGIN, subject: 'ORIGIN' });
  if (isDependent && affectedIn(cluster, running) !== undefined)
    consider(best, asOf, { at: asOf, rank: CONSEQUENCE, subject: 'CONSEQUENCE' });
  if (migrationStep(cluster) !== undefined)
    consider(best, asOf, { at: asOf, rank: MIGRATION, subject: 'MIGRATION' });
};

const considerCluster = (best: Soonest, cluster: Cluster, running: readonly Backup[]): void => {
  const { asOf, expectedAt } = cluster;
  const isWaiting = considerHsms(best, cluster);
  considerConsequences(best, cluster, { running, isWaiting });
  if (expectedAt !== undefined)
    consider(best, asOf, { at: expectedAt, rank: COMPLETION, subject: 'LIFE' });
  const report = reportDueAt(cluster);
  if (report !== undefined) consider(best, asOf, { at: report, rank: COMPLETION, subject: 'LIFE' });
  const daily = running.length > 0 ? undefined : dailyClock(cluster);
  if (daily !== undefined) consider(best, asOf, { at: daily, rank: DAILY, subject: 'DAILY' });
};

/** No limit on the instant. */
const EVER = Number.POSITIVE_INFINITY;

/**
 * Finds what is due soonest; ignores everything due after `by`.
 */
const pick = (holder: BackupHolder, by: EpochMillis): Due => {
  const best: Soonest = { at: by, rank: NOTHING, subject: undefined };
  const running = considerBackups(best, holder);
  if (holder.kind === 'CLUSTER') considerCluster(best, holder, running);
  return best;
};

/** The instant of a holder's next event, if time alone causes one. */
export const dueInstantOf = (holder: BackupHolder): EpochMillis | undefined => {
  const { at, subject } = pick(holder, EVER);
  return subject === undefined ? undefined : at;
};

const ownBackupEvent = (cluster: Cluster, it: Backup, at: EpochMillis): ClusterEvent => {
  if (it.state === 'CREATE_IN_PROGRESS') return backupCompleted(cluster, it, at);
  if (it.state === 'READY')
    return {
      type: 'BackupExpired',
      data: { at, backupId: it.backupId, deleteAt: at + graceMs(cluster) },
    };
  return purged(cluster, it, at);
};

const dailyBackup = (cluster: Cluster, at: EpochMillis): ClusterEvent => {
  const source = sourcePeer(cluster.hsms);
  invariant(source !== undefined, 'no peer');
  return backupStart(cluster, source, { cause: 'DAILY', at });
};

const nextOfMigration = (cluster: Cluster, at: EpochMillis): ClusterEvent | undefined => {
  const step = migrationStep(cluster);
  return step && migrationEvent(cluster, step, at);
};

const NAMED = {
  ORIGIN: originDropped,
  LIFE: lifeCompleted,
  DAILY: dailyBackup,
  CONSEQUENCE: (cluster: Cluster) => consequenceOf(cluster),
  MIGRATION: nextOfMigration,
} as const;

/** The next event of a cluster, if it is due by an instant. */
export const nextClusterEvent = (cluster: Cluster, by: EpochMillis): ClusterEvent | undefined => {
  const { at, subject } = pick(cluster, by);
  if (subject === undefined) return undefined;
  if (typeof subject === 'string') return NAMED[subject](cluster, at);
  if (!('eniId' in subject)) return ownBackupEvent(cluster, subject, at);
  return subject.state === 'DEGRADED'
    ? replacementStart(cluster, subject, at)
    : hsmCompleted(cluster, subject, at);
};

/**
 * The next event of a copy, its arrival or its purge, if it is due by an instant.
 */
export const nextCopyEvent = (copy: BackupCopy, by: EpochMillis): CopyEvent | undefined => {
  const { at, subject } = pick(copy, by);
  if (typeof subject !== 'object' || 'eniId' in subject) return undefined;
  const { backupId, state } = subject;
  return state === 'CREATE_IN_PROGRESS'
    ? { type: 'BackupCopied', data: { at, backupId } }
    : purged(copy, subject, at);
};

/** The next event of a holder, no matter when it is due. */
export const nextEventOf = (holder: BackupHolder): ClusterEvent | CopyEvent | undefined =>
  holder.kind === 'CLUSTER' ? nextClusterEvent(holder, EVER) : nextCopyEvent(holder, EVER);
