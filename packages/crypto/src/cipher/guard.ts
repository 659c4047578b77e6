/**
 * Checks what goes into a provider and what comes out of it.
 *
 * Libraries differ in what they accept: short tags, odd nonces, empty buffers. Here keys have 32
 * bytes, nonces 12 and tags 16, for every provider.
 *
 * @module
 */
import { chain } from '../kernel/awaitable.ts';
import { type Awaitable, type Bytes, copyBytes, sha256 } from '../kernel/bytes.ts';
import { KEY_BYTES, NONCE_BYTES, TAG_BYTES } from '../envelope/limits.ts';
import { refusal } from '../kernel/refusal.ts';
import type { AsyncPrimitives, GcmInput, SyncPrimitives } from './primitives.ts';

const failed = (provider: string, reason: 'length' | 'type'): Error =>
  refusal({ _tag: 'ProviderFailed', provider, reason });

/** Tells whether other threads can change bytes. */
export const isShared = (bytes: Bytes): boolean =>
  typeof SharedArrayBuffer === 'function' && bytes.buffer instanceof SharedArrayBuffer;

/**
 * Checks that bytes have exactly this length and are in memory that no other thread can change. A
 * detached buffer has length 0.
 */
export const checkedBytes = (provider: string, length: number, bytes: Bytes): Bytes => {
  if (!(bytes instanceof Uint8Array) || isShared(bytes)) throw failed(provider, 'type');
  if (bytes.length !== length) throw failed(provider, 'length');
  return bytes;
};

/** As `checkedBytes`, for a few bytes that other threads could change: they are copied. */
export const checkedCopy = (provider: string, length: number, bytes: Bytes): Bytes => {
  if (!(bytes instanceof Uint8Array)) throw failed(provider, 'type');
  const copy = copyBytes(bytes);
  if (copy.length !== length) throw failed(provider, 'length');
  return copy;
};

const checkInput = (
  provider: string,
  { key, nonce, data }: GcmInput,
  dataBytesMin: number,
): void => {
  const isFit =
    key.length === KEY_BYTES && nonce.length === NONCE_BYTES && data.length >= dataBytesMin;
  if (!isFit) throw failed(provider, 'length');
};

/** Primitives whose answers have been checked. */
export type GuardedPrimitives = AsyncPrimitives & Required<Pick<AsyncPrimitives, 'sha256'>>;

/**
 * Wraps a provider's primitives in checks.
 *
 * @throws (the returned functions) a refusal `ProviderFailed` if a length is wrong going in or
 *   coming out
 */
export const guardPrimitives = (bare: AsyncPrimitives): GuardedPrimitives => {
  const checked = (bytes: Awaitable<Bytes>, length: number): Awaitable<Bytes> =>
    chain(bytes, (answer) => checkedBytes(bare.name, length, answer));
  return {
    name: bare.name,
    random: (bytes) => checkedBytes(bare.name, bytes, bare.random(bytes)),
    sha256: (message) => checkedBytes(bare.name, 32, (bare.sha256 ?? sha256)(message)),
    hmacSha256: (key, message) => checked(bare.hmacSha256(key, message), 32),
    gcmSeal: (input) => {
      checkInput(bare.name, input, 0);
      return checked(bare.gcmSeal(input), input.data.length + TAG_BYTES);
    },
    gcmOpen: (input) => {
      checkInput(bare.name, input, TAG_BYTES);
      return checked(bare.gcmOpen(input), input.data.length - TAG_BYTES);
    },
  };
};

/** Tells whether primitives declare that they never return a promise. */
export const isSync = (primitives: AsyncPrimitives): primitives is SyncPrimitives =>
  'sync' in primitives && primitives.sync === true;
