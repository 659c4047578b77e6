/**
 * A slot of a key record: it gives the EBK to one recipient, whoever has the PBK that it names.
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
import { LABEL_PREFIX } from '../kernel/kdf.ts';
import type { Cursor } from './cursor.ts';
import { fits, type TextField } from './fields.ts';
import {
  PBK_ID_BYTES,
  SLOT_VERSION,
  WRAPPED_EBK_BYTES,
  WRAPPED_EBK_BYTES_HYBRID,
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
  /** Whom the slot is for: `primary`, or a name. */
  readonly recipient: string;
  /** The epoch of the PBK, so that a keyring from before a rotation can say what it lacks. */
  readonly epoch: number;
  /** 16 bytes. */
  readonly pbkId: Bytes;
};

/** A parsed slot; `slot` is its own copy of the slot header's bytes. */
export type ParsedSlot = {
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
    lengthPrefixed(header.recipient),
    uint(header.epoch, 4),
    header.pbkId,
  );

/** B, the hash that binds a wrapped EBK to its slot header and, through H, to one payload. */
export const bindSlot = (coreHash: Bytes, slot: Bytes): Bytes =>
  sha256(concat(utf8(`${LABEL_PREFIX}slot`), uint(0, 1), coreHash, slot));

/** Tells whether a wrapped EBK has a length that its suite allows. */
export const isWrappedLength = (suite: WrapSuite, bytes: number): boolean => {
  if (suite === 1) return bytes === WRAPPED_EBK_BYTES;
  if (suite === 2) return bytes === WRAPPED_EBK_BYTES_HYBRID;
  return bytes >= 1 && bytes <= WRAPPED_EBK_BYTES_MAX;
};

const isWrapSuite = (suite: number | undefined): suite is WrapSuite =>
  suite === 1 || suite === 2 || suite === 127;

const isText = (field: TextField, text: string | undefined): text is string =>
  text !== undefined && fits(field, text);

/** If the last field is present, so are all before it. */
const readHeader = (at: Cursor): SlotHeader | undefined => {
  const [version, wrapSuite] = at.take(2) ?? [];
  if (version !== SLOT_VERSION || !isWrapSuite(wrapSuite)) return undefined;
  const generation = Number(at.uint(4));
  const [holderRegion, holderBackupId, recipient] = [at.text(), at.text(), at.text()];
  const epoch = Number(at.uint(4));
  const pbkId = at.copy(PBK_ID_BYTES);
  const isFit =
    isText('region', holderRegion) &&
    isText('backup-id', holderBackupId) &&
    isText('recipient', recipient) &&
    epoch > 0 &&
    pbkId !== undefined;
  return isFit
    ? { wrapSuite, generation, holderRegion, holderBackupId, recipient, epoch, pbkId }
    : undefined;
};

/** Reads a slot of `source`, which the cursor reads; undefined for any fault. */
export const readSlot = (source: Bytes, at: Cursor): ParsedSlot | undefined => {
  const start = at.offset();
  const header = readHeader(at);
  if (header === undefined) return undefined;
  const slot = copyBytes(source.subarray(start, at.offset()));
  const length = Number(at.uint(2) ?? 0n);
  const wrapped = isWrappedLength(header.wrapSuite, length) ? at.copy(length) : undefined;
  return wrapped && { header, slot, wrapped };
};
