/**
 * Providers and keyrings that break their contract, answer late, or talk too much.
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
  sealSnapshot,
  sealSnapshotSync,
  webcryptoCipher,
} from '../src/index.ts';
import { refusal, secret, withSecret } from '../src/provider.ts';
import { rogue } from './support/rogue.ts';
import { expected, input, keyring, left, pattern, planes, right, sealed } from './support/world.ts';

const noble = noblePrimitives();
const backup = sealed(planes());

const sealWith = async (change: Partial<AsyncPrimitives>): Promise<unknown> =>
  left(await sealSnapshot(input(), { cipher: createSnapshotCipher(rogue(change)), keyring: keyring() })());

const openWith = async (change: Partial<AsyncPrimitives>): Promise<unknown> =>
  left(await openSnapshot({ ...backup, expected }, { cipher: createSnapshotCipher(rogue(change)), keyring: keyring() })());

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
/** What a provider in plain JavaScript may give in spite of the types. */
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
    expect(await sealWith({ hmacSha256: (key, message) => spoil(noble.hmacSha256(key, message)) })).toEqual(failed);
    expect(await sealWith({ random: (bytes) => spoil(noble.random(bytes)) })).toEqual(failed);
    expect(await openWith({ gcmOpen: (each) => spoil(noble.gcmOpen(each)) })).toEqual(failed);
    expect(await openWith({ hmacSha256: async (key, message) => spoil(noble.hmacSha256(key, message)) })).toEqual(failed);
  });
});

describe('a provider that throws its own text', () => {
  const secretive = new Error('key 0011223344 is wrong at block 7');
  const boom = (): never => {
    throw secretive;
  };

  it('is heard as one refusal', async () => {
    const threw = { _tag: 'ProviderFailed', provider: 'rogue', reason: 'threw' };
    expect(await sealWith({ gcmSeal: boom })).toEqual(threw);
    expect(await sealWith({ hmacSha256: () => Promise.reject(secretive) })).toEqual(threw);
    expect(await sealWith({ random: boom })).toEqual(threw);
    expect(await openWith({ gcmOpen: boom })).toEqual({ _tag: 'AuthenticationFailed' });
    expect(await openWith({ gcmOpen: () => Promise.reject(secretive) })).toEqual({ _tag: 'AuthenticationFailed' });
    expect(await openWith({ hmacSha256: boom })).toEqual(threw);
  });

  it('cannot forge a refusal of this package', async () => {
    const forged = { refusal: { _tag: 'EnvelopeMismatch', field: 'cluster-id', text: 'key 0011223344' } };
    expect(await openWith({ gcmOpen: () => Promise.reject(Object.assign(new Error('x'), forged)) })).toEqual({
      _tag: 'AuthenticationFailed',
    });
  });

  it('that gives promises is refused by the synchronous operations', () => {
    const cipher = {
      ...createSnapshotCipher(
        rogue({ gcmOpen: (each) => Promise.resolve(noble.gcmOpen(each)), hmacSha256: () => Promise.reject(secretive) }),
      ),
      sync: true as const,
    };
    expect(left(sealSnapshotSync(input(), { cipher, keyring: keyring() }))).toEqual({
      _tag: 'ProviderFailed',
      provider: 'in use',
      reason: 'promise',
    });
    expect(left(openSnapshotSync({ ...backup, expected }, { cipher, keyring: keyring() }))).toMatchObject({ reason: 'promise' });
  });
});

describe('a keyring that fails', () => {
  const cipher = createSnapshotCipher(noble);
  const answer = async (change: Partial<BackupKeyring>): Promise<readonly unknown[]> => {
    const broken: BackupKeyring = { ...keyring(), name: 'kms', ...change };
    return Promise.all([
      sealSnapshot(input(), { cipher, keyring: broken })().then((outcome) => (outcome._tag === 'Left' ? outcome.left : 'sealed')),
      openSnapshot({ ...backup, expected }, { cipher, keyring: broken })().then((outcome) =>
        outcome._tag === 'Left' ? outcome.left : 'opened',
      ),
    ]);
  };
  const threw = { _tag: 'ProviderFailed', provider: 'kms', reason: 'threw' };
  const failed = { _tag: 'AuthenticationFailed' };

  it('is heard without its text', async () => {
    const boom = (): Promise<never> => Promise.reject(new Error('AccessDenied for arn:secret'));
    expect(await answer({ activeKey: boom })).toEqual([threw, 'opened']);
    expect(await answer({ findKey: boom })).toEqual(['sealed', threw]);
    expect(await answer({ wrap: boom })).toEqual([threw, 'opened']);
    expect(await answer({ unwrap: boom })).toEqual(['sealed', failed]);
  });

  it('may say that it was not there', async () => {
    const away = { _tag: 'ProviderFailed', provider: 'kms', reason: 'unreachable' } as const;
    expect(await answer({ unwrap: () => Promise.reject(refusal(away)) })).toEqual(['sealed', away]);
  });

  it('is refused when what it wraps has the wrong length, or what it unwraps is no key', async () => {
    const odd = { _tag: 'ProviderFailed', provider: 'kms', reason: 'length' };
    expect(await answer({ wrap: () => new Uint8Array(41) })).toEqual([odd, 'opened']);
    expect(await answer({ unwrap: () => secret('ebk', new Uint8Array(16)) })).toEqual(['sealed', { ...odd, provider: 'noble' }]);
    expect(await answer({ unwrap: () => secret('ebk', new Uint8Array(32)) })).toEqual(['sealed', failed]);
  });
});

