/**
 * The public facts of a sealed backup, readable without any key.
 *
 * @module
 */
import type { CoreHeader, ParsedHeader } from '../envelope/core-header.ts';
import { parseRecord } from '../envelope/key-record.ts';
import { frameCount, parsePayload } from '../envelope/layout.ts';
import { SUITE, VERSION } from '../envelope/limits.ts';
import type { SlotHeader } from '../envelope/slot.ts';
import type { Bytes } from '../kernel/bytes.ts';
import { type Either, right } from '../kernel/either.ts';
import type { EnvelopeMalformed } from '../kernel/errors.ts';

/** Public facts. None is authenticated before the backup has been opened. */
export type SealedInfo = CoreHeader & {
  readonly version: 1;
  readonly suite: 1;
  readonly frames: number;
  /** 32 bytes. */
  readonly commitment: Bytes;
  /**
   * Who can open it: the headers of the record's slots, all of one holder and generation; absent if
   * no key record was given.
   */
  readonly slots?: SlotHeaders;
};

/** Joins a parsed header and slot headers. */
export const infoOf = (
  { header, commitment }: ParsedHeader,
  slots?: SealedInfo['slots'],
): SealedInfo => {
  const info = {
    version: VERSION,
    suite: SUITE,
    ...header,
    frames: frameCount(header),
    commitment,
  } as const;
  return slots === undefined ? info : { ...info, slots };
};

/** The headers of a record's slots: one or more, all of one holder and generation. */
export type SlotHeaders = readonly [SlotHeader, ...SlotHeader[]];

/**
 * Reads the public slot headers of a key record.
 *
 * @returns Left: `EnvelopeMalformed` with the code `slot`
 */
export const inspectRecord = (record: Bytes): Either<EnvelopeMalformed, SlotHeaders> => {
  const slots = parseRecord(record);
  if (slots._tag === 'Left') return slots;
  const [first, ...others] = slots.right;
  return right([first.header, ...others.map(({ header }) => header)]);
};

/**
 * Reads the public facts of a sealed backup, for a store to check.
 *
 * @param payload - the complete sealed payload: its length is checked
 * @param record - its key record, if available
 * @returns Left: `EnvelopeMalformed`
 */
export const inspectSealed = (
  payload: Bytes,
  record?: Bytes,
): Either<EnvelopeMalformed, SealedInfo> => {
  const parsed = parsePayload(payload);
  if (parsed._tag === 'Left') return parsed;
  if (record === undefined) return right(infoOf(parsed.right));
  const slots = inspectRecord(record);
  return slots._tag === 'Left' ? slots : right(infoOf(parsed.right, slots.right));
};
