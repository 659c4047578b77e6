/**
 * The portable envelope: payload and key record in one file,
 * `core | commitment | u8 slot count | slots | frames`.
 *
 * @module
 */
import { type Bytes, concat, copyBytes } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { EnvelopeMalformed } from '../kernel/errors.ts';
import { parseHeader } from './core-header.ts';
import { cursor } from './cursor.ts';
import { parseRecord, readSlots } from './key-record.ts';
import { parsePayload } from './layout.ts';

/** The two parts of a backup. Without a record it can never be opened. */
export type SplitEnvelope = { readonly payload: Bytes; readonly record?: Bytes };

/** A count of no slots: the record was destroyed. */
const SHREDDED: Bytes = Uint8Array.of(0);

/**
 * Joins a payload and its key record into one file.
 *
 * Such a file contains the key record: destroying the record elsewhere does not destroy this one.
 *
 * @param parts - without `record`, the file says that the record was destroyed
 * @returns Left: `EnvelopeMalformed` when either part is not well formed
 */
export const joinEnvelope = ({
  payload,
  record,
}: SplitEnvelope): Either<EnvelopeMalformed, Bytes> => {
  const parsed = parsePayload(payload);
  if (parsed._tag === 'Left') return parsed;
  const slots = record && parseRecord(record);
  if (slots?._tag === 'Left') return slots;
  const { bodyOffset } = parsed.right;
  return right(
    concat(payload.subarray(0, bodyOffset), record ?? SHREDDED, payload.subarray(bodyOffset)),
  );
};

/** Finds the length of the record that these bytes begin with; 0 if it was destroyed. */
const recordBytes = (source: Bytes): Either<EnvelopeMalformed, number> => {
  const at = cursor(source);
  const count = at.uint(1) ?? -1;
  if (count === 0) return right(0);
  const slots = readSlots(source, at, count);
  return slots._tag === 'Left' ? slots : right(at.offset());
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
  const rest = envelope.subarray(bodyOffset);
  const length = recordBytes(rest);
  if (length._tag === 'Left') return left(length.left);
  const payload = concat(
    envelope.subarray(0, bodyOffset),
    rest.subarray(Math.max(length.right, SHREDDED.length)),
  );
  const whole = parsePayload(payload);
  if (whole._tag === 'Left') return whole;
  const record = copyBytes(rest.subarray(0, length.right));
  return right(record.length === 0 ? { payload } : { payload, record });
};
