/**
 * The calls to the key plane, with the checks that must not be left to a keyring.
 *
 * @module
 */
import type { ParsedRecord } from '../envelope/key-record.ts';
import { PBK_ID_BYTES } from '../envelope/limits.ts';
import { isWrappedLength, type ParsedSlot, type SlotHeader } from '../envelope/slot.ts';
import { type Awaitable, type Bytes, copyBytes, isEqual, toHex } from '../kernel/bytes.ts';
import type {
  AuthenticationFailed,
  KeyUnavailable,
  MissingEpochs,
  ProviderFailed,
} from '../kernel/errors.ts';
import { whenDeriving, whenLooking, whenOpening } from '../kernel/failure.ts';
import { continueWith, attempt, refuse, type Step } from '../kernel/flow.ts';
import type { SecretHandle } from '../kernel/secret.ts';
import type { BackupKeyring, KeyScope, PbkInfo, SlotContext } from '../keyring/backup-keyring.ts';
import { isSameScope } from '../keyring/ring.ts';

/** A keyring, and one of its keys. */
export type KeyOf = { readonly keyring: BackupKeyring; readonly key: PbkInfo };

/** A keyring of a host in JavaScript may give anything. */
const isKey = (given: unknown): given is PbkInfo =>
  typeof given === 'object' &&
  given !== null &&
  'id' in given &&
  given.id instanceof Uint8Array &&
  'epoch' in given &&
  typeof given.epoch === 'number' &&
  'status' in given &&
  'region' in given &&
  'manufacturer' in given;

/** Looks up a key; what is neither a key nor undefined breaks the keyring's contract. */
const lookedUp = (
  { name }: BackupKeyring,
  look: () => Awaitable<PbkInfo | undefined>,
): Step<KeyUnavailable | ProviderFailed, PbkInfo | undefined> =>
  continueWith(
    attempt(look, whenLooking(name)),
    (given): Step<ProviderFailed, PbkInfo | undefined> =>
      given === undefined || isKey(given)
        ? given
        : refuse({ _tag: 'ProviderFailed', provider: name, reason: 'type' }),
  );

const activeKey = (
  keyring: BackupKeyring,
  { region, manufacturer }: KeyScope,
): Step<KeyUnavailable | ProviderFailed, PbkInfo | undefined> =>
  lookedUp(keyring, () => keyring.activeKey({ region, manufacturer }));

/** Finds the key for new records of a scope. */
export const findActiveKey = (
  keyring: BackupKeyring,
  scope: KeyScope,
): Step<KeyUnavailable | ProviderFailed, PbkInfo> =>
  continueWith(activeKey(keyring, scope), (key): Step<KeyUnavailable | ProviderFailed, PbkInfo> => {
    if (key === undefined)
      return refuse({ _tag: 'KeyUnavailable', key: `${scope.region}/${scope.manufacturer}` });
    const isFit =
      key.status === 'active' && isSameScope(key, scope) && key.id.length === PBK_ID_BYTES;
    return isFit ? key : refuse({ _tag: 'ProviderFailed', provider: keyring.name, reason: 'type' });
  });

/** A slot of a record, and the key that it was wrapped under. */
export type SlotKey = { readonly slot: ParsedSlot; readonly key: PbkInfo };

/** Which epochs a keyring lacks, if a slot names a later one than its newest. */
const missingEpochs = (
  newest: PbkInfo | undefined,
  { epoch }: SlotHeader,
): MissingEpochs | undefined =>
  newest !== undefined && newest.epoch < epoch
    ? { region: newest.region, from: newest.epoch + 1, to: epoch }
    : undefined;

type Sought = {
  readonly keyring: BackupKeyring;
  readonly record: ParsedRecord;
  readonly scope: KeyScope;
};

const unavailable = ({
  keyring,
  record: [{ header }],
  scope,
}: Sought): Step<KeyUnavailable | ProviderFailed, never> =>
  continueWith(activeKey(keyring, scope), (newest) => {
    const lacks = missingEpochs(newest, header);
    const error = { _tag: 'KeyUnavailable', key: toHex(header.pbkId) } as const;
    return refuse(lacks === undefined ? error : { ...error, lacks });
  });

const isFit = (key: PbkInfo | undefined, pbkId: Bytes, scope: KeyScope): key is PbkInfo =>
  key !== undefined &&
  key.status !== 'retired' &&
  isEqual(key.id, pbkId) &&
  isSameScope(key, scope);

const findFrom = (
  sought: Sought,
  index: number,
): Step<KeyUnavailable | ProviderFailed, SlotKey> => {
  const { keyring, record, scope } = sought;
  const slot = record[index];
  if (slot === undefined) return unavailable(sought);
  const { pbkId } = slot.header;
  return continueWith(
    lookedUp(keyring, () => keyring.findKey(pbkId)),
    (key) => (isFit(key, pbkId, scope) ? { slot, key } : findFrom(sought, index + 1)),
  );
};

/**
 * Finds the first slot of a record whose key the keyring knows. If none is known, or the key is
 * retired, or of another scope, the error is the same.
 */
export const findSlotKey = (
  keyring: BackupKeyring,
  record: ParsedRecord,
  scope: KeyScope,
): Step<KeyUnavailable | ProviderFailed, SlotKey> => findFrom({ keyring, record, scope }, 0);

/** Wraps an EBK, and checks the length of the result. */
export const wrapUnder = (
  { keyring, key }: KeyOf,
  ebk: SecretHandle,
  context: SlotContext,
): Step<ProviderFailed, Bytes> =>
  continueWith(
    attempt(() => keyring.wrap(key, ebk, context), whenDeriving(keyring.name)),
    (wrapped): Step<ProviderFailed, Bytes> =>
      wrapped instanceof Uint8Array && isWrappedLength(context.slot.wrapSuite, wrapped.length)
        ? copyBytes(wrapped)
        : refuse({ _tag: 'ProviderFailed', provider: keyring.name, reason: 'length' }),
  );

/** A keyring may have handles of its own, if its cipher knows them. */
const isHandle = (given: unknown): given is SecretHandle =>
  typeof given === 'object' &&
  given !== null &&
  'dispose' in given &&
  typeof given.dispose === 'function';

/** Unwraps the EBK of a slot. A slot of none of the keyring's wrap suites does not authenticate. */
export const unwrapFrom = (
  { keyring, key }: KeyOf,
  wrapped: Bytes,
  context: SlotContext,
): Step<AuthenticationFailed | ProviderFailed, SecretHandle> =>
  keyring.wrapSuites.includes(context.slot.wrapSuite)
    ? continueWith(
        attempt(() => keyring.unwrap(key, wrapped, context), whenOpening),
        (given): Step<ProviderFailed, SecretHandle> =>
          isHandle(given)
            ? given
            : refuse({ _tag: 'ProviderFailed', provider: keyring.name, reason: 'type' }),
      )
    : refuse({ _tag: 'AuthenticationFailed' });
