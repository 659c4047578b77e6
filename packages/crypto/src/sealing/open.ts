/**
 * Opens a sealed snapshot in memory. Returns everything if all of it authenticates, otherwise
 * nothing.
 *
 * @module
 */
import { checkedBytes } from '../cipher/guard.ts';
import { type Frame, frameAfter, frameAt, parsePayload } from '../envelope/layout.ts';
import { TAG_BYTES } from '../envelope/limits.ts';
import { chain } from '../kernel/awaitable.ts';
import { type Bytes, wipe } from '../kernel/bytes.ts';
import type { Answer } from '../kernel/answer.ts';
import type { Either } from '../kernel/either.ts';
import type { OpenError } from '../kernel/errors.ts';
import { whenOpening } from '../kernel/failure.ts';
import { attempt, BREATHE, type Flow, isFlow, orRefuse, type Step } from '../kernel/flow.ts';
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

/** Waits for a frame, and wipes its place if it does not come. */
function* moved(opening: Flow<OpenError, Bytes>, into: Bytes): Flow<OpenError, void> {
  let isOpen = false;
  try {
    const plain = yield* opening;
    if (plain !== into) moveInto(into, plain);
    isOpen = true;
  } finally {
    if (!isOpen) wipe(into);
  }
}

/**
 * Opens one frame into its place, whether or not the cipher wrote there itself, and checks the
 * length.
 *
 * Wipes what a cipher wrote there before it found that the tag is wrong.
 */
export const openFrame = (
  begun: BegunOpen,
  { sealed, isLast, into }: Opening,
  cipher: string,
): Step<OpenError, void> => {
  const opened = attempt(
    () =>
      chain(begun.opener.open(sealed, isLast, into), (answer) =>
        answer === into ? into : checkedBytes(cipher, into.length, answer),
      ),
    whenOpening,
  );
  if (isFlow(opened)) return moved(opened, into);
  if (opened !== into) moveInto(into, opened);
  return undefined;
};

/** A payload, and where in it the next frame starts. */
type Place = { readonly payload: Bytes; readonly at: number };

const sealedOf = ({ payload, at }: Place, { plainBytes }: Frame): Bytes =>
  payload.subarray(at, at + plainBytes + TAG_BYTES);

function* openFlow(input: OpenInput, planes: Planes): Flow<OpenError, Bytes> {
  const { payload, record, expected } = input;
  const outcome = orRefuse(parsePayload(payload, plaintextCap(planes.limits)));
  const parsed = isFlow(outcome) ? yield* outcome : outcome;
  const begun = yield* beginOpen({ parsed, record, expected }, planes);
  const snapshot = new Uint8Array(parsed.header.plaintextBytes);
  let isWhole = false;
  try {
    let at = parsed.bodyOffset;
    let frame = frameAt(parsed.header, 0);
    for (; frame !== undefined; frame = frameAfter(parsed.header, frame)) {
      if (frame.plainAt > 0) yield BREATHE;
      const sealed = sealedOf({ payload, at }, frame);
      const into = snapshot.subarray(frame.plainAt, frame.plainAt + frame.plainBytes);
      const opened = openFrame(begun, { sealed, isLast: frame.isLast, into }, planes.cipher.name);
      if (isFlow(opened)) yield* opened;
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
