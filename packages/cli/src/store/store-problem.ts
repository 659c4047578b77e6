/**
 * Problems with a store or its key file, as sentences that say what helps.
 *
 * @module
 */
import type { CryptoError, ProviderFailed } from '@hsm-lifecycle/crypto';
import type { KeyFileError } from '@hsm-lifecycle/crypto/node';
import type { CommitError, LogUnreadable, StorageFailed } from '@hsm-lifecycle/runtime';
import { explainError } from '../sentences/explain-error.ts';

const asClause = (sentence: string): string =>
  `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/u, '');

const storageText = (path: string, { reason, detail }: StorageFailed): string => {
  switch (reason) {
    case 'FULL':
      return `the disk is full: cannot write ${path}`;
    case 'READ_ONLY':
      return `${path} is read-only, and even reading a store needs a lock that is written to it`;
    case 'LOCKED':
      return `${path} is in use by another process; try again when it has ended`;
    case 'CORRUPT':
      return `${path} is damaged: ${detail}`;
    case 'NOT_A_STORE':
      return `${path} is not a store: ${detail}`;
    case 'CANNOT_OPEN':
      return `${path} cannot be opened: does its folder exist, and may you write there?`;
    case 'CLOSED':
    case 'UNREACHABLE':
    case 'OTHER':
      return `${path}: ${detail}`;
  }
};

const logText = (path: string, { position, reason }: LogUnreadable): string => {
  switch (reason._tag) {
    case 'EventOutOfPlace':
      return `${path} is damaged: event ${position} cannot follow those before it`;
    case 'CheckpointAhead':
      return `${path} is damaged: its last events are lost, from ${reason.head + 1} to ${position}`;
    case 'EventMissing':
      return `${path} is damaged: event ${position} is missing`;
    case 'HeadBehind':
      return `${path} is damaged: its log goes on after event ${reason.head}, its recorded end`;
    case 'ChainBroken':
      return `${path} is damaged: its events are not those that were written`;
    case 'MalformedInput':
      return `${path} is damaged: event ${position} is malformed at ${reason.path}`;
    case 'NewerEvent':
    case 'UnknownEvent':
      return `event ${position} of ${path}: ${asClause(explainError(reason))}`;
  }
};

/** Says why a store cannot be used. */
export const storeProblem = (
  path: string,
  problem: StorageFailed | LogUnreadable | CommitError | ProviderFailed,
): string => {
  if (problem._tag === 'StorageFailed') return storageText(path, problem);
  return problem._tag === 'LogUnreadable'
    ? logText(path, problem)
    : `${path}: ${asClause(explainError(problem))}`;
};

const OCTAL = 8;
const modeText = (mode: number): string => mode.toString(OCTAL).padStart(4, '0');

const isOfFile = (problem: KeyFileError | CryptoError): problem is KeyFileError =>
  problem._tag.startsWith('KeyFile');

const WITHOUT_KEYS = 'without its keys, nothing sealed under them can be opened';

/** Says why a key file cannot be used. */
export const keysProblem = (path: string, problem: KeyFileError | CryptoError): string => {
  if (!isOfFile(problem)) return `the key file ${path}: ${asClause(explainError(problem))}`;
  if (problem._tag === 'KeyFileTooOpen')
    return (
      `others may read the key file ${path} (mode ${modeText(problem.mode)}): ` +
      `run chmod 600 ${path}, and hsm-lifecycle keys rotate if somebody may have read it`
    );
  if (problem._tag === 'KeyFileMissing') return `there is no key file ${path}; ${WITHOUT_KEYS}`;
  return asClause(explainError(problem));
};
