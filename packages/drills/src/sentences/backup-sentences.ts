/**
 * Sentences about backups and their copies.
 *
 * @module
 */
import type { SharedWith } from '@hsm-lifecycle/core';
import { failureText, goneText, type EventSentences } from './sentence.ts';
import { instantText } from './when.ts';

const CAUSES = {
  ACTIVATION: ['because it was activated', 'F-136'],
  HSM_ADDED: ['because an HSM is being added', 'F-136'],
  HSM_REMOVED: ['because an HSM is being removed', 'F-136'],
  MIGRATION: ['because its HSMs change their type', 'F-138'],
  DAILY: ['as it is every day', 'F-135'],
} as const;

const accountsText = (accounts: SharedWith): string => {
  if (accounts === 'EVERYONE') return 'every account';
  return accounts.length === 0 ? 'nobody' : accounts.join(', ');
};

/** Sentences about backups and copies. */
export const backupEventSentences: EventSentences<
  | 'BackupCreating'
  | 'BackupCreated'
  | 'BackupCreationFailed'
  | 'BackupExpired'
  | 'BackupNeverExpiresSet'
  | 'BackupDeletionScheduled'
  | 'BackupUndeleted'
  | 'BackupPurged'
  | 'BackupShared'
  | 'BackupUnshared'
  | 'BackupCopying'
  | 'BackupCopied'
  | 'BackupCopyFailed'
> = {
  BackupCreating: ({ cause }, { subject }) => [
    `${subject} is being backed up ${CAUSES[cause][0]}`,
    CAUSES[cause][1],
  ],
  BackupCreated: ({ backupId }, { called }) => [`${called(backupId)} is READY`, 'F-134'],
  BackupCreationFailed: (data, names) => [
    `${names.called(data.backupId)} failed: ${failureText(data, names)}`,
    'U-6',
  ],
  BackupExpired: ({ backupId, deleteAt }, { called }) => [
    `${called(backupId)} has exceeded its retention period; ` +
      `it is purged on ${instantText(deleteAt)}`,
    'F-156',
  ],
  BackupNeverExpiresSet: ({ backupId, neverExpires }, { called }) => [
    `${called(backupId)} is ${neverExpires ? 'exempt from retention' : 'under retention again'}`,
    'F-163',
  ],
  BackupDeletionScheduled: ({ backupId, deleteAt, isLastReady }, { subject, called }) => [
    [
      `${called(backupId)} is deleted; it can be undeleted until ${instantText(deleteAt)}`,
      ...(isLastReady && called(backupId) !== subject ? ['NO READY BACKUP IS LEFT HERE'] : []),
    ].join(': '),
    'F-145',
  ],
  BackupUndeleted: ({ backupId }, { called }) => [`${called(backupId)} is undeleted`, 'F-146'],
  BackupPurged: (data, names) => {
    const name = names.called(data.backupId);
    return [
      `${name} is purged for good${name === names.subject ? '' : goneText(data, names)}`,
      'F-145',
    ];
  },
  BackupShared: ({ backupId, accounts }, { called }) => [
    `${called(backupId)} is shared with ${accountsText(accounts)}`,
    'F-175',
  ],
  BackupUnshared: ({ backupId }, { called }) => [
    `${called(backupId)} is shared no more; what others have restored from it stays`,
    'F-178',
  ],
  BackupCopying: ({ backupId, source, region }, { called }) => [
    `${called(source.backupId)} is being copied from ${source.region} to ${region}, ` +
      `as ${called(backupId)}`,
    'F-167',
  ],
  BackupCopied: ({ backupId }, { called }) => [
    `${called(backupId)} is READY; no retention policy applies to it`,
    'F-169',
  ],
  BackupCopyFailed: ({ backupId, reason }, { called }) => [
    `${called(backupId)} failed: ${reason}`,
    'F-166',
  ],
};
