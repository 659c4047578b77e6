/**
 * Saying what is wrong with a store or its key file, and what helps.
 *
 * @module
 */
import type { CryptoError } from '@hsm-lifecycle/crypto';
import type { KeyFileError } from '@hsm-lifecycle/crypto/node';
import type { LogUnreadable, StorageFailed } from '@hsm-lifecycle/runtime';
import { explainError } from './explain-error.ts';

const lowered = (sentence: string): string =>
  `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/u, '');

const storageText = (path: string, { reason, detail }: StorageFailed): string => {
  switch (reason) {
    case 'FULL':
      return `there is no room to write ${path}`;
    case 'READ_ONLY':
      return `${path} is read-only: a store is locked by writing to it, even to look at it`;
    case 'LOCKED':
      return `${path} is in use by another process; try again when that has ended`;
    case 'CORRUPT':
      return `${path} is a damaged store: ${detail}`;
    case 'NOT_A_STORE':
      return `${path} is no store: ${detail}`;
    case 'CANNOT_OPEN':
      return `${path} cannot be opened: is its folder there, and may you write in it?`;
    case 'CLOSED':
    case 'OTHER':
      return `${path}: ${detail}`;
  }
};

const logText = (path: string, { position, reason }: LogUnreadable): string => {
  const where = `event ${position} of ${path}`;
  switch (reason._tag) {
    case 'EventOutOfPlace':
      return `${path} is a damaged store: event ${position} cannot follow those before it`;
    case 'MalformedInput':
      return `${path} is a damaged store: event ${position} makes no sense at ${reason.path}`;
    case 'NewerEvent':
    case 'UnknownEvent':
      return `${where}: ${explainError(reason)}`;
  }
};

/** Says why a store cannot be used. */
export const storeProblem = (path: string, problem: StorageFailed | LogUnreadable): string =>
  problem._tag === 'StorageFailed' ? storageText(path, problem) : logText(path, problem);

const isOfFile = (problem: KeyFileError | CryptoError): problem is KeyFileError =>
  problem._tag.startsWith('KeyFile');

/** Says why a key file cannot be used. */
export const keysProblem = (path: string, problem: KeyFileError | CryptoError): string => {
  if (!isOfFile(problem)) return `the key file ${path}: ${lowered(explainError(problem))}`;
  if (problem._tag === 'KeyFileTooOpen')
    return `others may read the key file ${path} (mode ${problem.mode.toString(8).padStart(4, '0')}): run chmod 600 ${path}, then hsm-lifecycle keys rotate if somebody may have read it`;
  if (problem._tag === 'KeyFileMissing')
    return `there is no key file ${path}: what is sealed under keys that are gone stays sealed`;
  return lowered(explainError(problem));
};
