/**
 * Seals a snapshot in memory.
 *
 * @module
 */
import { checkedBytes } from '../cipher/guard.ts';
import { type Frame, frames } from '../envelope/layout.ts';
import { bodyBytes } from '../envelope/layout.ts';
import { TAG_BYTES } from '../envelope/limits.ts';
import { chain } from '../kernel/awaitable.ts';
import type { Bytes } from '../kernel/bytes.ts';
import type { Answer } from '../kernel/answer.ts';
import type { Either } from '../kernel/either.ts';
import type { SealError } from '../kernel/errors.ts';
import { whenSealing } from '../kernel/failure.ts';
import { attempt, breathe, type Flow } from '../kernel/flow.ts';
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
};

/** One frame's plaintext, and where its ciphertext and tag go. */
type Sealing = { readonly plain: Bytes; readonly isLast: boolean; readonly into: Bytes };

/**
 * Seals one frame into its place, whether or not the cipher wrote there itself, and checks the
 * length.
 */
export function* sealFrame(
  begun: BegunSeal,
  { plain, isLast, into }: Sealing,
  cipher: string,
): Flow<SealError, void> {
  const checked = checkedBytes(cipher, into.length);
  const sealed = yield* attempt(
    () => chain(begun.sealer.seal(plain, isLast, into), checked),
    whenSealing(cipher),
  );
  if (sealed !== into) into.set(sealed);
}

const plainOf = (snapshot: Bytes, { plainAt, plainBytes }: Frame): Bytes =>
  snapshot.subarray(plainAt, plainAt + plainBytes);

function* sealFlow(input: SealInput, planes: Planes & Freshness): Flow<SealError, Sealed> {
  const begun = yield* beginSeal({ ...input, plaintextBytes: input.snapshot.length }, planes);
  try {
    const { head, header, record } = begun;
    const payload = new Uint8Array(head.length + bodyBytes(header));
    payload.set(head);
    let at = head.length;
    for (const frame of frames(header)) {
      yield* breathe();
      const into = payload.subarray(at, at + frame.plainBytes + TAG_BYTES);
      yield* sealFrame(
        begun,
        { plain: plainOf(input.snapshot, frame), isLast: frame.isLast, into },
        planes.cipher.name,
      );
      at += into.length;
    }
    return { payload, record };
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
