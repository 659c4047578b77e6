/**
 * Secrets that do not print, do not serialize, and can be wiped.
 *
 * @module
 */
/// <reference lib="esnext.disposable" preserve="true" />
import { type Bytes, wipe } from './bytes.ts';
import { refusal } from './refusal.ts';

/**
 * What a secret is for. `ebk` and `payload` live for one operation, `master` and `pbk` as long as
 * their keyring.
 */
export type SecretKind = 'ebk' | 'payload' | 'master' | 'pbk';

/**
 * An opaque secret: no property leads to its bytes, and every way of printing it gives `[secret]`.
 */
export type SecretHandle = {
  readonly kind: SecretKind;
  /** Overwrites the bytes; the handle is of no use afterwards. May be called again. */
  readonly dispose: () => void;
  readonly [Symbol.dispose]: () => void;
  readonly toString: () => string;
  readonly toJSON: () => string;
};

const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const print = (): string => '[secret]';
const vault = new WeakMap<SecretHandle, Bytes>();

/**
 * Puts bytes behind a handle.
 *
 * @param bytes - taken over, not copied: the caller forgets them
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
 * Lends the bytes of a secret to a function. For authors of providers.
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
