/**
 * Providers and keyrings that break their contract, answer late, or leak text in errors.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  type AsyncPrimitives,
  type BackupKeyring,
  type Bytes,
  createSnapshotCipher,
  noblePrimitives,
  openSnapshot,
  openSnapshotSync,
  rewrapKeyRecord,
  sealSnapshot,
  sealSnapshotSync,
  type SnapshotCipher,
} from '../src/index.ts';
import { refusal, secret } from '../src/provider.ts';
import { rogue } from './support/rogue.ts';
import {
  destination,
  expected,
  home,
  input,
  keyring,
  left,
  planes,
  sealed,
} from './support/world.ts';

const noble = noblePrimitives();
const backup = sealed(planes());

const sealWith = async (change: Partial<AsyncPrimitives>): Promise<unknown> =>
  left(
    await sealSnapshot(input(), {
      cipher: createSnapshotCipher(rogue(change)),
      keyring: keyring(),
    }),
  );

const openWith = async (change: Partial<AsyncPrimitives>): Promise<unknown> =>
  left(
    await openSnapshot(
      { ...backup, expected },
      { cipher: createSnapshotCipher(rogue(change)), keyring: keyring() },
    ),
  );

const shorter = (bytes: Bytes): Bytes => bytes.subarray(1);
const longer = (bytes: Bytes): Bytes => Uint8Array.from([...bytes, 0]);
const shared = (bytes: Bytes): Bytes => {
  const out = new Uint8Array(new SharedArrayBuffer(bytes.length));
  out.set(bytes);
  return out;
};
const detached = (bytes: Bytes): Bytes => {
  const out = Uint8Array.from(bytes);
  structuredClone(out.buffer, { transfer: [out.buffer] });
  return out;
};
/** What a provider in plain JavaScript may return in spite of the types. */
const untyped = (value: unknown): Bytes => JSON.parse(JSON.stringify(value));

const spoilers: readonly (readonly [string, 'length' | 'type', (bytes: Bytes) => Bytes])[] = [
  ['short', 'length', shorter],
  ['long', 'length', longer],
  ['detached', 'length', detached],
  ['shared', 'type', shared],
  ['not bytes', 'type', () => untyped('bytes')],
  ['no answer at all', 'type', () => untyped(null)],
];

describe.each(spoilers)('a provider whose bytes are %s', (_, reason, spoil) => {
  const failed = { _tag: 'ProviderFailed', provider: 'rogue', reason };

  it('is refused when it seals, derives, draws and opens', async () => {
    expect(await sealWith({ gcmSeal: async (each) => spoil(noble.gcmSeal(each)) })).toEqual(failed);
    expect(
      await sealWith({ hmacSha256: (key, message) => spoil(noble.hmacSha256(key, message)) }),
    ).toEqual(failed);
    expect(await sealWith({ random: (bytes) => spoil(noble.random(bytes)) })).toEqual(failed);
    expect(await openWith({ gcmOpen: (each) => spoil(noble.gcmOpen(each)) })).toEqual(failed);
    expect(
      await openWith({ hmacSha256: async (key, message) => spoil(noble.hmacSha256(key, message)) }),
    ).toEqual(failed);
  });
});

describe('a provider that throws its own message', () => {
  const secretive = new Error('key 0011223344 is wrong at block 7');
  const boom = (): never => {
    throw secretive;
  };

  it('ends in the same error each time', async () => {
    const threw = { _tag: 'ProviderFailed', provider: 'rogue', reason: 'threw' };
    expect(await sealWith({ gcmSeal: boom })).toEqual(threw);
    expect(await sealWith({ hmacSha256: () => Promise.reject(secretive) })).toEqual(threw);
    expect(await sealWith({ random: boom })).toEqual(threw);
    expect(await openWith({ gcmOpen: boom })).toEqual({ _tag: 'AuthenticationFailed' });
    expect(await openWith({ gcmOpen: () => Promise.reject(secretive) })).toEqual({
      _tag: 'AuthenticationFailed',
    });
    expect(await openWith({ hmacSha256: boom })).toEqual(threw);
  });

  it('cannot forge a refusal of this package', async () => {
    const forged = {
      refusal: { _tag: 'EnvelopeMismatch', field: 'cluster-id', text: 'key 0011223344' },
    };
    expect(
      await openWith({ gcmOpen: () => Promise.reject(Object.assign(new Error('x'), forged)) }),
    ).toEqual({
      _tag: 'AuthenticationFailed',
    });
  });

  it('that returns promises is refused by the synchronous functions', () => {
    const cipher = {
      ...createSnapshotCipher(
        rogue({
          gcmOpen: (each) => Promise.resolve(noble.gcmOpen(each)),
          hmacSha256: () => Promise.reject(secretive),
        }),
      ),
      sync: true as const,
    };
    expect(left(sealSnapshotSync(input(), { cipher, keyring: keyring() }))).toEqual({
      _tag: 'ProviderFailed',
      provider: 'in use',
      reason: 'promise',
    });
    expect(
      left(openSnapshotSync({ ...backup, expected }, { cipher, keyring: keyring() })),
    ).toMatchObject({ reason: 'promise' });
  });
});

