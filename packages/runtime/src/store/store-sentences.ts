/**
 * What each error of a store says, and what would help.
 *
 * @module
 */
import type { SentencesOf } from '@hsm-lifecycle/crypto';
import type { CommitError } from './refusals.ts';
import type { StorageFailed } from './storage-failed.ts';

const ofStorage = ({
  reason,
  detail,
}: StorageFailed): readonly [whatIs: string, whatHelps: string] => {
  switch (reason) {
    case 'FULL':
      return ['There is no room to write to the store.', 'Make room, then try again.'];
    case 'READ_ONLY':
      return ['The store is read-only.', 'Make it writable: locking it requires writing to it.'];
    case 'LOCKED':
      return ['Another process has the store open.', 'Try again when that process has ended.'];
    case 'CORRUPT':
      return [`The store is damaged: ${detail}.`, 'Restore it from a copy.'];
    case 'NOT_A_STORE':
      return [
        `The file is not a store of this version: ${detail}.`,
        'Check the path, or use a newer version.',
      ];
    case 'CANNOT_OPEN':
      return [
        'The store cannot be opened.',
        'Check that its folder exists and that you may write to it.',
      ];
    case 'CLOSED':
      return ['The store is closed.', 'Open it again.'];
    case 'UNREACHABLE':
      return [
        'The answer of the store was lost, so the change may have been written or not.',
        'Look it up in the log before you repeat it.',
      ];
    case 'OTHER':
      return [`The store failed: ${detail}.`, 'Look up the message of the database driver.'];
  }
};

/** The sentences of a store's errors. */
export const storeSentences: SentencesOf<CommitError> = {
  StorageFailed: ofStorage,
  RecordExists: ({ holderId, generation }) => [
    `${holderId} already has a key record, of generation ${generation}.`,
    'Replace it, naming its generation.',
  ],
  RecordDestroyed: ({ holderId }) => [
    `The key record of ${holderId} was destroyed.`,
    'Use another backup; a destroyed record never comes back.',
  ],
  RecordMissing: ({ holderId }) => [
    `There is no key record or no payload for ${holderId}.`,
    'Check the id; a purged backup has neither.',
  ],
  SeenBefore: ({ what }) => [
    `A ${what} occurred twice.`,
    'Stop sealing, and check the random number generator.',
  ],
  Conflict: ({ fleet, expected, actual }) => [
    `The log of ${fleet} ends at event ${actual}, not ${expected}, or has another history.`,
    'Another writer was faster: read what it wrote, and try again.',
  ],
  ClaimLost: ({ position, ordinal }) => [
    `The effect ${ordinal} of event ${position} is done, or somebody else has claimed it.`,
    'There is nothing left to do.',
  ],
};
