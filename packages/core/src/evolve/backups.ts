/**
 * Applies backup events to a holder's list of backups.
 *
 * @module
 */
import { InvariantViolation, invariant } from '../kernel/invariant.ts';
import { replaced, replacedLast, without } from '../kernel/list.ts';
import { shareOf } from '../model/account.ts';
import { changedBackup, type Backup, type BackupChanges } from '../model/backup.ts';
import type { BackupEvent } from '../model/event.ts';
import type { BackupId } from '../model/ids.ts';
import type { Tags } from '../model/placement.ts';

/** Asserts that a list has changed: an event names only what the stream has. */
export const touched = <Item>(
  before: readonly Item[],
  id: string,
  after: readonly Item[],
): readonly Item[] => {
  invariant(after !== before, `the stream has no ${id}`);
  return after;
};

/** Changes one backup of a list. */
export const withBackup = (
  backups: readonly Backup[],
  backupId: string,
  write: (after: BackupChanges) => void,
): readonly Backup[] =>
  touched(
    backups,
    backupId,
    replaced(
      backups,
      (it) => it.backupId === backupId,
      (it) => changedBackup(it, write),
    ),
  );

/** Like {@link withBackup}, but searches from the newest. */
export const withNewBackup = (
  backups: readonly Backup[],
  backupId: BackupId,
  write: (after: BackupChanges) => void,
): readonly Backup[] =>
  touched(
    backups,
    backupId,
    replacedLast(
      backups,
      (it) => it.backupId === backupId,
      (it) => changedBackup(it, write),
    ),
  );

/** Removes one backup from a list. */
export const withoutBackup = (backups: readonly Backup[], backupId: BackupId): readonly Backup[] =>
  touched(
    backups,
    backupId,
    without(backups, (it) => it.backupId === backupId),
  );

/** Adds and overwrites tags. */
export const tagged = (tags: Tags, more: Tags): Tags => Object.freeze({ ...tags, ...more });

/** Removes tags. */
export const untagged = (tags: Tags, keys: readonly string[]): Tags =>
  Object.freeze(Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key))));

const retagged = (
  backups: readonly Backup[],
  backupId: string,
  change: (tags: Tags) => Tags,
): readonly Backup[] =>
  withBackup(backups, backupId, (after) => {
    after.tags = change(after.tags);
  });

const unknown = (event: { readonly type: string }): never => {
  throw new InvariantViolation(`${event.type} cannot happen now`);
};

/** Applies backup events common to all holders. A cluster's own tags are handled elsewhere. */
export const evolveBackups = (
  backups: readonly Backup[],
  event: BackupEvent,
): readonly Backup[] => {
  switch (event.type) {
    case 'BackupDeletionScheduled': {
      const { backupId, deleteAt } = event.data;
      return withBackup(backups, backupId, (after) => {
        after.state = 'PENDING_DELETION';
        after.deleteAt = deleteAt;
        after.deletedBy = 'CUSTOMER';
      });
    }
    case 'BackupUndeleted': {
      const { backupId, reprievedUntil } = event.data;
      return withBackup(backups, backupId, (after) => {
        after.state = 'READY';
        after.deleteAt = undefined;
        after.deletedBy = undefined;
        after.reprievedUntil = reprievedUntil;
      });
    }
    case 'BackupPurged':
      return withoutBackup(backups, event.data.backupId);
    case 'BackupShared': {
      const { backupId, policy, accounts } = event.data;
      return withBackup(backups, backupId, (after) => {
        after.share = shareOf({ policy, accounts });
      });
    }
    case 'BackupUnshared':
      return withBackup(backups, event.data.backupId, (after) => {
        after.share = undefined;
      });
    case 'ResourceTagged':
      return retagged(backups, event.data.resourceId, (tags) => tagged(tags, event.data.tags));
    case 'ResourceUntagged':
      return retagged(backups, event.data.resourceId, (tags) => untagged(tags, event.data.keys));
    default:
      event satisfies never;
      return unknown(event);
  }
};
