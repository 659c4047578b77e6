/**
 * What Node's file system throws.
 *
 * @module
 */

/** Tells whether a thrown value has an error code such as ENOENT. */
export const isCode = (thrown: unknown, code: string): boolean =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === code;
