/**
 * The canonical encoding of snapshots: core deterministic CBOR (RFC 8949 §4.2.1) over a closed set
 * of values.
 *
 * `cborg` does the encoding; this file restricts it. Sealing does not need canonical bytes; replay,
 * golden tests and comparisons do.
 *
 * @module
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg';
import { type Bytes, isEqual } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { SnapshotMalformed } from '../kernel/errors.ts';
import { type CborValue, checkProfile } from './cbor-profile.ts';
import { strictTokens } from './strict-tokens.ts';

const malformed = (reason: string): SnapshotMalformed => ({ _tag: 'SnapshotMalformed', reason });

/**
 * Encodes a snapshot. Equal values give equal bytes, in whatever order their keys are.
 *
 * Map keys are sorted by their encoded bytes: shorter first, then bytewise. JavaScript's `sort`
 * orders them differently.
 *
 * @returns Left: `SnapshotMalformed`, with the path of the first value that has no canonical
 *   encoding
 */
export const encodeSnapshot = (value: CborValue): Either<SnapshotMalformed, Bytes> => {
  const checked = checkProfile(value);
  return checked._tag === 'Left' ? checked : right(encode(value, rfc8949EncodeOptions));
};

const isCborValue = (value: unknown): value is CborValue => checkProfile(value)._tag === 'Right';

const decodeStrictly = (bytes: Bytes): unknown => {
  try {
    return decode(bytes, { tokenizer: strictTokens(bytes), rejectDuplicateMapKeys: true });
  } catch {
    return undefined;
  }
};

/**
 * Decodes a snapshot. Accepts only the canonical form: encodes the result again and compares.
 *
 * @returns Left: `SnapshotMalformed`
 */
export const decodeSnapshot = (bytes: Bytes): Either<SnapshotMalformed, CborValue> => {
  const value = decodeStrictly(bytes);
  if (!isCborValue(value))
    return left(malformed('bytes that are not CBOR of the closed set of values'));
  return isEqual(encode(value, rfc8949EncodeOptions), bytes)
    ? right(value)
    : left(malformed('bytes in another order or form'));
};
