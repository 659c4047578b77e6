/**
 * What each error about key files says, and what would help.
 *
 * @module
 */
import type { SentencesOf } from '../kernel/sentences.ts';
import type { KeyFileError, KeyFileReplaced } from './key-file-error.ts';

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

type Place = KeyFileReplaced['lacks'][number];
const placeText = ({ region, manufacturer, epoch }: Place): string =>
  `epoch ${epoch} of ${region}/${manufacturer}`;

/**
 * The sentences of errors about key files, as a book for `explain`.
 *
 * @example
 * explain(keyring.left, { books: [cryptoSentences, keyFileSentences] });
 */
export const keyFileSentences: SentencesOf<KeyFileError> = {
  KeyFileMissing: ({ path }) => [
    `There is no key file ${path}.`,
    'Create one, or restore it from a copy: without its keys, nothing sealed under them opens.',
  ],
  KeyFileUnreadable: ({ path }) => [
    `The key file ${path} cannot be read.`,
    'Check that it is a regular file that you may read.',
  ],
  KeyFileTooOpen: ({ path, mode }) => [
    `Others may access the key file ${path} (mode ${octal(mode)}).`,
    'Run chmod 600 on it, and rotate its keys if others may have read it.',
  ],
  KeyFileMalformed: ({ path }) => [
    `The file ${path} is not a key file of a known format.`,
    'Restore it from a copy.',
  ],
  KeyFileExists: ({ path }) => [
    `The key file ${path} already exists.`,
    'Open it, or choose another path; it is never overwritten.',
  ],
  KeyFileUnwritable: ({ path }) => [
    `The key file ${path} cannot be written.`,
    'Check that its folder exists, that you may write to it, and that there is room.',
  ],
  KeyFileBusy: ({ path, lock }) => [
    `Another process is changing the key file ${path}; nothing was changed here.`,
    `Try again. If no process uses it, remove ${lock}.`,
  ],
  KeyFileReplaced: ({ path, lacks }) => [
    `The key file ${path} was replaced: it lacks ${lacks.map(placeText).join(', ')}.`,
    'Put the right file back before the process ends; until then it still has these keys.',
  ],
};
