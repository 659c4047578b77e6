/**
 * Seals and opens frames under one payload key.
 *
 * @module
 */
import { chain } from '../kernel/awaitable.ts';
import { type Awaitable, type Bytes, copyOf } from '../kernel/bytes.ts';
import { refusal } from '../kernel/refusal.ts';
import { type SecretHandle, withSecret } from '../kernel/secret.ts';
import { frameNonce } from './frame-nonce.ts';
import { isShared } from './guard.ts';
import type { AsyncPrimitives, GcmInput } from './primitives.ts';
import type { FrameOpener, FrameSealer } from './snapshot-cipher.ts';

/** The payload key Kpay, and H, which every frame carries as its additional data. */
export type FrameKey = { readonly key: SecretHandle; readonly coreHash: Bytes };

const FRAME_INDEX_MAX = 2 ** 32 - 1;

/**
 * A frame that could change while a provider works on it is copied first: by the caller, if the
 * provider is asynchronous; by another thread, if the memory is shared. What is decrypted must be
 * what was authenticated.
 */
const steady = (primitives: AsyncPrimitives, data: Bytes): Bytes =>
  'sync' in primitives && !isShared(data) ? data : copyOf(data);

/** A nonce, the frame it is for, and where its answer is wanted. */
type Numbered = Pick<GcmInput, 'nonce' | 'data' | 'into'>;

const numbered = (
  primitives: AsyncPrimitives,
  nonce: Bytes,
  [bytes, into]: readonly [Bytes, Bytes | undefined],
): Numbered => {
  const data = steady(primitives, bytes);
  return 'sync' in primitives && into !== undefined ? { nonce, data, into } : { nonce, data };
};

const withFrameKey = (
  { key, coreHash }: FrameKey,
  frame: Numbered,
  use: (input: GcmInput) => Awaitable<Bytes>,
): Awaitable<Bytes> => withSecret(key, (bytes) => use({ key: bytes, aad: coreHash, ...frame }));

/** Starts a sealer whose frames all have `frameBytes`, but for the last, which has at least 1. */
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
    return withFrameKey(frameKey, numbered(primitives, nonce, [plain, into]), primitives.gcmSeal);
  };
  return { seal };
};

/** Starts an opener. It stays shut after the first frame that does not open, and after the last. */
export const frameOpener = (primitives: AsyncPrimitives, frameKey: FrameKey): FrameOpener => {
  let index = 0;
  let isShut = false;
  const open = (frame: Bytes, isLast: boolean, into?: Bytes): Awaitable<Bytes> => {
    if (isShut) throw refusal({ _tag: 'AuthenticationFailed' });
    const nonce = frameNonce(index, isLast);
    index += 1;
    isShut = true;
    return chain(
      withFrameKey(frameKey, numbered(primitives, nonce, [frame, into]), primitives.gcmOpen),
      (plain) => {
        isShut = isLast;
        return plain;
      },
    );
  };
  return { open };
};
