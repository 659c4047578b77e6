/**
 * The key record: the small mutable part of a backup, one per holder: a count, and one slot for
 * each recipient.
 *
 * @module
 */
import type { Bytes } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { EnvelopeMalformed } from '../kernel/errors.ts';
import { pack, u16, u8 } from '../kernel/pack.ts';
import { type Cursor, cursor } from './cursor.ts';
import { SLOTS_MAX } from './limits.ts';
import { type ParsedSlot, readSlot } from './slot.ts';

/** A parsed key record: one slot or more, all of one holder and generation. */
export type ParsedRecord = readonly [ParsedSlot, ...ParsedSlot[]];

/** Writes a key record. */
export const encodeRecord = (...slots: readonly Pick<ParsedSlot, 'slot' | 'wrapped'>[]): Bytes =>
  pack(
    u8(slots.length),
    ...slots.flatMap(({ slot, wrapped }) => [slot, u16(wrapped.length), wrapped]),
  );

const malformed: Either<EnvelopeMalformed, never> = left({
  _tag: 'EnvelopeMalformed',
  code: 'slot',
});

/** A purge destroys all slots together, so they must have one holder and one generation. */
const belongTogether = ([first, ...others]: ParsedRecord): boolean =>
  others.every(
    ({ header }) =>
      header.holderRegion === first.header.holderRegion &&
      header.holderBackupId === first.header.holderBackupId &&
      header.generation === first.header.generation,
  );

const haveOwnRecipients = (slots: ParsedRecord): boolean =>
  new Set(slots.map(({ header }) => header.recipient)).size === slots.length;

/**
 * Reads the slots of a record of `source`, after its count.
 *
 * @returns Left: `EnvelopeMalformed` with the code `slot`, for any fault
 */
export const readSlots = (
  source: Bytes,
  at: Cursor,
  count: number,
): Either<EnvelopeMalformed, ParsedRecord> => {
  if (count > SLOTS_MAX) return malformed;
  const slots: ParsedSlot[] = [];
  while (slots.length < count) {
    const slot = readSlot(source, at);
    if (slot === undefined) return malformed;
    slots.push(slot);
  }
  const [first, ...others] = slots;
  if (first === undefined) return malformed;
  const record: ParsedRecord = [first, ...others];
  return belongTogether(record) && haveOwnRecipients(record) ? right(record) : malformed;
};

/**
 * Reads a key record.
 *
 * @param record - exactly one record, with nothing after it
 * @returns Left: `EnvelopeMalformed` with the code `slot`, for any fault
 */
export const parseRecord = (record: Bytes): Either<EnvelopeMalformed, ParsedRecord> => {
  const at = cursor(record);
  const slots = readSlots(record, at, at.uint(1) ?? 0);
  return at.offset() === record.length ? slots : malformed;
};
