/**
 * Opens a sealed snapshot in memory. Returns everything if all of it authenticates, otherwise
 * nothing.
 *
 * @module
 */
import { checkedBytes } from '../cipher/guard.ts';
import { type Frame, frames, parsePayload } from '../envelope/layout.ts';
import { TAG_BYTES } from '../envelope/limits.ts';
import { chain } from '../kernel/awaitable.ts';
import { type Bytes, wipe } from '../kernel/bytes.ts';
import type { Answer } from '../kernel/answer.ts';
import type { Either } from '../kernel/either.ts';
import type { OpenError } from '../kernel/errors.ts';
import { whenOpening } from '../kernel/failure.ts';
import { attempt, breathe, type Flow, orRefuse } from '../kernel/flow.ts';
import { runAsync, runSync } from '../kernel/run-flow.ts';
import { beginOpen, type BegunOpen } from './begin-open.ts';
import { plaintextCap } from './begin-seal.ts';
import type { Abortable, Expected, Planes, SyncPlanes } from './planes.ts';

/** A sealed backup, and what the caller's state says about it. */
export type OpenInput = {
  readonly payload: Bytes;
  /** Undefined once the record was destroyed; the error is then `BackupPurged`. */
  readonly record: Bytes | undefined;
  /** From the caller's own state, never from the file. */
  readonly expected: Expected;
};

/** One frame's ciphertext and tag, and where its plaintext goes. */
type Opening = { readonly sealed: Bytes; readonly isLast: boolean; readonly into: Bytes };

/**
 * Moves a plaintext to its place, and wipes the cipher's copy, unless that is a view of the place.
 */
const moveInto = (into: Bytes, plain: Bytes): void => {
  into.set(plain);
  if (plain.buffer !== into.buffer) wipe(plain);
};

/**
 * Opens one frame into its place, whether or not the cipher wrote there itself, and checks the
 * length.
 *
 * Wipes what a cipher wrote there before it found that the tag is wrong.
 */
export function* openFrame(
  begun: BegunOpen,
  { sealed, isLast, into }: Opening,
  cipher: string,
): Flow<OpenError, void> {
  const checked = checkedBytes(cipher, into.length);
  let isOpen = false;
  try {
    const plain = yield* attempt(
      () => chain(begun.opener.open(sealed, isLast, into), checked),
      whenOpening,
    );
    if (plain !== into) moveInto(into, plain);
    isOpen = true;
  } finally {
    if (!isOpen) wipe(into);
  }
}

/** A payload, and where in it the next frame starts. */
type Place = { readonly payload: Bytes; readonly at: number };

const sealedOf = ({ payload, at }: Place, { plainBytes }: Frame): Bytes =>
  payload.subarray(at, at + plainBytes + TAG_BYTES);

function* openFlow(input: OpenInput, planes: Planes): Flow<OpenError, Bytes> {
  const { payload, record, expected } = input;
  const parsed = yield* orRefuse(parsePayload(payload, plaintextCap(planes.limits)));
  const begun = yield* beginOpen({ parsed, record, expected }, planes);
  const snapshot = new Uint8Array(parsed.header.plaintextBytes);
  let isWhole = false;
  try {
    let at = parsed.bodyOffset;
    for (const frame of frames(parsed.header)) {
      yield* breathe();
      const sealed = sealedOf({ payload, at }, frame);
      const into = snapshot.subarray(frame.plainAt, frame.plainAt + frame.plainBytes);
      yield* openFrame(begun, { sealed, isLast: frame.isLast, into }, planes.cipher.name);
      at += sealed.length;
    }
    isWhole = true;
    return snapshot;
  } finally {
    begun.dispose();
    if (!isWhole) wipe(snapshot);
  }
}

/**
 * Opens a sealed snapshot.
 *
 * @returns Right: the snapshot, every byte authentic. Left, in this order: `EnvelopeMalformed`,
 *   `EnvelopeMismatch`, `BackupPurged`, `KeyUnavailable`, and then `AuthenticationFailed` for any
 *   other fault; `ProviderFailed` or `Aborted` at any point
 */
export const openSnapshot = (
  input: OpenInput,
  planes: Planes & Abortable,
): Answer<OpenError, Bytes> => runAsync(openFlow(input, planes), planes.signal);

/** Opens a sealed snapshot synchronously; see `openSnapshot`. */
export const openSnapshotSync = (input: OpenInput, planes: SyncPlanes): Either<OpenError, Bytes> =>
  runSync(openFlow(input, planes));
