/**
 * What the system says about files, in words; its own for what is rare.
 *
 * @module
 */

/** Not `instanceof`: a system error may be of another realm than ours. */
const memberOf = (cause: unknown, member: 'code' | 'message'): string =>
  typeof cause === 'object' && cause !== null ? String(Reflect.get(cause, member)) : String(cause);

/** The code of a system error, such as `ENOENT`. */
export const codeOf = (cause: unknown): string => memberOf(cause, 'code');

const READING: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read by you',
};

const WRITING: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EEXIST: 'there is a file of that name',
  EISDIR: 'it is a folder',
  EACCES: 'you may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'there is no room',
};

const inWords = (words: Readonly<Record<string, string>>, cause: unknown): string => {
  const code = codeOf(cause);
  return Object.hasOwn(words, code) ? `${words[code]}` : memberOf(cause, 'message');
};

/** Says why a file cannot be read. */
export const whyNotRead = (cause: unknown): string => inWords(READING, cause);

/** Says why a file or a folder cannot be made. */
export const whyNotWritten = (cause: unknown): string => inWords(WRITING, cause);
