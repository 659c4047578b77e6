/**
 * Seals and opens frames under one payload key.
 *
 * @module
 */
import { chain } from '../kernel/awaitable.ts';
import { type Awaitable, type Bytes, copyBytes } from '../kernel/bytes.ts';
import { refusal } from '../kernel/refusal.ts';
import { type SecretHandle, withSecret } from '../kernel/secret.ts';
import { frameNonce } from './frame-nonce.ts';
import { isShared } from './guard.ts';
import type { AsyncPrimitives, GcmInput } from './primitives.ts';
import type { FrameOpener, FrameSealer } from './snapshot-cipher.ts';

/** The payload key Kpay, and H, the additional data of every frame. */
export type FrameKey = { readonly key: SecretHandle; readonly coreHash: Bytes };

const FRAME_INDEX_MAX = 2 ** 32 - 1;

/**
 * Copies a frame that could change while the provider works on it: asynchronous providers give the
 * caller time to change it, and shared memory can be changed by another thread. The bytes decrypted
 * must be the bytes authenticated.
 */
const stableBytes = (primitives: AsyncPrimitives, data: Bytes): Bytes =>
  'sync' in primitives && !isShared(data) ? data : copyBytes(data);

/** A frame, its nonce, and where the provider may write its answer. */
type FrameInput = {
  readonly nonce: Bytes;
  readonly data: Bytes;
  readonly into: Bytes | undefined;
};

/** An asynchronous provider gets no `into`: after an abort it could still write there. */
const frameInput = (
  primitives: AsyncPrimitives,
  { nonce, data, into }: FrameInput,
): Omit<GcmInput, 'key' | 'aad'> => {
  const own = stableBytes(primitives, data);
  return 'sync' in primitives && into !== undefined
    ? { nonce, data: own, into }
    : { nonce, data: own };
};

const withFrameKey = (
  { key, coreHash }: FrameKey,
  frame: Omit<GcmInput, 'key' | 'aad'>,
  use: (input: GcmInput) => Awaitable<Bytes>,
): Awaitable<Bytes> => withSecret(key, (bytes) => use({ key: bytes, aad: coreHash, ...frame }));

/** Starts a sealer. Every frame has `frameBytes` bytes; the last has 1 to `frameBytes`. */
export const frameSealer = (
  primitives: AsyncPrimitives,
  frameKey: FrameKey,
  frameBytes: number,
): FrameSealer => {
  let index = 0;
  let isFinished = false;
  const seal = (plain: Bytes, isLast: boolean, into?: Bytes): Awaitable<Bytes> => {
    if (isFinished || index > FRAME_INDEX_MAX) throw refusal({ _tag: 'KeyReused' });
    const isFit = isLast
      ? plain.length >= 1 && plain.length <= frameBytes
      : plain.length === frameBytes;
    if (!isFit)
      throw refusal({ _tag: 'ProviderFailed', provider: primitives.name, reason: 'length' });
    const nonce = frameNonce(index, isLast);
    index += 1;
    isFinished = isLast;
    const frame = frameInput(primitives, { nonce, data: plain, into });
    return withFrameKey(frameKey, frame, primitives.gcmSeal);
  };
  return { seal };
};

/** Starts an opener. It opens no more frames after one that fails, and after the last one. */
export const frameOpener = (primitives: AsyncPrimitives, frameKey: FrameKey): FrameOpener => {
  let index = 0;
  let isShut = false;
  const open = (sealed: Bytes, isLast: boolean, into?: Bytes): Awaitable<Bytes> => {
    if (isShut) throw refusal({ _tag: 'AuthenticationFailed' });
    const nonce = frameNonce(index, isLast);
    index += 1;
    isShut = true;
    const frame = frameInput(primitives, { nonce, data: sealed, into });
    return chain(withFrameKey(frameKey, frame, primitives.gcmOpen), (plain) => {
      isShut = isLast;
      return plain;
    });
  };
  return { open };
};
