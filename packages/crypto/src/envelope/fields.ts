/**
 * The grammar of names and ids, 1 to 64 ASCII characters each. Sealing and parsing share it.
 *
 * @module
 */
import type { EnvelopeMalformed } from '../kernel/errors.ts';
import type { FrameBytes } from './limits.ts';

/** The text fields of headers and of key contexts. */
export type TextField =
  'region' | 'hsm-type' | 'manufacturer' | 'cluster-id' | 'backup-id' | 'recipient';

/**
 * CloudHSM V2 API 2017-04-28: shapes ClusterId, BackupId; the others allow more than AWS's,
 * for other operators.
 */
const grammar: Record<TextField, RegExp> = {
  region: /^[a-z0-9-]{1,64}$/,
  'hsm-type': /^[A-Za-z0-9.-]{1,64}$/,
  manufacturer: /^[A-Za-z0-9.-]{1,64}$/,
  'cluster-id': /^cluster-[2-7a-zA-Z]{11,16}$/,
  recipient: /^[A-Za-z0-9.-]{1,64}$/,
  'backup-id': /^backup-[2-7a-zA-Z]{11,16}$/,
};

/** Tells whether a text fits its field. */
export const fits = (field: TextField, text: string): boolean => grammar[field].test(text);

/** The error for the first text that does not fit its field. */
export const firstUnfit = (
  texts: readonly (readonly [TextField, string])[],
): EnvelopeMalformed | undefined => {
  const unfit = texts.find(([field, text]) => !fits(field, text));
  return unfit && { _tag: 'EnvelopeMalformed', code: 'field', field: unfit[0] };
};

/**
 * Tells whether a number is a whole number from 0 to 2^53-1, as the header's dates and lengths are.
 */
export const isUnsigned = (at: number): boolean => Number.isSafeInteger(at) && at >= 0;

const frameSizes: readonly FrameBytes[] = [4096, 16384, 65536, 262144, 1048576];

/** Tells whether a number is one of the five frame sizes. */
export const isFrameBytes = (bytes: number): bytes is FrameBytes =>
  frameSizes.some((size) => size === bytes);
