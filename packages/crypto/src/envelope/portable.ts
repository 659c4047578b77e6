/**
 * The portable envelope: payload and key record in one file,
 * `core | commitment | u16 slot length | slot | frames`.
 *
 * @module
 */
import { type Bytes, concat, uint } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { EnvelopeMalformed } from '../kernel/errors.ts';
import { parseHeader } from './core-header.ts';
import { cursor } from './cursor.ts';
import { parseRecord } from './key-record.ts';
import { parsePayload } from './layout.ts';

/** The two parts of a backup. Without a record it can never be opened. */
export type SplitEnvelope = { readonly payload: Bytes; readonly record?: Bytes };

const isMalformed = (parts: SplitEnvelope): EnvelopeMalformed | undefined => {
  const payload = parsePayload(parts.payload);
  if (payload._tag === 'Left') return payload.left;
  const record = parts.record && parseRecord(parts.record);
  return record?._tag === 'Left' ? record.left : undefined;
};

/**
 * Joins a payload and its key record into one file.
 *
 * Such a file contains the key record: destroying the record elsewhere does not destroy this one.
 *
 * @param parts - without `record`, the file says that the record was destroyed
 * @returns Left: `EnvelopeMalformed` when either part is not well formed
 */
export const joinEnvelope = (parts: SplitEnvelope): Either<EnvelopeMalformed, Bytes> => {
  const parsed = parsePayload(parts.payload);
  if (parsed._tag === 'Left') return parsed;
  const fault = isMalformed(parts);
  if (fault !== undefined) return left(fault);
  const { bodyOffset } = parsed.right;
  const record = parts.record ?? new Uint8Array();
  return right(
    concat(
      parts.payload.subarray(0, bodyOffset),
      uint(record.length, 2),
      record,
      parts.payload.subarray(bodyOffset),
    ),
  );
};

/**
 * Splits a portable envelope into payload and key record.
 *
 * @returns Right: both parts, well formed, in fresh memory. Left: `EnvelopeMalformed`
 */
export const splitEnvelope = (envelope: Bytes): Either<EnvelopeMalformed, SplitEnvelope> => {
  const parsed = parseHeader(envelope);
  if (parsed._tag === 'Left') return parsed;
  const { bodyOffset } = parsed.right;
  const at = cursor(envelope.subarray(bodyOffset));
  const record = at.copy(Number(at.uint(2) ?? -1n));
  if (record === undefined) return left({ _tag: 'EnvelopeMalformed', code: 'slot' });
  const payload = concat(
    envelope.subarray(0, bodyOffset),
    envelope.subarray(bodyOffset + at.offset()),
  );
  const parts: SplitEnvelope = record.length === 0 ? { payload } : { payload, record };
  const fault = isMalformed(parts);
  return fault === undefined ? right(parts) : left(fault);
};
