/**
 * The first half of opening: checks the expectation and the key record, finds the PBK, unwraps the
 * EBK, checks the commitment. The result is the payload key.
 *
 * @module
 */
import { checkedBytes } from '../cipher/guard.ts';
import type { FrameOpener, PayloadKeys, SnapshotCipher } from '../cipher/snapshot-cipher.ts';
import { hashCore, type ParsedHeader } from '../envelope/core-header.ts';
import { type ParsedRecord, parseRecord } from '../envelope/key-record.ts';
import { COMMITMENT_BYTES } from '../envelope/limits.ts';
import { bindSlot } from '../envelope/slot.ts';
import { type Bytes, isEqual } from '../kernel/bytes.ts';
import type { MismatchField, OpenError } from '../kernel/errors.ts';
import { whenDeriving, whenOpening } from '../kernel/failure.ts';
import { attempt, type Flow, orRefuse, refuse } from '../kernel/flow.ts';
import type { SecretHandle } from '../kernel/secret.ts';
import type { SlotContext } from '../keyring/backup-keyring.ts';
import { findSlotKey, type KeyOf, unwrapFrom } from './keys.ts';
import type { Expected, Planes } from './planes.ts';

/**
 * A backup to open: its parsed header, its key record if there is one, and what the caller's state
 * says.
 */
export type OpenRequest = {
  readonly parsed: ParsedHeader;
  readonly record: Bytes | undefined;
  readonly expected: Expected;
};

/** The key record, after it was found to match, and the hash H. */
export type MatchedRecord = {
  readonly coreHash: Bytes;
  readonly record: ParsedRecord;
  readonly commitment: Bytes;
};

/** A slot whose key is known. */
export type MatchedSlot = {
  readonly from: KeyOf;
  readonly wrapped: Bytes;
  readonly context: SlotContext;
};

/**
 * The EBK and the keys derived from it, after the commitment was checked. The caller must dispose
 * of both.
 */
export type OpenedRecord = { readonly ebk: SecretHandle; readonly keys: PayloadKeys };

const headerMismatch = (
  { header, commitment }: ParsedHeader,
  expected: Expected,
): MismatchField | undefined => {
  if (header.clusterId !== expected.clusterId) return 'cluster-id';
  if (header.originRegion !== expected.originRegion) return 'origin-region';
  if (header.backupId !== expected.originBackupId) return 'origin-backup-id';
  return expected.commitment === undefined || isEqual(commitment, expected.commitment)
    ? undefined
    : 'commitment';
};

const recordMismatch = (
  [{ header }]: ParsedRecord,
  { holder, generation }: Expected,
): MismatchField | undefined => {
  if (header.holderRegion !== holder.region) return 'holder-region';
  if (header.holderBackupId !== holder.backupId) return 'holder-backup-id';
  return generation === undefined || header.generation === generation ? undefined : 'generation';
};

/** Checks header and key record against the caller's state. Uses no key. */
export function* matchRecord({
  parsed,
  record,
  expected,
}: OpenRequest): Flow<OpenError, MatchedRecord> {
  const headerField = headerMismatch(parsed, expected);
  if (headerField !== undefined)
    return yield* refuse({ _tag: 'EnvelopeMismatch', field: headerField });
  if (record === undefined) return yield* refuse({ _tag: 'BackupPurged' });
  const parsedRecord = yield* orRefuse(parseRecord(record));
  const recordField = recordMismatch(parsedRecord, expected);
  if (recordField !== undefined)
    return yield* refuse({ _tag: 'EnvelopeMismatch', field: recordField });
  return {
    coreHash: hashCore(parsed.core),
    record: parsedRecord,
    commitment: parsed.commitment,
  };
}

/** Finds a slot of a matching record whose key is of the holder's scope and not retired. */
export function* matchSlot(
  { record, coreHash }: MatchedRecord,
  expected: Expected,
  keyring: Planes['keyring'],
): Flow<OpenError, MatchedSlot> {
  const { slot, key } = yield* findSlotKey(keyring, record, expected.holder);
  const context = { binding: bindSlot(coreHash, slot.slot), slot: slot.header };
  return { from: { keyring, key }, wrapped: slot.wrapped, context };
}

function* deriveChecked(
  cipher: SnapshotCipher,
  ebk: SecretHandle,
  matched: MatchedRecord,
): Flow<OpenError, PayloadKeys> {
  const keys = yield* attempt(
    () => cipher.derive(ebk, matched.coreHash),
    whenDeriving(cipher.name),
  );
  let isRight = false;
  try {
    const commitment = yield* attempt(
      () => checkedBytes(cipher.name, COMMITMENT_BYTES)(keys.commitment),
      whenDeriving(cipher.name),
    );
    isRight = isEqual(commitment, matched.commitment);
    return isRight ? keys : yield* refuse({ _tag: 'AuthenticationFailed' });
  } finally {
    if (!isRight) keys.dispose();
  }
}

/** Unwraps the EBK and checks the commitment: then EBK, header and payload key belong together. */
export function* openRecord(
  matched: MatchedRecord,
  { from, wrapped, context }: MatchedSlot,
  cipher: SnapshotCipher,
): Flow<OpenError, OpenedRecord> {
  const ebk = yield* unwrapFrom(from, wrapped, context);
  let isOpen = false;
  try {
    const keys = yield* deriveChecked(cipher, ebk, matched);
    isOpen = true;
    return { ebk, keys };
  } finally {
    if (!isOpen) ebk.dispose();
  }
}

/** A payload whose frames can be opened. The caller must call `dispose` in any case. */
export type BegunOpen = { readonly opener: FrameOpener; readonly dispose: () => void };

/** Starts opening a backup. */
export function* beginOpen(request: OpenRequest, planes: Planes): Flow<OpenError, BegunOpen> {
  const matched = yield* matchRecord(request);
  const slot = yield* matchSlot(matched, request.expected, planes.keyring);
  const { ebk, keys } = yield* openRecord(matched, slot, planes.cipher);
  ebk.dispose();
  let opener: FrameOpener | undefined;
  try {
    opener = yield* attempt(keys.opener, whenOpening);
    return { opener, dispose: keys.dispose };
  } finally {
    if (opener === undefined) keys.dispose();
  }
}
