/**
 * What a broken generator can and cannot do, and that nonces are never used twice.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  createSnapshotCipher,
  noblePrimitives,
  type RandomBytes,
  sealSnapshot,
  sealSnapshotSync,
} from '../src/index.ts';
import { encodeCore, hashCore } from '../src/envelope/core-header.ts';
import {
  fixedRandom,
  home,
  input,
  keyring,
  left,
  pattern,
  planes,
  right,
  sealed,
} from './support/world.ts';

const worldOf = (random: RandomBytes): ReturnType<typeof planes> =>
  planes(createSnapshotCipher(noblePrimitives(random)));

const cycle = (length: number): RandomBytes => {
  let draws = 0;
  return (bytes) => {
    draws += 1;
    return pattern(bytes, draws % length);
  };
};

describe('a generator that gives the same bytes after a restart', () => {
  it('seals unrelated bytes as soon as one header field differs', () => {
    const one = sealed(worldOf(fixedRandom()), input(pattern(4000)));
    const other = sealed(worldOf(fixedRandom()), {
      ...input(pattern(4000)),
      backupId: 'backup-5555eeeeFFF',
    });
    const [a, b] = [one.payload.subarray(-4016), other.payload.subarray(-4016)];
    const equal = a.filter((byte, index) => byte === b[index]).length;
    // Unrelated bytes agree in one place of 256: 16 are expected here, and 60 would be eleven
    // standard deviations away.
    expect(equal).toBeLessThan(60);
    expect(one.record.subarray(-40)).not.toEqual(other.record.subarray(-40));
  });
});

describe('a stuck generator', () => {
  it.each([1, 2, 3, 8, 16])('with a cycle of %d draws is noticed', (length) => {
    const world = worldOf(cycle(length));
    const outcomes = Array.from({ length: 10 }, () => sealSnapshotSync(input(), world));
    const refusals = outcomes
      .filter((outcome) => outcome._tag === 'Left')
      .map((outcome) => left(outcome)._tag);
    expect(refusals.length).toBeGreaterThan(0);
    expect(new Set(refusals)).toEqual(new Set(['KeyReused']));
  });

  it('with a cycle of more than 16 draws is not noticed by one cipher', () => {
    const world = worldOf(cycle(18));
    expect(Array.from({ length: 30 }, () => sealSnapshotSync(input(), world)._tag)).not.toContain(
      'Left',
    );
  });

  it('is noticed across processes by the salts that the caller stores', async () => {
    const salts = new Set<string>();
    const claimSalt = (salt: Uint8Array): boolean => {
      const mark = salt.join();
      const isNew = !salts.has(mark);
      salts.add(mark);
      return isNew;
    };
    expect(sealSnapshotSync(input(), { ...worldOf(fixedRandom()), claimSalt })._tag).toBe('Right');
    expect(left(sealSnapshotSync(input(), { ...worldOf(fixedRandom()), claimSalt }))).toEqual({
      _tag: 'KeyReused',
    });
    const later = await sealSnapshot(input(), {
      ...worldOf(fixedRandom()),
      claimSalt: (salt) => Promise.resolve(claimSalt(salt)),
    });
    expect(left(later)).toEqual({ _tag: 'KeyReused' });
  });
});

describe('payload keys', () => {
  const coreHash = hashCore(
    encodeCore({
      ...input(),
      frameBytes: 4096,
      originRegion: home.region,
      plaintextBytes: 1,
      salt: pattern(32),
    }),
  );
  const keysOf = async (): Promise<{
    readonly sealer: (frameBytes: number) => {
      readonly seal: (plain: Uint8Array, isLast: boolean) => unknown;
    };
  }> => {
    const cipher = createSnapshotCipher(noblePrimitives());
    return cipher.derive(await cipher.generateEbk(), coreHash);
  };
  const reused: unknown = expect.objectContaining({ refusal: { _tag: 'KeyReused' } });
  const thrown = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };

  it('give one sealer', async () => {
    const keys = await keysOf();
    keys.sealer(4096);
    expect(thrown(() => keys.sealer(4096))).toEqual(reused);
  });

  it('seal nothing after the last frame', async () => {
    const sealer = (await keysOf()).sealer(4096);
    sealer.seal(pattern(4096), false);
    sealer.seal(pattern(1), true);
    expect(thrown(() => sealer.seal(pattern(1), true))).toEqual(reused);
  });

  it.each([
    [4097, true],
    [4097, false],
    [4095, false],
    [0, true],
  ])('seal no frame of %d bytes (last: %s)', async (bytes, isLast) => {
    const sealer = (await keysOf()).sealer(4096);
    expect(thrown(() => sealer.seal(pattern(bytes), isLast))).toMatchObject({
      refusal: { _tag: 'ProviderFailed', reason: 'length' },
    });
  });

  it('open nothing after a frame that failed', async () => {
    const cipher = createSnapshotCipher(noblePrimitives());
    const ebk = await cipher.generateEbk();
    const sealer = (await cipher.derive(ebk, coreHash)).sealer(4096);
    const [first, second] = [
      await sealer.seal(pattern(4096), false),
      await sealer.seal(pattern(5), true),
    ];
    const whole = (await cipher.derive(ebk, coreHash)).opener();
    expect(await whole.open(first, false)).toEqual(pattern(4096));
    expect(await whole.open(second, true)).toEqual(pattern(5));
    const shut = (await cipher.derive(ebk, coreHash)).opener();
    expect(() => shut.open(second, false)).toThrow(/./);
    expect(() => shut.open(first, false)).toThrow('The backup did not authenticate.');
  });
});

describe('sealing', () => {
  it('refuses an empty snapshot, and one over the cap', () => {
    const world = { ...planes(), keyring: keyring() };
    expect(left(sealSnapshotSync(input(new Uint8Array()), world))).toEqual({
      _tag: 'SnapshotEmpty',
    });
    const small = { ...world, limits: { plaintextBytesMax: 99 } };
    expect(left(sealSnapshotSync(input(), small))).toEqual({
      _tag: 'SnapshotTooLarge',
      bytes: 100,
      bytesMax: 99,
    });
    expect(right(sealSnapshotSync(input(pattern(99)), small)).payload.length).toBeGreaterThan(99);
  });
});
