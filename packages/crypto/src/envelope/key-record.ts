/**
 * The key record: the small mutable part of a backup, one per holder. It gives the EBK to whoever
 * has the PBK.
 *
 * @module
 */
import {
  type Bytes,
  concat,
  copyBytes,
  lengthPrefixed,
  sha256,
  uint,
  utf8,
} from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { EnvelopeMalformed } from '../kernel/errors.ts';
import { LABEL_PREFIX } from '../kernel/kdf.ts';
import { type Cursor, cursor } from './cursor.ts';
import { fits, type TextField } from './fields.ts';
import {
  PBK_ID_BYTES,
  SLOT_VERSION,
  WRAPPED_EBK_BYTES,
  WRAPPED_EBK_BYTES_MAX,
  type WrapSuite,
} from './limits.ts';

/** The slot header: who holds the key, under which PBK, and how often it has been rewrapped. */
export type SlotHeader = {
  readonly wrapSuite: WrapSuite;
  /** 0 when sealed, one more at each rewrap; below 2^32. */
  readonly generation: number;
  readonly holderRegion: string;
  readonly holderBackupId: string;
  /** 16 bytes. */
  readonly pbkId: Bytes;
};

/** A parsed key record; `slot` is its own copy of the slot header's bytes. */
export type ParsedRecord = {
  readonly header: SlotHeader;
  readonly slot: Bytes;
  readonly wrapped: Bytes;
};

/** Writes a slot header whose fields have been checked. */
export const encodeSlot = (header: SlotHeader): Bytes =>
  concat(
    Uint8Array.of(SLOT_VERSION, header.wrapSuite),
    uint(header.generation, 4),
    lengthPrefixed(header.holderRegion),
    lengthPrefixed(header.holderBackupId),
    header.pbkId,
  );

/** Writes a key record. */
export const encodeRecord = (slot: Bytes, wrapped: Bytes): Bytes =>
  concat(slot, uint(wrapped.length, 2), wrapped);

/** B, the hash that binds a wrapped EBK to its slot header and, through H, to one payload. */
export const bindSlot = (coreHash: Bytes, slot: Bytes): Bytes =>
  sha256(concat(utf8(`${LABEL_PREFIX}slot`), uint(0, 1), coreHash, slot));

/** Tells whether a wrapped EBK has a length that its suite allows. */
export const isWrappedLength = (suite: WrapSuite, bytes: number): boolean =>
  suite === 1 ? bytes === WRAPPED_EBK_BYTES : bytes >= 1 && bytes <= WRAPPED_EBK_BYTES_MAX;

const malformed: Either<EnvelopeMalformed, never> = left({
  _tag: 'EnvelopeMalformed',
  code: 'slot',
});

const isWrapSuite = (suite: number | undefined): suite is WrapSuite => suite === 1 || suite === 127;

const isText = (field: TextField, text: string | undefined): text is string =>
  text !== undefined && fits(field, text);

/** If the last field is present, so are all before it. */
const readSlot = (at: Cursor): SlotHeader | undefined => {
  const [version, wrapSuite] = at.take(2) ?? [];
  if (version !== SLOT_VERSION || !isWrapSuite(wrapSuite)) return undefined;
  const generation = Number(at.uint(4));
  const [holderRegion, holderBackupId] = [at.text(), at.text()];
  const pbkId = at.copy(PBK_ID_BYTES);
  if (
    !isText('region', holderRegion) ||
    !isText('backup-id', holderBackupId) ||
    pbkId === undefined
  )
    return undefined;
  return { wrapSuite, generation, holderRegion, holderBackupId, pbkId };
};

/**
 * Reads a key record.
 *
 * @param record - exactly one record, with nothing after it
 * @returns Left: `EnvelopeMalformed` with the code `slot`, for any fault
 */
export const parseRecord = (record: Bytes): Either<EnvelopeMalformed, ParsedRecord> => {
  const at = cursor(record);
  const header = readSlot(at);
  if (header === undefined) return malformed;
  const slot = copyBytes(record.subarray(0, at.offset()));
  const length = Number(at.uint(2) ?? 0n);
  const isExact =
    isWrappedLength(header.wrapSuite, length) && record.length === at.offset() + length;
  return isExact
    ? right({ header, slot, wrapped: copyBytes(record.subarray(at.offset())) })
    : malformed;
};
