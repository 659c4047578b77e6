/**
 * The first half of opening: checks the expectation and the key record, finds the PBK, unwraps the
 * EBK, checks the commitment. The result is the payload key.
 *
 * @module
 */
import { checkedCopy } from '../cipher/guard.ts';
import type { FrameOpener, PayloadKeys, SnapshotCipher } from '../cipher/snapshot-cipher.ts';
import { hashCore, type ParsedHeader } from '../envelope/core-header.ts';
import { type ParsedRecord, parseRecord } from '../envelope/key-record.ts';
import { COMMITMENT_BYTES } from '../envelope/limits.ts';
import { bindSlot } from '../envelope/slot.ts';
import { type Bytes, isEqual } from '../kernel/bytes.ts';
import type { MismatchField, OpenError } from '../kernel/errors.ts';
import { whenDeriving, whenOpening } from '../kernel/failure.ts';
import {
  continueWith,
  attempt,
  type Flow,
  isFlow,
  orRefuse,
  refuse,
  type Step,
} from '../kernel/flow.ts';
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
export const matchRecord = (
  { parsed, record, expected }: OpenRequest,
  { sha256 }: SnapshotCipher,
): Step<OpenError, MatchedRecord> => {
  const headerField = headerMismatch(parsed, expected);
  if (headerField !== undefined) return refuse({ _tag: 'EnvelopeMismatch', field: headerField });
  if (record === undefined) return refuse({ _tag: 'BackupPurged' });
  const { core, commitment } = parsed;
  return continueWith(orRefuse(parseRecord(record)), (own): Step<OpenError, MatchedRecord> => {
    const field = recordMismatch(own, expected);
    return field === undefined
      ? { coreHash: hashCore(core, sha256), record: own, commitment }
      : refuse({ _tag: 'EnvelopeMismatch', field });
  });
};

/** Finds a slot of a matching record whose key is of the holder's scope and not retired. */
export const matchSlot = (
  { record, coreHash }: MatchedRecord,
  expected: Expected,
  { keyring, cipher }: Planes,
): Step<OpenError, MatchedSlot> =>
  continueWith(findSlotKey(keyring, record, expected.holder), ({ slot, key }) => {
    const context = { binding: bindSlot(coreHash, slot.slot, cipher.sha256), slot: slot.header };
    return { from: { keyring, key }, wrapped: slot.wrapped, context };
  });

const hasCommitment = (
  keys: PayloadKeys,
  commitment: Bytes,
  cipher: string,
): Step<OpenError, boolean> =>
  attempt(
    () => isEqual(checkedCopy(cipher, COMMITMENT_BYTES, keys.commitment), commitment),
    whenDeriving(cipher),
  );

/** Unwraps the EBK and checks the commitment: then EBK, header and payload key belong together. */
export function* openRecord(
  { coreHash, commitment }: MatchedRecord,
  { from, wrapped, context }: MatchedSlot,
  cipher: SnapshotCipher,
): Flow<OpenError, OpenedRecord> {
  const unwrapped = unwrapFrom(from, wrapped, context);
  const ebk = isFlow(unwrapped) ? yield* unwrapped : unwrapped;
  let keys: PayloadKeys | undefined;
  let isOpen = false;
  try {
    const derived = attempt(() => cipher.derive(ebk, coreHash), whenDeriving(cipher.name));
    keys = isFlow(derived) ? yield* derived : derived;
    const compared = hasCommitment(keys, commitment, cipher.name);
    isOpen = isFlow(compared) ? yield* compared : compared;
    return isOpen ? { ebk, keys } : yield* refuse({ _tag: 'AuthenticationFailed' });
  } finally {
    if (!isOpen) {
      ebk.dispose();
      keys?.dispose();
    }
  }
}

/** A payload whose frames can be opened. The caller must call `dispose` in any case. */
export type BegunOpen = { readonly opener: FrameOpener; readonly dispose: () => void };

/** Starts opening a backup. */
export function* beginOpen(request: OpenRequest, planes: Planes): Flow<OpenError, BegunOpen> {
  const record = matchRecord(request, planes.cipher);
  const matched = isFlow(record) ? yield* record : record;
  const found = matchSlot(matched, request.expected, planes);
  const slot = isFlow(found) ? yield* found : found;
  const { ebk, keys } = yield* openRecord(matched, slot, planes.cipher);
  ebk.dispose();
  let opener: FrameOpener | undefined;
  try {
    const started = attempt(keys.opener, whenOpening);
    opener = isFlow(started) ? yield* started : started;
    return { opener, dispose: keys.dispose };
  } finally {
    if (opener === undefined) keys.dispose();
  }
}
