/**
 * Facts about backups: what and when, deletion, retention, copies and shares.
 *
 * @module
 */
import type { RuleText } from './rule.ts';
import type { BackupFactId } from './rule-id.ts';
import {
  api,
  documented,
  formerGuide,
  formerlyDocumented,
  guide,
  inferred,
  modelled,
} from './sources.ts';

/** By id. */
export const backupFacts: Readonly<Record<BackupFactId, RuleText>> = {
  'F-134': documented(
    'A backup holds users, key material and certificates, HSM configuration and policies.',
    guide('manage-backups'),
  ),
  'F-135': inferred(
    'While it has an ACTIVE HSM in reach, an active cluster gets a backup at least every 24 hours.',
    guide('manage-backups'),
  ),
  'F-136': documented(
    'Activating a cluster, and adding an HSM to an active one or removing one from it, forces ' +
      'a backup; there is no backup on request.',
    guide('manage-backups'),
  ),
  'F-139': documented(
    'Backups cannot be requested: activating a cluster and adding or removing an HSM force them.',
    guide('backups'),
  ),
  'F-145': documented(
    'A deleted backup can be undeleted for seven days; then it is purged.',
    guide('delete-restore-backup'),
  ),
  'F-146': modelled(
    'Only a backup that is PENDING_DELETION can be undeleted.',
    api('RestoreBackup'),
  ),
  'F-154': documented(
    'Retention is 7 to 379 days; the default is 90.',
    guide('manage-backup-retention'),
  ),
  'F-156': documented(
    'Retention marks a backup for deletion like a manual delete; it can be undeleted likewise.',
    guide('manage-backup-retention'),
  ),
  'F-158': documented(
    'Retention never deletes a cluster’s last backup.',
    guide('manage-backup-retention'),
  ),
  'F-159': formerlyDocumented(
    'Retention keeps the last backup of a deleted cluster, so it goes on for the others.',
    formerGuide('manage-backup-retention', 2022),
  ),
  'F-161': documented(
    'A cluster from before 18 November 2020 may keep its backups for more days than can be set.',
    guide('manage-backup-retention'),
  ),
  'F-162': documented(
    'A cluster has no managed retention if AWS Support has opted it out.',
    guide('manage-backup-retention'),
  ),
  'F-163': documented(
    'A backup can be exempted from retention, and the exemption can be ended.',
    guide('manage-backup-retention'),
  ),
  'F-166': documented(
    'A copy is CREATE_IN_PROGRESS, then READY, or DELETED if it fails.',
    guide('copy-backup-to-region'),
  ),
  'F-167': modelled('A copy has its own id and the age of its source.', api('Backup')),
  'F-168': modelled('A copy has the tags given, else its source’s.', api('CopyBackupToRegion')),
  'F-169': documented(
    'A copy belongs to no cluster and has no retention: it stays until someone deletes it.',
    guide('manage-backup-retention'),
  ),
  'F-171': documented(
    'Backups are not copied between partitions; a region’s partition follows from its name.',
    guide('copy-backup-to-region'),
  ),
  'F-175': documented('Only the owner can share a backup, while it is READY.', guide('sharing')),
  'F-178': documented(
    'An account that a backup is shared with can restore it, not modify it; when the share ends, ' +
      'what it has restored stays.',
    guide('sharing'),
  ),
};
