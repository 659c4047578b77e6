/**
 * Persistent backup keys, and the context-bound key wrap of EBKs under them.
 *
 * PBK = KDF(MKBK || AKBK, "pbk", scope and epoch): neither the manufacturer nor the operator can
 * derive it alone. AES key wrap has no additional data, so the KEK of each key record is derived
 * with the record's binding as context: a record changed in any bit does not unwrap.
 *
 * @module
 */
import { aeskw } from '@noble/ciphers/aes.js';
import { type Bytes, concat, lengthPrefixed, uint, wipe } from '../kernel/bytes.ts';
import { deriveKey } from '../kernel/kdf.ts';
import { secret, type SecretHandle, withSecret } from '../kernel/secret.ts';
import type { KeyScope } from './backup-keyring.ts';

/** The manufacturer's key MKBK and the operator's AKBK, 32 bytes each. */
export type MasterKeys = { readonly mkbk: SecretHandle; readonly akbk: SecretHandle };

/** A derived PBK and its 16-byte id. */
export type Pbk = { readonly key: SecretHandle; readonly id: Bytes };

/** Derives the persistent backup key of a scope and epoch. */
export const derivePbk = (
  { mkbk, akbk }: MasterKeys,
  scope: KeyScope & { readonly epoch: number },
): Pbk => {
  const context = concat(
    lengthPrefixed(scope.region),
    lengthPrefixed(scope.manufacturer),
    uint(scope.epoch, 4),
  );
  const master = withSecret(mkbk, (m) => withSecret(akbk, (a) => concat(m, a)));
  const pbk = deriveKey(master, 'pbk', { context });
  wipe(master);
  return { key: secret('pbk', pbk), id: deriveKey(pbk, 'pbk-id', { context, bits: 128 }) };
};

const withKek = <T>(pbk: SecretHandle, binding: Bytes, use: (kek: Bytes) => T): T => {
  const kek = withSecret(pbk, (key) => deriveKey(key, 'kek', { context: binding }));
  try {
    return use(kek);
  } finally {
    wipe(kek);
  }
};

/**
 * Wraps an EBK with AES-256 key wrap (NIST SP 800-38F §6.2) under the KEK of a binding: 40 bytes,
 * deterministic.
 */
export const wrapEbk = (pbk: SecretHandle, ebk: SecretHandle, binding: Bytes): Bytes =>
  withKek(pbk, binding, (kek) => withSecret(ebk, (key) => aeskw(kek).encrypt(key)));

/** Unwraps an EBK; throws @noble/ciphers' `Error` if it does not authenticate. */
export const unwrapEbk = (pbk: SecretHandle, wrapped: Bytes, binding: Bytes): SecretHandle =>
  secret(
    'ebk',
    withKek(pbk, binding, (kek) => aeskw(kek).decrypt(wrapped)),
  );
