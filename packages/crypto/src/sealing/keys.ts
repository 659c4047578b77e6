/**
 * The calls to the key plane, with the checks that must not be left to a keyring.
 *
 * @module
 */
import type { ParsedRecord } from '../envelope/key-record.ts';
import { PBK_ID_BYTES } from '../envelope/limits.ts';
import { isWrappedLength, type ParsedSlot, type SlotHeader } from '../envelope/slot.ts';
import { type Bytes, copyBytes, isEqual, toHex } from '../kernel/bytes.ts';
import type {
  AuthenticationFailed,
  KeyUnavailable,
  MissingEpochs,
  ProviderFailed,
} from '../kernel/errors.ts';
import { whenDeriving, whenLooking, whenOpening } from '../kernel/failure.ts';
import { attempt, type Flow, refuse } from '../kernel/flow.ts';
import type { SecretHandle } from '../kernel/secret.ts';
import type { BackupKeyring, KeyScope, PbkInfo, SlotContext } from '../keyring/backup-keyring.ts';
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

/** A slot of a record, and the key that it was wrapped under. */
export type SlotKey = { readonly slot: ParsedSlot; readonly key: PbkInfo };

/** Which epochs a keyring lacks, if a slot names a later one than its newest. */
function* missingEpochs(
  keyring: BackupKeyring,
  { epoch }: SlotHeader,
  scope: KeyScope,
): Flow<KeyUnavailable | ProviderFailed, MissingEpochs | undefined> {
  const { region, manufacturer } = scope;
  const newest = yield* attempt(
    () => keyring.activeKey({ region, manufacturer }),
    whenLooking(keyring.name),
  );
  return newest !== undefined && newest.epoch < epoch
    ? { region, from: newest.epoch + 1, to: epoch }
    : undefined;
}

/**
 * Finds the first slot of a record whose key the keyring knows. If none is known, or the key is
 * retired, or of another scope, the error is the same.
 */
export function* findSlotKey(
  keyring: BackupKeyring,
  record: ParsedRecord,
  scope: KeyScope,
): Flow<KeyUnavailable | ProviderFailed, SlotKey> {
  for (const slot of record) {
    const { pbkId } = slot.header;
    const key = yield* attempt(() => keyring.findKey(pbkId), whenLooking(keyring.name));
    const isFit =
      key !== undefined &&
      key.status !== 'retired' &&
      isEqual(key.id, pbkId) &&
      isSameScope(key, scope);
    if (isFit) return { slot, key };
  }
  const [{ header }] = record;
  const unavailable = { _tag: 'KeyUnavailable', key: toHex(header.pbkId) } as const;
  const lacks = yield* missingEpochs(keyring, header, scope);
  return yield* refuse(lacks === undefined ? unavailable : { ...unavailable, lacks });
}

/** Wraps an EBK, and checks the length of the result. */
export function* wrapUnder(
  { keyring, key }: KeyOf,
  ebk: SecretHandle,
  context: SlotContext,
): Flow<ProviderFailed, Bytes> {
  const wrapped = yield* attempt(() => keyring.wrap(key, ebk, context), whenDeriving(keyring.name));
  const isFit =
    wrapped instanceof Uint8Array && isWrappedLength(context.slot.wrapSuite, wrapped.length);
  return isFit
    ? copyBytes(wrapped)
    : yield* refuse({ _tag: 'ProviderFailed', provider: keyring.name, reason: 'length' });
}

/** Unwraps the EBK of a slot. A slot of none of the keyring's wrap suites does not authenticate. */
export function* unwrapFrom(
  { keyring, key }: KeyOf,
  wrapped: Bytes,
  context: SlotContext,
): Flow<AuthenticationFailed | ProviderFailed, SecretHandle> {
  if (!keyring.wrapSuites.includes(context.slot.wrapSuite))
    return yield* refuse({ _tag: 'AuthenticationFailed' });
  return yield* attempt(() => keyring.unwrap(key, wrapped, context), whenOpening);
}
