/**
 * The calls to the key plane, with the checks that must not be left to a keyring.
 *
 * @module
 */
import { isWrappedLength, type ParsedRecord } from '../envelope/key-record.ts';
import { PBK_ID_BYTES } from '../envelope/limits.ts';
import { type Bytes, copyBytes, isEqual, toHex } from '../kernel/bytes.ts';
import type { AuthenticationFailed, KeyUnavailable, ProviderFailed } from '../kernel/errors.ts';
import { whenDeriving, whenLooking, whenOpening } from '../kernel/failure.ts';
import { attempt, type Flow, refuse } from '../kernel/flow.ts';
import type { SecretHandle } from '../kernel/secret.ts';
import type { BackupKeyring, KeyScope, PbkInfo } from '../keyring/backup-keyring.ts';
import { isSameScope } from '../keyring/ring.ts';

/** A keyring, and one of its keys. */
export type KeyOf = { readonly keyring: BackupKeyring; readonly key: PbkInfo };

/** Finds the key for new records of a scope. */
export function* findActiveKey(
  keyring: BackupKeyring,
  scope: KeyScope,
): Flow<KeyUnavailable | ProviderFailed, PbkInfo> {
  const { region, manufacturer } = scope;
  const key = yield* attempt(
    () => keyring.activeKey({ region, manufacturer }),
    whenLooking(keyring.name),
  );
  if (key === undefined)
    return yield* refuse({ _tag: 'KeyUnavailable', key: `${region}/${manufacturer}` });
  const isFit =
    key.status === 'active' && isSameScope(key, scope) && key.id.length === PBK_ID_BYTES;
  return isFit
    ? key
    : yield* refuse({ _tag: 'ProviderFailed', provider: keyring.name, reason: 'type' });
}

/**
 * Finds the key that a record was wrapped under. If it is unknown, retired, or of another scope,
 * the error is the same.
 */
export function* findRecordKey(
  keyring: BackupKeyring,
  pbkId: Bytes,
  scope: KeyScope,
): Flow<KeyUnavailable | ProviderFailed, PbkInfo> {
  const key = yield* attempt(() => keyring.findKey(pbkId), whenLooking(keyring.name));
  const isFit =
    key !== undefined &&
    key.status !== 'retired' &&
    isEqual(key.id, pbkId) &&
    isSameScope(key, scope);
  return isFit ? key : yield* refuse({ _tag: 'KeyUnavailable', key: toHex(pbkId) });
}

/** Wraps an EBK, and checks the length of the result. */
export function* wrapUnder(
  { keyring, key }: KeyOf,
  ebk: SecretHandle,
  binding: Bytes,
): Flow<ProviderFailed, Bytes> {
  const wrapped = yield* attempt(() => keyring.wrap(key, ebk, binding), whenDeriving(keyring.name));
  const isFit = wrapped instanceof Uint8Array && isWrappedLength(keyring.wrapSuite, wrapped.length);
  return isFit
    ? copyBytes(wrapped)
    : yield* refuse({ _tag: 'ProviderFailed', provider: keyring.name, reason: 'length' });
}

/**
 * Unwraps the EBK of a record. A record of another wrap suite than the keyring's does not
 * authenticate.
 */
export function* unwrapFrom(
  keyOf: KeyOf,
  record: ParsedRecord,
  binding: Bytes,
): Flow<AuthenticationFailed | ProviderFailed, SecretHandle> {
  const { keyring, key } = keyOf;
  if (record.header.wrapSuite !== keyring.wrapSuite)
    return yield* refuse({ _tag: 'AuthenticationFailed' });
  return yield* attempt(() => keyring.unwrap(key, record.wrapped, binding), whenOpening);
}
