/**
 * Work that is aborted while a provider or a keyring is still busy, and answers that come too late.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  type BackupKeyring,
  type Bytes,
  createSnapshotCipher,
  noblePrimitives,
  openSnapshot,
  sealSnapshot,
  webcryptoCipher,
} from '../src/index.ts';
import { secret, withSecret } from '../src/provider.ts';
import { rogue } from './support/rogue.ts';
import { expected, input, keyring, left, pattern, planes, right, sealed } from './support/world.ts';

const noble = noblePrimitives();
const backup = sealed(planes());

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
    );
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
    const [opening, sealing] = controllers.map(({ signal }) => ({
      cipher,
      keyring: keyring(),
      signal,
    }));
    if (opening === undefined || sealing === undefined) throw new Error('there are two');
    expect(left(await openSnapshot({ ...backup, expected }, opening))).toEqual({
      _tag: 'Aborted',
    });
    expect(left(await sealSnapshot(input(), sealing))).toEqual({ _tag: 'Aborted' });
    expect(late.map(({ bytes }) => bytes.some((byte) => byte !== 0))).toEqual([true, true]);
    for (const { answer } of late) answer();
    await new Promise(setImmediate);
    expect(late.map(({ bytes }) => bytes.some((byte) => byte !== 0))).toEqual([false, false]);
  });

  it('ends while a provider is still at work, and ignores its later failure', async () => {
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
    const task = openSnapshot(
      { ...backup, expected },
      { cipher: createSnapshotCipher(noble), keyring: slow, signal: controller.signal },
    );
    await new Promise(setImmediate);
    controller.abort();
    expect(left(await task)).toEqual({ _tag: 'Aborted' });
    failLate?.();
    await new Promise(setImmediate);
  });

  it('ignores a late answer that holds nothing to wipe', async () => {
    const controller = new AbortController();
    const ring = keyring();
    let answerLate: (() => void) | undefined;
    const slow: BackupKeyring = {
      ...ring,
      findKey: (pbkId) =>
        new Promise((resolve) => {
          answerLate = () => resolve(ring.findKey(pbkId));
          controller.abort();
        }),
    };
    const world = { cipher: createSnapshotCipher(noble), keyring: slow, signal: controller.signal };
    expect(left(await openSnapshot({ ...backup, expected }, world))).toEqual({ _tag: 'Aborted' });
    answerLate?.();
    await new Promise(setImmediate);
    expect(ring.activeKey(expected.holder)?.status).toBe('active');
  });

  it('does not begin when the signal has fired', async () => {
    const world = { ...planes(), signal: AbortSignal.abort() };
    expect(left(await sealSnapshot(input(), world))).toEqual({ _tag: 'Aborted' });
    expect(left(await openSnapshot({ ...backup, expected }, world))).toEqual({ _tag: 'Aborted' });
  });

  it('continues while its signal has not fired', async () => {
    const world = { ...planes(), cipher: webcryptoCipher(), signal: new AbortController().signal };
    expect(right(await openSnapshot({ ...backup, expected }, world))).toEqual(pattern(100));
  });
});
