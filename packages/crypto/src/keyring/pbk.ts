/**
 * Persistent backup keys, and the context-bound key wrap of EBKs under them.
 *
 * PBK = KDF(MKBK || AKBK, "pbk", scope and epoch): neither the manufacturer nor the operator can
 * derive it alone. AES key wrap has no additional data, so the KEK of each slot is derived with the
 * slot's binding as context: a slot changed in any bit does not unwrap.
 *
 * @module
 */
import { type Bytes, concat, copyBytes, wipe } from '../kernel/bytes.ts';
import { deriveKey } from '../kernel/kdf.ts';
import { pack, u32 } from '../kernel/pack.ts';
import { secret, type SecretHandle, withSecret } from '../kernel/secret.ts';
import type { KeyPrimitives } from './key-primitives.ts';
import type { MasterKeys } from './keyring-state.ts';
import type { KeyPlace } from './rotation.ts';

/** A derived PBK and its 16-byte id. */
export type Pbk = { readonly key: SecretHandle; readonly id: Bytes };

/** Derives the persistent backup key of a scope and epoch. */
export const derivePbk = (
  { manufacturerKey, operatorKey }: MasterKeys,
  { region, manufacturer, epoch }: KeyPlace,
  { hmacSha256 }: KeyPrimitives,
): Pbk => {
  const context = pack(region, manufacturer, u32(epoch));
  const master = concat(manufacturerKey, operatorKey);
  const pbk = deriveKey(master, 'pbk', { context, prf: hmacSha256 });
  wipe(master);
  const id = deriveKey(pbk, 'pbk-id', { context, bits: 128, prf: hmacSha256 });
  return { key: secret('pbk', pbk), id };
};

const withKek = <T>(
  pbk: SecretHandle,
  binding: Bytes,
  use: { readonly prf: KeyPrimitives['hmacSha256']; readonly run: (kek: Bytes) => T },
): T => {
  const kek = withSecret(pbk, (key) => deriveKey(key, 'kek', { context: binding, prf: use.prf }));
  try {
    return use.run(kek);
  } finally {
    wipe(kek);
  }
};

/** Wraps and unwraps EBKs. */
export type EbkWrap = {
  /**
   * Wraps an EBK with AES-256 key wrap (NIST SP 800-38F §6.2) under the KEK of a binding: 40 bytes,
   * deterministic.
   */
  readonly wrap: (pbk: SecretHandle, ebk: SecretHandle, binding: Bytes) => Bytes;
  /** Unwraps an EBK; throws the primitives' `Error` if it does not authenticate. */
  readonly unwrap: (pbk: SecretHandle, wrapped: Bytes, binding: Bytes) => SecretHandle;
};

/** Makes the context-bound key wrap over primitives. */
export const ebkWrap = ({ hmacSha256: prf, wrapKey, unwrapKey }: KeyPrimitives): EbkWrap => ({
  wrap: (pbk, ebk, binding) =>
    withKek(pbk, binding, { prf, run: (kek) => withSecret(ebk, (key) => wrapKey(kek, key)) }),
  unwrap: (pbk, wrapped, binding) =>
    withKek(pbk, binding, {
      prf,
      run: (kek) => {
        const unwrapped = unwrapKey(kek, wrapped);
        const ebk = secret('ebk', copyBytes(unwrapped));
        wipe(unwrapped);
        return ebk;
      },
    }),
});
