/**
 * Sentences about what was taken in as it was seen.
 *
 * @module
 */
import type { EventSentences } from './sentence.ts';

/** Sentences about observed clusters and copies. */
export const observedEventSentences: EventSentences<'ClusterObserved' | 'BackupCopyObserved'> = {
  ClusterObserved: ({ cluster: { region, hsms, backups } }, { subject }) => [
    `${subject} in ${region} is taken in as it was seen (HSMs: ${hsms.length}, ` +
      `backups: ${backups.length})`,
    'M-15',
  ],
  BackupCopyObserved: ({ copy: { copyId, region } }, { called }) => [
    `${called(copyId)} in ${region} is taken in as it was seen`,
    'M-15',
  ],
};
