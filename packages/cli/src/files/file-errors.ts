/**
 * The system's file errors in words; its own message for rare ones.
 *
 * @module
 */

/** Not `instanceof Error`: a system error may come from another realm. */
const memberOf = (cause: unknown, member: 'code' | 'message'): string =>
  typeof cause === 'object' && cause !== null ? String(Reflect.get(cause, member)) : String(cause);

/** The code of a system error, such as `ENOENT`. */
export const codeOf = (cause: unknown): string => memberOf(cause, 'code');

/** The message of anything that was thrown. */
export const errorMessage = (cause: unknown): string => memberOf(cause, 'message');

const READING: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};

const WRITING: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EEXIST: 'there is already a file of that name',
  EISDIR: 'it is a folder',
  EACCES: 'you may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

const inWords = (words: Readonly<Record<string, string>>, cause: unknown): string => {
  const code = codeOf(cause);
  return Object.hasOwn(words, code) ? `${words[code]}` : errorMessage(cause);
};

/** Says why a file cannot be read. */
export const whyNotRead = (cause: unknown): string => inWords(READING, cause);

/** Says why a file or a folder cannot be written. */
export const whyNotWritten = (cause: unknown): string => inWords(WRITING, cause);
