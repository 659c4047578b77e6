/**
 * Laws of retention, deletion and grace.
 *
 * @module
 */
import { DAY_MS, lastBackup, type Backup, type BackupHolder } from '@hsm-lifecycle/core';
import { lawOfMoments, type Law, type Moment } from './law.ts';

const named = (holder: BackupHolder | undefined, backupId: string): Backup | undefined =>
  holder?.backups.find((it) => it.backupId === backupId);

const sparedButMarked = ({ event, holder }: Moment): string | undefined => {
  if (event.type !== 'BackupExpired') return undefined;
  const { backupId } = event.data;
  if (holder?.kind !== 'CLUSTER') return `${backupId} is a copy, and copies have no retention`;
  if (lastBackup(holder)?.backupId === backupId) return `${backupId} was the newest READY backup of ${holder.clusterId}`;
  return named(holder, backupId)?.neverExpires === true ? `${backupId} was exempt` : undefined;
};

const tooSoon = ({ event, holder }: Moment): string | undefined => {
  if (event.type !== 'BackupExpired' || holder?.kind !== 'CLUSTER') return undefined;
  const { at, backupId } = event.data;
  const { retention } = holder;
  const createdAt = named(holder, backupId)?.createdAt ?? at;
  const expires = retention === 'NONE' ? Number.POSITIVE_INFINITY : createdAt + retention.days * DAY_MS;
  return at < expires ? `${backupId} was marked ${expires - at} ms before its time` : undefined;
};

const withoutGrace = ({ event, holder }: Moment): string | undefined => {
  if (holder === undefined) return undefined;
  if (event.type === 'BackupExpired' || event.type === 'BackupDeletionScheduled') {
    const { at, backupId, deleteAt } = event.data;
    const days = holder.rules.graceDays;
    return deleteAt === at + days * DAY_MS ? undefined : `${backupId} has ${(deleteAt - at) / DAY_MS} days of grace, not ${days}`;
  }
  if (event.type !== 'BackupPurged') return undefined;
  const { at, backupId } = event.data;
  return named(holder, backupId)?.deleteAt === at ? undefined : `${backupId} was purged at another instant than its own`;
};

const unasked = ({ event }: Moment, { command }: { readonly command: { readonly type: string; readonly data: object } }) => {
  if (event.type !== 'BackupDeletionScheduled') return undefined;
  const { backupId } = event.data;
  const asked = command.type === 'DeleteBackup' && 'backupId' in command.data && command.data.backupId === backupId;
  return asked ? undefined : `nobody asked to delete ${backupId}`;
};

/** Laws of retention, deletion and grace. */
export const retentionLaws: readonly Law[] = [
  lawOfMoments(
    'retention spares the last and the exempt',
    'Retention never marks the newest READY backup of a cluster, nor an exempt one, nor a copy (F-158, F-163, F-169).',
    sparedButMarked,
  ),
  lawOfMoments('retention is never early', 'Retention marks a backup only once it has outlived its policy (F-155, U-9).', tooSoon),
  lawOfMoments(
    'grace',
    'A deleted backup can be undeleted for the whole grace period, and is purged at its end (F-145, F-148).',
    withoutGrace,
  ),
  lawOfMoments('deletion is asked for', 'But for retention, a backup is deleted only by a command that names it (F-145).', unasked),
];
