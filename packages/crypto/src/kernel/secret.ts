/**
 * Secrets that are never printed or serialized, and can be wiped.
 *
 * @module
 */
/// <reference lib="esnext.disposable" preserve="true" />
import { type Bytes, wipe } from './bytes.ts';
import { refusal } from './refusal.ts';

/**
 * What a secret is for. `ebk` and `payload` live for one call, `master` and `pbk` as long as their
 * keyring.
 */
export type SecretKind = 'ebk' | 'payload' | 'master' | 'pbk';

/** An opaque secret. No property leads to its bytes; printed in any way, it is `[secret]`. */
export type SecretHandle = {
  readonly kind: SecretKind;
  /** Overwrites the bytes; the handle cannot be used afterwards. Idempotent. */
  readonly dispose: () => void;
  readonly [Symbol.dispose]: () => void;
  readonly toString: () => string;
  readonly toJSON: () => string;
};

const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const print = (): string => '[secret]';
const vault = new WeakMap<SecretHandle, Bytes>();

/**
 * Makes a handle for bytes.
 *
 * @param bytes - taken over, not copied: the caller must not use them any more
 */
export const secret = (kind: SecretKind, bytes: Bytes): SecretHandle => {
  const dispose = (): void => {
    wipe(bytes);
    vault.delete(handle);
  };
  const handle: SecretHandle = Object.freeze({
    kind,
    dispose,
    [Symbol.dispose]: dispose,
    toString: print,
    toJSON: print,
    [INSPECT]: print,
  });
  vault.set(handle, bytes);
  return handle;
};

/**
 * Passes the bytes of a secret to a function. For authors of providers.
 *
 * @param use - must not keep, change or return the bytes
 * @throws a refusal `ProviderFailed` when the handle was disposed of, or was not made by `secret`
 */
export const withSecret = <T>(handle: SecretHandle, use: (bytes: Bytes) => T): T => {
  const bytes = vault.get(handle);
  if (bytes === undefined)
    throw refusal({ _tag: 'ProviderFailed', provider: 'in use', reason: 'type' });
  return use(bytes);
};
