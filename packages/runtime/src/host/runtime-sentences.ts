/**
 * What each error of this package says, and what would help.
 *
 * @module
 */
import { explain } from '@hsm-lifecycle/core';
import type { SentencesOf } from '@hsm-lifecycle/crypto';
import type { CommitError } from '../store/refusals.ts';
import { storeSentences } from '../store/store-sentences.ts';
import type {
  FleetIdMalformed,
  HostFailed,
  InstantTooLate,
  LogUnreadable,
  MetadataNotJson,
  NotAProvider,
  OptionOutOfRange,
  RuntimeClosed,
  SettledByRuntime,
} from './refusals.ts';

/** Every error that only this package has. */
type RuntimeError =
  | CommitError
  | FleetIdMalformed
  | HostFailed
  | InstantTooLate
  | LogUnreadable
  | MetadataNotJson
  | NotAProvider
  | OptionOutOfRange
  | RuntimeClosed
  | SettledByRuntime;

const dateOf = (at: number): string => new Date(at).toISOString();

const HOST_FUNCTIONS: Readonly<Record<HostFailed['what'], string>> = {
  clock: 'clock',
  command: 'function that makes the command',
  manufacturerOf: 'function manufacturerOf',
  random: 'source of random bytes',
};

const RESTORE = 'Restore the store from a copy.';

const unreadable = ({ position, reason }: LogUnreadable): readonly [string, string] => {
  switch (reason._tag) {
    case 'EventOutOfPlace':
      return [`Event ${position} of the log cannot follow the events before it.`, RESTORE];
    case 'CheckpointAhead':
      return [
        `The checkpoint is of event ${position}, but the log ends at event ${reason.head}.`,
        `The end of the log is lost. ${RESTORE}`,
      ];
    case 'EventMissing':
      return [`Event ${position} of the log is missing.`, RESTORE];
    case 'HeadBehind':
      return [
        `The log has event ${position}, but the store says that it ends at event ${reason.head}.`,
        `Nothing can be written. Check it with verifyStore. ${RESTORE}`,
      ];
    case 'ChainBroken':
      return [`The log up to event ${position} is not the one that was written.`, RESTORE];
    case 'MalformedInput':
    case 'NewerEvent':
    case 'UnknownEvent':
      return [
        `Event ${position} of the log cannot be read. ${explain(reason)}`,
        'Restore the log from a copy, or read it with the release that wrote it.',
      ];
  }
};

/**
 * The sentences of this package's errors, as a book for `explain` of `@hsm-lifecycle/core`.
 *
 * @example
 * explain(outcome.left, { books: [runtimeSentences, cryptoSentences] });
 */
export const runtimeSentences: SentencesOf<RuntimeError> = {
  ...storeSentences,
  HostFailed: ({ what, detail }) => [
    `The ${HOST_FUNCTIONS[what]} failed: ${detail}.`,
    'Nothing was written. Mend it, then try again.',
  ],
  LogUnreadable: unreadable,
  FleetIdMalformed: ({ id }) => [
    `${JSON.stringify(id)} cannot be the id of a fleet.`,
    'Give text that is not empty and has no lone surrogate.',
  ],
  InstantTooLate: ({ at, latest }) => [
    `The command is dated ${dateOf(at)}.`,
    `Give an instant not after ${dateOf(latest)}.`,
  ],
  MetadataNotJson: ({ path }) => [
    path === ''
      ? 'The metadata is not an object of plain JSON.'
      : `The metadata is not plain JSON at ${path}.`,
    'Give numbers, text, booleans, lists and objects only.',
  ],
  NotAProvider: ({ what, missing }) => [
    `The ${what} has no function ${missing}.`,
    `Give a ${what} to createRuntime.`,
  ],
  OptionOutOfRange: ({ option, given }) => [
    `The option ${option} cannot be ${String(given)}.`,
    option === 'deadlineMs'
      ? 'Give a number of milliseconds above 0; Infinity for no deadline.'
      : 'Give a whole number, at least 1.',
  ],
  RuntimeClosed: () => ['The runtime is closed.', 'Create another one on the same store.'],
  SettledByRuntime: ({ id }) => [
    `Only the runtime reports that ${id} succeeded.`,
    'Wait for `idle`; you may report a failure.',
  ],
};
