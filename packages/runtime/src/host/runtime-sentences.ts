/**
 * What each error of this package says, and what would help.
 *
 * @module
 */
import { explain } from '@hsm-lifecycle/core';
import type { SentencesOf } from '@hsm-lifecycle/crypto';
import type { VersionConflict } from '../ports/event-log.ts';
import type { PutError, WriteError } from '../ports/snapshot-store.ts';
import { storeSentences } from '../ports/store-sentences.ts';
import type {
  EditionNotReported,
  LogUnreadable,
  RuntimeClosed,
  SettledByRuntime,
} from './refusals.ts';

/** Every error that only this package has. */
type RuntimeError =
  | PutError
  | WriteError
  | VersionConflict
  | EditionNotReported
  | LogUnreadable
  | RuntimeClosed
  | SettledByRuntime;

const whose = (holderId: string | undefined): string =>
  holderId === undefined ? 'The edition is' : `The edition of ${holderId} is`;

/**
 * The sentences of this package's errors, as a book for `explain` of `@hsm-lifecycle/core`.
 *
 * @example
 * explain(outcome.left, { books: [runtimeSentences, cryptoSentences] });
 */
export const runtimeSentences: SentencesOf<RuntimeError> = {
  ...storeSentences,
  EditionNotReported: ({ edition, operations, holderId }) => [
    `${whose(holderId)} ${edition}, which ends by the clock what the host must report: ` +
      `${operations.join(', ')}.`,
    "Use reportedBy(edition, ['backup', 'copy', 'hsm']), or hostEdition.",
  ],
  LogUnreadable: ({ position, reason }) => [
    reason._tag === 'EventOutOfPlace'
      ? `Event ${position} of the log cannot follow the events before it.`
      : `Event ${position} of the log cannot be read. ${explain(reason)}`,
    'Restore the log from a copy, or read it with the release that wrote it.',
  ],
  RuntimeClosed: () => ['The runtime is closed.', 'Create another one on the same ports.'],
  SettledByRuntime: ({ id }) => [
    `Only the runtime reports that ${id} succeeded.`,
    'Wait for `idle`; you may report a failure.',
  ],
};