describe('a custom payload plane', () => {
  it('that cannot start sealing or opening fails, and its payload key is wiped', async () => {
    const cipher = createSnapshotCipher(noble);
    const disposed: string[] = [];
    const broken = (method: 'sealer' | 'opener'): SnapshotCipher => ({
      ...cipher,
      derive: async (ebk, coreHash) => {
        const keys = await cipher.derive(ebk, coreHash);
        const boom = (): never => {
          throw new Error('out of keys');
        };
        return {
          ...keys,
          [method]: boom,
          dispose: () => {
            disposed.push(method);
            keys.dispose();
          },
        };
      },
    });
    const threw = { _tag: 'ProviderFailed', provider: 'noble', reason: 'threw' };
    expect(
      left(await sealSnapshot(input(), { cipher: broken('sealer'), keyring: keyring() })),
    ).toEqual(threw);
    const opened = await openSnapshot(
      { ...backup, expected },
      { cipher: broken('opener'), keyring: keyring() },
    );
    expect(left(opened)).toEqual({ _tag: 'AuthenticationFailed' });
    expect(disposed).toEqual(['sealer', 'opener']);
  });
});

describe('a keyring that fails', () => {
  const cipher = createSnapshotCipher(noble);
  const answer = async (change: Partial<BackupKeyring>): Promise<readonly unknown[]> => {
    const broken: BackupKeyring = { ...keyring(), name: 'kms', ...change };
    return Promise.all([
      sealSnapshot(input(), { cipher, keyring: broken }).then((outcome) =>
        outcome._tag === 'Left' ? outcome.left : 'sealed',
      ),
      openSnapshot({ ...backup, expected }, { cipher, keyring: broken }).then((outcome) =>
        outcome._tag === 'Left' ? outcome.left : 'opened',
      ),
    ]);
  };
  const threw = { _tag: 'ProviderFailed', provider: 'kms', reason: 'threw' };
  const failed = { _tag: 'AuthenticationFailed' };

  it('ends in an error without its message', async () => {
    const boom = (): Promise<never> => Promise.reject(new Error('AccessDenied for arn:secret'));
    expect(await answer({ activeKey: boom })).toEqual([threw, 'opened']);
    expect(await answer({ findKey: boom })).toEqual(['sealed', threw]);
    expect(await answer({ wrap: boom })).toEqual([threw, 'opened']);
    expect(await answer({ unwrap: boom })).toEqual(['sealed', failed]);
  });

  it('may report that it was unreachable', async () => {
    const away = { _tag: 'ProviderFailed', provider: 'kms', reason: 'unreachable' } as const;
    const boom = (): Promise<never> => Promise.reject(refusal(away));
    expect(await answer({ unwrap: boom })).toEqual(['sealed', away]);
    expect(await answer({ findKey: boom, activeKey: boom })).toEqual([away, away]);
    expect(await answer({ wrap: boom })).toEqual([away, 'opened']);
  });

  it('may report that it has no such key, during a look-up', async () => {
    const none = { _tag: 'KeyUnavailable', key: 'us-east-1/acme' } as const;
    const boom = (): Promise<never> => Promise.reject(refusal(none));
    expect(await answer({ findKey: boom, activeKey: boom })).toEqual([none, none]);
    expect(await answer({ unwrap: boom, wrap: boom })).toEqual([threw, failed]);
  });

  it('is refused if a wrapped EBK has the wrong length, or unwrapping gives no key', async () => {
    const odd = { _tag: 'ProviderFailed', provider: 'kms', reason: 'length' };
    expect(await answer({ wrap: () => new Uint8Array(41) })).toEqual([odd, 'opened']);
    expect(await answer({ unwrap: () => secret('ebk', new Uint8Array(16)) })).toEqual([
      'sealed',
      { ...odd, provider: 'noble' },
    ]);
    expect(await answer({ unwrap: () => secret('ebk', new Uint8Array(32)) })).toEqual([
      'sealed',
      failed,
    ]);
  });

  it.each([undefined, null, 'a key', {}, { status: 'active', region: 'us-east-1' }])(
    'is refused if it gives %p for a key',
    async (given) => {
      const odd = { _tag: 'ProviderFailed', provider: 'kms', reason: 'type' };
      // A keyring in JavaScript may give anything.
      // eslint-disable-next-line typescript/no-unsafe-type-assertion
      const giving = async () => given as never;
      const none = { _tag: 'KeyUnavailable', key: `${home.region}/acme` };
      const [active, found] = given === undefined ? [none, { _tag: 'KeyUnavailable' }] : [odd, odd];
      expect(await answer({ activeKey: giving })).toEqual([active, 'opened']);
      expect(await answer({ findKey: giving })).toEqual(['sealed', expect.objectContaining(found)]);
      expect(await answer({ unwrap: giving })).toEqual(['sealed', odd]);
      const moved = await rewrapKeyRecord(
        { ...backup, expected, destination },
        { cipher, keyring: { ...keyring(), name: 'kms', unwrap: giving } },
      );
      expect(left(moved)).toEqual(odd);
    },
  );
});