describe('an aborted operation', () => {
  it('ends at once, and wipes a key that comes late', async () => {
    const controller = new AbortController();
    let answerLate: (() => void) | undefined;
    const late = secret('ebk', pattern(32));
    const slow: BackupKeyring = {
      ...keyring(),
      unwrap: () =>
        new Promise((resolve) => {
          answerLate = () => {
            resolve(late);
          };
          controller.abort();
        }),
    };
    const outcome = await openSnapshot(
      { ...backup, expected },
      { cipher: createSnapshotCipher(noble), keyring: slow, signal: controller.signal },
    )();
    expect(left(outcome)).toEqual({ _tag: 'Aborted' });
    expect(withSecret(late, (bytes) => bytes.length)).toBe(32);
    answerLate?.();
    await Promise.resolve().then(() => Promise.resolve());
    expect(() => withSecret(late, () => 0)).toThrow('broke its contract');
  });

  it('wipes a plaintext, and a ciphertext, that come late', async () => {
    const controllers = [new AbortController(), new AbortController()];
    const late: { readonly bytes: Bytes; readonly answer: () => void }[] = [];
    const slowly = (bytes: Bytes, controller: AbortController | undefined): Promise<Bytes> =>
      new Promise((resolve) => {
        late.push({ bytes, answer: () => resolve(bytes) });
        controller?.abort();
      });
    const cipher = createSnapshotCipher(
      rogue({
        gcmOpen: (each) => slowly(noble.gcmOpen(each), controllers[0]),
        gcmSeal: (each) => slowly(noble.gcmSeal(each), controllers[1]),
      }),
    );
    const [opening, sealing] = controllers.map(({ signal }) => ({ cipher, keyring: keyring(), signal }));
    if (opening === undefined || sealing === undefined) throw new Error('there are two');
    expect(left(await openSnapshot({ ...backup, expected }, opening)())).toEqual({ _tag: 'Aborted' });
    expect(left(await sealSnapshot(input(), sealing)())).toEqual({ _tag: 'Aborted' });
    expect(late.map(({ bytes }) => bytes.some((byte) => byte !== 0))).toEqual([true, true]);
    for (const { answer } of late) answer();
    await new Promise(setImmediate);
    expect(late.map(({ bytes }) => bytes.some((byte) => byte !== 0))).toEqual([false, false]);
  });

  it('ends while a provider is still at work, and when that fails later nobody minds', async () => {
    const controller = new AbortController();
    let failLate: (() => void) | undefined;
    const slow: BackupKeyring = {
      ...keyring(),
      findKey: () =>
        new Promise((_, reject) => {
          failLate = () => {
            reject(new Error('too late'));
          };
        }),
    };
    const task = openSnapshot({ ...backup, expected }, { cipher: createSnapshotCipher(noble), keyring: slow, signal: controller.signal })();
    await new Promise(setImmediate);
    controller.abort();
    expect(left(await task)).toEqual({ _tag: 'Aborted' });
    failLate?.();
    await new Promise(setImmediate);
  });

  it('does not begin when the signal has fired', async () => {
    const world = { ...planes(), signal: AbortSignal.abort() };
    expect(left(await sealSnapshot(input(), world)())).toEqual({ _tag: 'Aborted' });
    expect(left(await openSnapshot({ ...backup, expected }, world)())).toEqual({ _tag: 'Aborted' });
  });

  it('that is not aborted goes on with a signal', async () => {
    const world = { ...planes(), cipher: webcryptoCipher(), signal: new AbortController().signal };
    expect(right(await openSnapshot({ ...backup, expected }, world)())).toEqual(pattern(100));
  });
});
