/**
 * The one event that time alone brings next: a function of the state, and of nothing else.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { found, plainCopy } from '../kernel/list.ts';
import { graceMs } from '../rules/editions.ts';
import type { BackupCopy } from '../state/backup-copy.ts';
import type { Backup } from '../state/backup.ts';
import type { Cluster } from '../state/cluster.ts';
import type { ClusterEvent, CopyEvent } from '../state/event.ts';
import type { BackupHolder } from '../state/holder.ts';
import { isPeer, type Hsm } from '../state/hsm.ts';
import type { EpochMillis } from '../values/instant.ts';
import { backupStart } from './backup-start.ts';
import { backupCompleted, hsmCompleted, lifeCompleted } from './completion.ts';
import { purged } from './gone.ts';
import { markDueAt } from './mark-due.ts';
import { dailyClock, nextDailyBackupAt } from './next-daily-backup.ts';

/** What goes first at one instant: ends of operations, purges, retention's marks, the daily backup. */
const RANK = { CREATE_IN_PROGRESS: 0, PENDING_DELETION: 1, DELETED: 1, READY: 2 } as const;
const COMPLETION = 0;
const DAILY = 3;

/** What is due next, and when: never before the holder's last event. */
type Due = {
  readonly at: EpochMillis;
  readonly rank: number;
  readonly subject: Backup | Hsm | 'LIFE' | 'DAILY' | undefined;
};

const never: Due = { at: Number.POSITIVE_INFINITY, rank: DAILY, subject: undefined };

const sooner = (
  best: Due,
  own: EpochMillis | undefined,
  { asOf, rank, subject }: { readonly asOf: EpochMillis } & Omit<Due, 'at'>,
): Due => {
  if (own === undefined) return best;
  const at = Math.max(own, asOf);
  return at < best.at || (at === best.at && rank < best.rank) ? { at, rank, subject } : best;
};

const backupDueAt = (holder: BackupHolder, it: Backup): EpochMillis | undefined => {
  if (it.state === 'CREATE_IN_PROGRESS') return it.expectedAt;
  if (it.state !== 'READY') return it.deleteAt;
  return holder.kind === 'CLUSTER' ? markDueAt(holder, it) : undefined;
};

const pickBackup = (holder: BackupHolder): Due => {
  let best: Due = never;
  for (const it of plainCopy(holder.backups)) {
    const own = backupDueAt(holder, it);
    if (own === undefined || own > best.at) continue;
    best = sooner(best, own, { asOf: holder.asOf, rank: RANK[it.state], subject: it });
  }
  return best;
};

const pick = (holder: BackupHolder): Due => {
  let best = pickBackup(holder);
  if (holder.kind === 'COPY') return best;
  const { asOf } = holder;
  for (const it of holder.hsms) best = sooner(best, it.expectedAt, { asOf, rank: COMPLETION, subject: it });
  best = sooner(best, holder.expectedAt, { asOf, rank: COMPLETION, subject: 'LIFE' });
  const daily = dailyClock(holder);
  if (daily === undefined || daily >= best.at) return best;
  return sooner(best, nextDailyBackupAt(holder), { asOf, rank: DAILY, subject: 'DAILY' });
};

/**
 * Tells when time alone brings something to a holder; `undefined` when never. A host sleeps until then.
 *
 * @returns milliseconds since the epoch, never before `asOf`
 */
export const dueAt = (holder: BackupHolder): EpochMillis | undefined => {
  const { at, subject } = pick(holder);
  return subject === undefined ? undefined : at;
};

const ownBackupEvent = (cluster: Cluster, it: Backup, at: EpochMillis): ClusterEvent => {
  if (it.state === 'CREATE_IN_PROGRESS') return backupCompleted(cluster, it, at);
  if (it.state === 'READY') return { type: 'BackupExpired', data: { at, backupId: it.backupId, deleteAt: at + graceMs(cluster) } };
  return purged(cluster, it, at);
};

/** The next event that time brings to a cluster. */
export const comingToCluster = (cluster: Cluster): ClusterEvent | undefined => {
  const { at, subject } = pick(cluster);
  if (subject === undefined) return undefined;
  if (subject === 'LIFE') return lifeCompleted(cluster, at);
  if (subject === 'DAILY') {
    const source = found(cluster.hsms, isPeer);
    invariant(source !== undefined, 'the daily clock runs without a peer');
    return backupStart(cluster, source, { cause: 'DAILY', at });
  }
  return 'hsmId' in subject ? hsmCompleted(cluster, subject, at) : ownBackupEvent(cluster, subject, at);
};

/** The next event that time brings to a copy: its arrival, or its purge. */
export const comingToCopy = (copy: BackupCopy): CopyEvent | undefined => {
  const { at, subject } = pick(copy);
  if (typeof subject !== 'object' || 'hsmId' in subject) return undefined;
  const { backupId, state } = subject;
  return state === 'CREATE_IN_PROGRESS' ? { type: 'BackupCopied', data: { at, backupId } } : purged(copy, subject, at);
};

/** The one event that time alone brings next to a holder. */
export const coming = (holder: BackupHolder): ClusterEvent | CopyEvent | undefined =>
  holder.kind === 'CLUSTER' ? comingToCluster(holder) : comingToCopy(holder);
