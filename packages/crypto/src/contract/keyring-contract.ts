/**
 * The contract of a keyring.
 *
 * @module
 */
import { nobleCipher } from '../cipher/noble.ts';
import { PBK_ID_BYTES, PRIMARY_RECIPIENT } from '../envelope/limits.ts';
import { isWrappedLength } from '../envelope/slot.ts';
import { isEqual } from '../kernel/bytes.ts';
import { secret, type SecretHandle, withSecret } from '../kernel/secret.ts';
import type { BackupKeyring, KeyScope, PbkInfo, SlotContext } from '../keyring/backup-keyring.ts';
import { isSameScope } from '../keyring/ring.ts';
import { openSnapshot } from '../sealing/open.ts';
import { sealSnapshot } from '../sealing/seal.ts';
import { type ContractCase, ensure, fails } from './case.ts';
import { specimen, specimenExpected, specimenSnapshot } from './specimen.ts';

/** A keyring, and two scopes that it has active keys for. */
export type KeyringSubject = {
  readonly keyring: BackupKeyring;
  readonly scopes: readonly [KeyScope, KeyScope];
};

const ebk = (): SecretHandle => secret('ebk', new Uint8Array(32).fill(7));

/** A slot of a key; `first` is the first byte of its binding. */
const slotOf = (
  { wrapSuites: [wrapSuite] }: BackupKeyring,
  key: PbkInfo,
  first: number,
): SlotContext => ({
  binding: Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? first : index)),
  slot: {
    wrapSuite,
    generation: 0,
    holderRegion: key.region,
    holderBackupId: 'backup-specimenabc',
    recipient: PRIMARY_RECIPIENT,
    epoch: key.epoch,
    pbkId: key.id,
  },
});

const activeIn = async (keyring: BackupKeyring, scope: KeyScope): Promise<PbkInfo> => {
  const key = await keyring.activeKey(scope);
  if (key === undefined) throw new Error('contract broken: a served scope has an active key');
  return key;
};

const keys = ({ keyring, scopes: [scope, other] }: KeyringSubject): ContractCase => ({
  name: 'names one active key for each scope, and finds it by its id',
  run: async () => {
    const [key, second] = [await activeIn(keyring, scope), await activeIn(keyring, other)];
    ensure(
      key.status === 'active' && isSameScope(key, scope),
      'the active key is active, and of its scope',
    );
    ensure(
      key.id.length === PBK_ID_BYTES && !isEqual(key.id, second.id),
      'ids have 16 bytes and differ between keys',
    );
    const found = await keyring.findKey(key.id);
    ensure(found !== undefined && isEqual(found.id, key.id), 'a key is found by its id');
    ensure(
      (await keyring.findKey(new Uint8Array(PBK_ID_BYTES))) === undefined,
      'an unknown id finds nothing',
    );
    ensure(
      (await keyring.activeKey({ region: 'nowhere-0', manufacturer: 'nobody' })) === undefined,
      'an unknown scope has no key',
    );
  },
});

const wrapping = ({ keyring, scopes: [scope] }: KeyringSubject): ContractCase => ({
  name: 'unwraps what it wrapped, in a length that its wrap suite allows',
  run: async () => {
    const key = await activeIn(keyring, scope);
    const wrapped = await keyring.wrap(key, ebk(), slotOf(keyring, key, 1));
    ensure(
      isWrappedLength(keyring.wrapSuites[0], wrapped.length),
      'the wrapped EBK has an allowed length',
    );
    const unwrapped = await keyring.unwrap(key, wrapped, slotOf(keyring, key, 1));
    ensure(
      withSecret(unwrapped, (bytes) => bytes.length === 32 && bytes.every((byte) => byte === 7)),
      'the EBK comes back unchanged',
    );
  },
});

const bound = ({ keyring, scopes: [scope, other] }: KeyringSubject): ContractCase => ({
  name: 'does not unwrap under another binding or key, or altered bytes',
  run: async () => {
    const [key, second] = [await activeIn(keyring, scope), await activeIn(keyring, other)];
    const [mine, another] = [slotOf(keyring, key, 1), slotOf(keyring, key, 2)];
    const wrapped = await keyring.wrap(key, ebk(), mine);
    const altered = Array.from(wrapped, (_, at) =>
      wrapped.map((byte, index) => (index === at ? byte ^ 1 : byte)),
    );
    ensure(await fails(() => keyring.unwrap(key, wrapped, another)), 'the binding is bound');
    ensure(
      await fails(() => keyring.unwrap(second, wrapped, mine)),
      'only the key that wrapped the EBK unwraps it',
    );
    const outcomes = await Promise.all(
      altered.map((bytes) => fails(() => keyring.unwrap(key, bytes, mine))),
    );
    ensure(outcomes.every(Boolean), 'every byte of the wrapped EBK is authenticated');
    ensure(
      await fails(() => keyring.unwrap(key, new Uint8Array(), mine)),
      'an empty wrapped EBK is refused',
    );
  },
});

const sealing = ({ keyring, scopes: [scope] }: KeyringSubject): ContractCase => ({
  name: 'can seal and open a snapshot',
  run: async () => {
    const planes = { cipher: nobleCipher(), keyring };
    const sealed = await sealSnapshot(specimen(scope), planes);
    if (sealed._tag === 'Left')
      throw new Error(`contract broken: a snapshot is sealed, not refused as ${sealed.left._tag}`);
    const opened = await openSnapshot(
      { ...sealed.right, expected: specimenExpected(scope) },
      planes,
    );
    ensure(
      opened._tag === 'Right' && isEqual(opened.right, specimenSnapshot),
      'the snapshot comes back unchanged',
    );
  },
});

/**
 * Lists what a keyring must do, as cases.
 *
 * @param subject - the keyring, and two scopes that it has active keys for
 * @example
 * for (const { name, run } of backupKeyringContract({ keyring, scopes })) it(name, run);
 */
export const backupKeyringContract = (subject: KeyringSubject): readonly ContractCase[] =>
  [keys, wrapping, bound, sealing].map((make) => make(subject));
