/**
 * Laws of retention, deletion and the grace period.
 *
 * @module
 */
import {
  DAY_MS,
  HOUR_MS,
  type Backup,
  type BackupHolder,
  type Cluster,
  type EventOf,
} from '@hsm-lifecycle/core';
import { lawOfMoments, ofClusters, type ClusterMoment, type Law, type LawMoment } from './law.ts';
import { sparedUntil } from './newest.ts';

const named = (holder: BackupHolder | undefined, backupId: string): Backup | undefined =>
  holder?.backups.find((it) => it.backupId === backupId);

const sparedButMarked = ({ event, holder }: LawMoment): string | undefined => {
  if (event.type !== 'BackupExpired') return undefined;
  const { backupId } = event.data;
  if (holder?.kind !== 'CLUSTER') return `${backupId} is a copy, and copies have no retention`;
  const marked = named(holder, backupId);
  if (marked !== undefined && event.data.at < sparedUntil(holder, marked))
    return `${backupId} was the newest READY backup of ${holder.clusterId} or of its type`;
  return marked?.neverExpires === true ? `${backupId} was exempt` : undefined;
};

const tooSoon = ({ event, holder }: LawMoment): string | undefined => {
  if (event.type !== 'BackupExpired' || holder?.kind !== 'CLUSTER') return undefined;
  const { at, backupId } = event.data;
  const { retention } = holder;
  const createdAt = named(holder, backupId)?.createdAt ?? at;
  const expires =
    retention === 'NONE' ? Number.POSITIVE_INFINITY : createdAt + retention.days * DAY_MS;
  return at < expires ? `${backupId} was marked ${expires - at} ms early` : undefined;
};

const withoutGrace = ({ event, holder }: LawMoment): string | undefined => {
  if (holder === undefined) return undefined;
  if (
    event.type === 'BackupExpired' ||
    event.type === 'BackupDeletionScheduled' ||
    event.type === 'BackupCopyFailed'
  ) {
    const { at, backupId, deleteAt } = event.data;
    const days = holder.edition.graceDays;
    return deleteAt === at + days * DAY_MS
      ? undefined
      : `${backupId} has ${(deleteAt - at) / DAY_MS} days of grace, not ${days}`;
  }
  if (event.type !== 'BackupPurged') return undefined;
  const { at, backupId } = event.data;
  return named(holder, backupId)?.deleteAt === at
    ? undefined
    : `${backupId} was purged, but not at its deleteAt`;
};

const unasked = (
  { event }: LawMoment,
  { command }: { readonly command: { readonly type: string; readonly data: object } },
) => {
  if (event.type !== 'BackupDeletionScheduled') return undefined;
  const { backupId } = event.data;
  const asked =
    command.type === 'DeleteBackup' &&
    'backupId' in command.data &&
    command.data.backupId === backupId;
  return asked ? undefined : `no command asked to delete ${backupId}`;
};

const hasOutlived = ({ retention }: Cluster, it: Backup | undefined, at: number): boolean =>
  it !== undefined && retention !== 'NONE' && it.createdAt + retention.days * DAY_MS <= at;

const remarked = (
  was: Cluster,
  { at, backupId }: EventOf<'BackupExpired'>['data'],
): string | undefined => {
  const until = named(was, backupId)?.reprievedUntil ?? at;
  return at < until
    ? `${backupId} was marked again ${until - at} ms before its reprieve ended`
    : undefined;
};

const unreprieved = ({ event, was }: ClusterMoment): string | undefined => {
  if (event.type === 'BackupExpired') return remarked(was, event.data);
  if (event.type !== 'BackupUndeleted') return undefined;
  const { at, backupId, reprievedUntil } = event.data;
  const until = hasOutlived(was, named(was, backupId), at)
    ? at + was.edition.reprieveHours * HOUR_MS
    : undefined;
  if (reprievedUntil === until) return undefined;
  return `${backupId} is reprieved until ${reprievedUntil ?? 'now'} instead of ${until ?? 'now'}`;
};

const unwarned = ({ event, holder }: LawMoment): string | undefined => {
  if (event.type !== 'BackupDeletionScheduled' || holder === undefined) return undefined;
  const { backupId, isLastReady: said } = event.data;
  const isLast = !holder.backups.some((it) => it.backupId !== backupId && it.state === 'READY');
  return said === isLast
    ? undefined
    : `the deletion of ${backupId} says that it is ${said ? '' : 'not '}the last READY one`;
};

/** Laws of retention, deletion and the grace period. */
export const retentionLaws: readonly Law[] = [
  lawOfMoments(
    'retention spares the newest and the exempt',
    'Retention never marks a cluster’s latest backup, the newest READY one of an HSM type that ' +
      'is supported, an exempt backup or a copy (F-158, F-160, F-163, F-169).',
    sparedButMarked,
  ),
  lawOfMoments(
    'retention is never early',
    'Retention marks a backup only once it is past its retention (U-9).',
    tooSoon,
  ),
  lawOfMoments(
    'the grace period is exact',
    'A deleted backup can be undeleted during the whole grace period and is purged at its end; ' +
      'a failed copy is shown for as long (F-145, F-166).',
    withoutGrace,
  ),
  lawOfMoments(
    'an undeleted backup is spared for a while',
    'A backup past its retention that is undeleted is not marked again for the reprieve of its ' +
      'edition, so that people can act (U-9).',
    ofClusters(unreprieved),
  ),
  lawOfMoments(
    'deleting the last backup is flagged',
    'Deleting the last READY backup of a cluster, or a copy, is allowed, and the event says ' +
      'so (U-10).',
    unwarned,
  ),
  lawOfMoments(
    'deletion needs a command',
    'A backup is deleted by retention, or by a command that names it (F-145).',
    unasked,
  ),
];
