/**
 * The public facts of a sealed backup, readable without any key.
 *
 * @module
 */
import type { CoreHeader, ParsedHeader } from '../envelope/core-header.ts';
import { parseRecord, type SlotHeader } from '../envelope/key-record.ts';
import { frameCount, parsePayload } from '../envelope/layout.ts';
import { SUITE, VERSION } from '../envelope/limits.ts';
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
  /** Who holds the key; absent if no key record was given. */
  readonly slot?: SlotHeader;
};

/** Joins a parsed header and a slot header. */
export const infoOf = ({ header, commitment }: ParsedHeader, slot?: SlotHeader): SealedInfo => {
  const info = {
    version: VERSION,
    suite: SUITE,
    ...header,
    frames: frameCount(header),
    commitment,
  } as const;
  return slot === undefined ? info : { ...info, slot };
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
  const slot = parseRecord(record);
  return slot._tag === 'Left' ? slot : right(infoOf(parsed.right, slot.right.header));
};
