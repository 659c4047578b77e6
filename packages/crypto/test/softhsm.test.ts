/**
 * Backups whose keys are wrapped inside a PKCS #11 token: a SoftHSM, where one is installed.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backupKeyringContract } from '../src/contract.ts';
import {
  type BackupKeyring,
  type Bytes,
  nobleKeyPrimitives,
  openSnapshot,
  type PbkInfo,
  rewrapKeyRecord,
  sealSnapshot,
} from '../src/index.ts';
import { derivePbk, ebkWrap } from '../src/keyring/pbk.ts';
import { deriveKey } from '../src/kernel/kdf.ts';
import { nodeCipher } from '../src/node.ts';
import { secret, withSecret } from '../src/provider.ts';
import { isInstalled, softhsmToken, type Token } from './support/softhsm.ts';
import {
  away,
  destination,
  expected,
  expectedCopy,
  flipped,
  home,
  input,
  keyring,
  keyringState,
  pattern,
  right,
} from './support/world.ts';

/** The contract alters each byte of a wrapped EBK, and each is a call of the tool. */
const CONTRACT_MS = 60_000;

const title = 'a SoftHSM token';
const described = isInstalled ? describe : describe.skip;

described(
  isInstalled
    ? title
    : `${title}: SKIPPED, softhsm2-util, pkcs11-tool and libsofthsm2 are not installed`,
  () => {
    let token: Token;

    beforeAll(() => {
      token = softhsmToken();
    });

    afterAll(() => token.dispose());

    const pbkOf = ({ region, manufacturer, epoch }: PbkInfo): Bytes => {
      const ring = keyringState().rings.find(
        (each) => each.region === region && each.manufacturer === manufacturer,
      );
      const [first] = ring?.epochs ?? [];
      if (first === undefined || first.status === 'retired') throw new Error('a live key');
      const { key } = derivePbk(first.key, { region, manufacturer, epoch }, nobleKeyPrimitives);
      return withSecret(key, (bytes) => bytes.slice());
    };

    const kekOf = (key: PbkInfo, binding: Bytes): Bytes =>
      deriveKey(pbkOf(key), 'kek', { context: binding });

    /**
     * The same keys as the keyring in memory, but the token wraps and unwraps. It derives no SP
     * 800-108 keys, so the KEK is brought to it.
     */
    const { activeKey, findKey } = keyring();
    const onToken: BackupKeyring = {
      name: 'softhsm',
      wrapSuites: [1],
      activeKey,
      findKey,
      wrap: async (key, ebk, { binding }) =>
        withSecret(ebk, (bytes) => token.wrap(kekOf(key, binding), bytes)),
      unwrap: async (key, wrapped, { binding }) => {
        const ebk = token.unwrap(kekOf(key, binding), wrapped);
        if (ebk === undefined) throw new Error('CKR_WRAPPED_KEY_INVALID');
        return secret('ebk', ebk);
      },
    };

    it('wraps an EBK to the same bytes as the local keyrings, and unwraps theirs', () => {
      const [pbk, ebk, binding] = [pattern(32, 1), pattern(32, 2), pattern(32, 3)];
      const kek = deriveKey(pbk, 'kek', { context: binding });
      const { wrap, unwrap } = ebkWrap(nobleKeyPrimitives);
      const own = wrap(secret('pbk', pbk.slice()), secret('ebk', ebk.slice()), binding);
      const wrapped = token.wrap(kek, ebk);
      expect(wrapped).toEqual(own);
      expect(token.unwrap(kek, own)).toEqual(ebk);
      expect(
        withSecret(unwrap(secret('pbk', pbk.slice()), wrapped, binding), (bytes) => bytes.slice()),
      ).toEqual(ebk);
    });

    it('does not unwrap altered bytes, or under another binding', () => {
      const [kek, ebk] = [pattern(32, 4), pattern(32, 5)];
      const wrapped = token.wrap(kek, ebk);
      for (const bit of [0, 100, 319])
        expect(token.unwrap(kek, flipped(wrapped, bit))).toBeUndefined();
      expect(token.unwrap(pattern(32, 6), wrapped)).toBeUndefined();
      expect(token.unwrap(kek, wrapped)).toEqual(ebk);
    });

    it('seals, copies and opens interchangeably with the keyring in memory', async () => {
      const [hsm, memory] = [
        { cipher: nodeCipher(), keyring: onToken },
        { cipher: nodeCipher(), keyring: keyring() },
      ];
      const snapshot = pattern(5000, 7);
      const sealed = right(await sealSnapshot(input(snapshot), hsm));
      expect(right(await openSnapshot({ ...sealed, expected }, memory))).toEqual(snapshot);
      const copy = right(await rewrapKeyRecord({ ...sealed, expected, destination }, hsm));
      expect(
        right(
          await openSnapshot({ ...sealed, record: copy.record, expected: expectedCopy }, memory),
        ),
      ).toEqual(snapshot);
      const other = right(await sealSnapshot(input(snapshot), memory));
      expect(right(await openSnapshot({ ...other, expected }, hsm))).toEqual(snapshot);
      const altered = await openSnapshot(
        { ...other, record: flipped(other.record, other.record.length * 8 - 1), expected },
        hsm,
      );
      expect(altered).toEqual({ _tag: 'Left', left: { _tag: 'AuthenticationFailed' } });
    });

    for (const { name, run } of backupKeyringContract({ keyring: onToken, scopes: [home, away] }))
      it(
        `keeps the contract of keyrings: ${name}`,
        async () => expect(await run()).toBeUndefined(),
        CONTRACT_MS,
      );
  },
);
