/**
 * A slot of a key record: it gives the EBK to one recipient, whoever has the PBK that it names.
 *
 * @module
 */
import { type Bytes, concat, copyBytes, type Sha256, sha256 } from '../kernel/bytes.ts';
import { domain } from '../kernel/kdf.ts';
import { pack, u32, u8 } from '../kernel/pack.ts';
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
  pack(
    u8(SLOT_VERSION),
    u8(header.wrapSuite),
    u32(header.generation),
    header.holderRegion,
    header.holderBackupId,
    header.recipient,
    u32(header.epoch),
    header.pbkId,
  );

const SLOT_DOMAIN = domain('slot');

/** B, the hash that binds a wrapped EBK to its slot header and, through H, to one payload. */
export const bindSlot = (coreHash: Bytes, slot: Bytes, hash: Sha256 = sha256): Bytes =>
  hash(concat(SLOT_DOMAIN, coreHash, slot));

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
  const version = at.uint(1);
  const wrapSuite = at.uint(1);
  if (version !== SLOT_VERSION || !isWrapSuite(wrapSuite)) return undefined;
  const generation = at.uint(4) ?? 0;
  const holderRegion = at.text();
  const holderBackupId = at.text();
  const recipient = at.text();
  const epoch = at.uint(4) ?? 0;
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
  const length = at.uint(2) ?? 0;
  const wrapped = isWrappedLength(header.wrapSuite, length) ? at.copy(length) : undefined;
  return wrapped && { header, slot, wrapped };
};
