/**
 * Seals a snapshot in memory.
 *
 * @module
 */
import { checkedBytes } from '../cipher/guard.ts';
import { type Frame, frameAfter, frameAt } from '../envelope/layout.ts';
import { bodyBytes } from '../envelope/layout.ts';
import { TAG_BYTES } from '../envelope/limits.ts';
import { chain } from '../kernel/awaitable.ts';
import type { Bytes } from '../kernel/bytes.ts';
import type { Answer } from '../kernel/answer.ts';
import type { Either } from '../kernel/either.ts';
import type { SealError } from '../kernel/errors.ts';
import { whenSealing } from '../kernel/failure.ts';
import { continueWith, attempt, BREATHE, type Flow, isFlow, type Step } from '../kernel/flow.ts';
import { runAsync, runSync } from '../kernel/run-flow.ts';
import { beginSeal, type BegunSeal } from './begin-seal.ts';
import type { Abortable, Freshness, Planes, SealFacts, SyncPlanes } from './planes.ts';

/** A snapshot, and the facts that go with it. */
export type SealInput = SealFacts & {
  /**
   * 1 byte or more; see `encodeSnapshot`. It is read frame by frame: if it changes during an
   * asynchronous seal, the backup still opens, but holds each frame as it was when it was sealed.
   */
  readonly snapshot: Bytes;
};

/** The two parts of a sealed backup. Store them apart: destroying the record shreds the backup. */
export type Sealed = {
  /** Never changes again. */
  readonly payload: Bytes;
  /** Generation 0; replaced at each rewrap. */
  readonly record: Bytes;
  /** 32 random bytes, as in the header: a store can check that it never saw them before. */
  readonly salt: Bytes;
  /** 32 bytes, as after the header; remember them for `Expected`. */
  readonly commitment: Bytes;
};

/** One frame's plaintext, and where its ciphertext and tag go. */
type Sealing = { readonly plain: Bytes; readonly isLast: boolean; readonly into: Bytes };

/**
 * Seals one frame into its place, whether or not the cipher wrote there itself, and checks the
 * length.
 */
export const sealFrame = (
  begun: BegunSeal,
  { plain, isLast, into }: Sealing,
  cipher: string,
): Step<SealError, void> =>
  continueWith(
    attempt(
      () =>
        chain(begun.sealer.seal(plain, isLast, into), (answer) =>
          answer === into ? into : checkedBytes(cipher, into.length, answer),
        ),
      whenSealing(cipher),
    ),
    (sealed) => {
      if (sealed !== into) into.set(sealed);
    },
  );

const plainOf = (snapshot: Bytes, { plainAt, plainBytes }: Frame): Bytes =>
  snapshot.subarray(plainAt, plainAt + plainBytes);

function* sealFlow(input: SealInput, planes: Planes & Freshness): Flow<SealError, Sealed> {
  const begun = yield* beginSeal({ ...input, plaintextBytes: input.snapshot.length }, planes);
  try {
    const { core, commitment, header, record } = begun;
    let at = core.length + commitment.length;
    const payload = new Uint8Array(at + bodyBytes(header));
    payload.set(core);
    payload.set(commitment, core.length);
    let frame = frameAt(header, 0);
    for (; frame !== undefined; frame = frameAfter(header, frame)) {
      if (frame.plainAt > 0) yield BREATHE;
      const into = payload.subarray(at, at + frame.plainBytes + TAG_BYTES);
      const sealing = { plain: plainOf(input.snapshot, frame), isLast: frame.isLast, into };
      const sealed = sealFrame(begun, sealing, planes.cipher.name);
      if (isFlow(sealed)) yield* sealed;
      at += into.length;
    }
    return { payload, record, salt: header.salt, commitment };
  } finally {
    begun.dispose();
  }
}

/**
 * Seals a snapshot under a fresh EBK. The work starts at once.
 *
 * @param input - the snapshot and its facts; ids as CloudHSM writes them
 * @param planes - the cipher and the keyring; `signal` ends the work with `Aborted`
 * @returns Right: payload and key record. Left: `EnvelopeMalformed` (a fact that does not fit),
 *   `SnapshotEmpty`, `SnapshotTooLarge`, in this order; `KeyReused`, `KeyUnavailable`,
 *   `ProviderFailed` or `Aborted` at any point after that
 * @see docs/reference/envelope.md
 */
export const sealSnapshot = (
  input: SealInput,
  planes: Planes & Freshness & Abortable,
): Answer<SealError, Sealed> => runAsync(sealFlow(input, planes), planes.signal);

/**
 * Seals a snapshot synchronously; see `sealSnapshot`.
 *
 * @param planes - a cipher and a keyring that never return a promise, such as `nobleCipher()` and a
 *   memory keyring
 */
export const sealSnapshotSync = (
  input: SealInput,
  planes: SyncPlanes & Freshness,
): Either<SealError, Sealed> => runSync(sealFlow(input, planes));
