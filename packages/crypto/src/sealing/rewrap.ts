/**
 * Rewraps a key record: for a copy in another region, a restored cluster, or a new epoch of the
 * PBK. The payload does not change.
 *
 * @module
 */
import { parseHeader } from '../envelope/core-header.ts';
import { firstUnfit } from '../envelope/fields.ts';
import { encodeRecord } from '../envelope/key-record.ts';
import { isWrappedLength } from '../envelope/slot.ts';
import { type Bytes, copyBytes } from '../kernel/bytes.ts';
import type { Answer } from '../kernel/answer.ts';
import type { Either } from '../kernel/either.ts';
import type { OpenError, RewrapError } from '../kernel/errors.ts';
import { whenOpening } from '../kernel/failure.ts';
import {
  continueWith,
  attempt,
  type Flow,
  orRefuse,
  refuse,
  asFlow,
  type Step,
} from '../kernel/flow.ts';
import { runAsync, runSync } from '../kernel/run-flow.ts';
import type { BackupKeyring, SyncBackupKeyring } from '../keyring/backup-keyring.ts';
import {
  type MatchedRecord,
  type MatchedSlot,
  matchRecord,
  matchSlot,
  openRecord,
} from './begin-open.ts';
import { plaintextCap } from './begin-seal.ts';
import { findActiveKey, type KeyOf, wrapUnder } from './keys.ts';
import { type NewSlot, newSlot } from './new-slot.ts';
import type { Abortable, Expected, Holder, Planes, SyncPlanes } from './planes.ts';

/** A key record, and the holder of the new one. */
export type RewrapInput = {
  /** The sealed payload, or its first 352 bytes (`HEADER_BYTES_MAX`): only the header is read. */
  readonly payload: Bytes;
  readonly record: Bytes | undefined;
  /** What the caller's state says about the present record. */
  readonly expected: Expected;
  /** A copy in its region; or the same holder, to move it to the active epoch. */
  readonly destination: Holder;
};

/** A new key record. */
export type Rewrapped = {
  readonly record: Bytes;
  /** One more than the old record's. */
  readonly generation: number;
  /**
   * False if a keyring rewrapped without revealing the EBK: the commitment is then checked only at
   * the next opening.
   */
  readonly isVerified: boolean;
};

/** The planes. `destinationKeyring` is for a destination whose keys are in another keyring. */
export type RewrapPlanes = Planes & { readonly destinationKeyring?: BackupKeyring };

/** As `RewrapPlanes`, for `rewrapKeyRecordSync`. */
export type SyncRewrapPlanes = SyncPlanes & { readonly destinationKeyring?: SyncBackupKeyring };

type Move = {
  readonly matched: MatchedRecord;
  readonly old: MatchedSlot;
  readonly to: KeyOf;
  readonly slot: NewSlot;
};

/**
 * The keyring rewraps; the commitment cannot be checked here. Undefined if it cannot make this
 * move.
 */
const moveNatively = ({ old, to, slot }: Move): Step<OpenError, Bytes | undefined> => {
  const { keyring, key } = old.from;
  if (keyring !== to.keyring) return undefined;
  const move = { from: key, to: to.key, wrapped: old.wrapped };
  return continueWith(
    attempt(
      () => keyring.rewrap?.({ ...move, fromSlot: old.context, toSlot: slot.context }),
      whenOpening,
    ),
    (wrapped): Step<OpenError, Bytes | undefined> => {
      if (wrapped === undefined) return undefined;
      return wrapped instanceof Uint8Array &&
        isWrappedLength(slot.context.slot.wrapSuite, wrapped.length)
        ? copyBytes(wrapped)
        : refuse({ _tag: 'ProviderFailed', provider: to.keyring.name, reason: 'length' });
    },
  );
};

/** Unwraps, checks the commitment (otherwise a wrong EBK would get a valid record), wraps. */
function* moveVerified({ matched, old, to, slot }: Move, planes: Planes): Flow<RewrapError, Bytes> {
  const { ebk, keys } = yield* openRecord(matched, old, planes.cipher);
  try {
    return yield* asFlow(wrapUnder(to, ebk, slot.context));
  } finally {
    ebk.dispose();
    keys.dispose();
  }
}

const GENERATION_MAX = 2 ** 32 - 1;

function* rewrapFlow(input: RewrapInput, planes: RewrapPlanes): Flow<RewrapError, Rewrapped> {
  const { destination, expected } = input;
  const unfit = firstUnfit([
    ['region', destination.region],
    ['manufacturer', destination.manufacturer],
    ['backup-id', destination.backupId],
  ]);
  if (unfit !== undefined) return yield* refuse(unfit);
  const parsed = yield* asFlow(orRefuse(parseHeader(input.payload, plaintextCap(planes.limits))));
  const matched = yield* asFlow(
    matchRecord({ parsed, record: input.record, expected }, planes.cipher),
  );
  const generation = matched.record[0].header.generation + 1;
  if (generation > GENERATION_MAX)
    return yield* refuse({ _tag: 'EnvelopeMalformed', code: 'slot' });
  const old = yield* asFlow(matchSlot(matched, expected, planes));
  const keyring = planes.destinationKeyring ?? planes.keyring;
  const key = yield* asFlow(findActiveKey(keyring, destination));
  const to = { keyring, key };
  const { coreHash } = matched;
  const slot = newSlot(
    to,
    { holder: destination, generation },
    { coreHash, sha256: planes.cipher.sha256 },
  );
  const move = { matched, old, to, slot };
  const native = yield* asFlow(moveNatively(move));
  const wrapped = native ?? (yield* moveVerified(move, planes));
  const record = encodeRecord({ slot: slot.bytes, wrapped });
  return { record, generation, isVerified: native === undefined };
}

/**
 * Wraps a backup's EBK for another holder or under another epoch.
 *
 * @returns Right: the new record; the old one still opens until it is destroyed or its PBK is
 *   retired. Left: as for `openSnapshot`
 * @see `CopyBackupToRegion`, CloudHSM V2 API 2017-04-28
 */
export const rewrapKeyRecord = (
  input: RewrapInput,
  planes: RewrapPlanes & Abortable,
): Answer<RewrapError, Rewrapped> => runAsync(rewrapFlow(input, planes), planes.signal);

/** Rewraps a key record synchronously; see `rewrapKeyRecord`. */
export const rewrapKeyRecordSync = (
  input: RewrapInput,
  planes: SyncRewrapPlanes,
): Either<RewrapError, Rewrapped> => runSync(rewrapFlow(input, planes));
