/**
 * Names and numbers at their limits, both when sealing and when parsing.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { inspectSealed, openSnapshotSync, type SealInput, sealSnapshotSync } from '../src/index.ts';
import { encodeCore } from '../src/envelope/core-header.ts';
import { parsePayload } from '../src/envelope/layout.ts';
import {
  BACKUP,
  expected,
  home,
  input,
  joined,
  left,
  pattern,
  planes,
  right,
  sealed,
  withByte,
} from './support/world.ts';

const world = planes();
const sealedWith = (change: Partial<SealInput>): unknown => {
  const outcome = sealSnapshotSync({ ...input(), ...change }, world);
  return outcome._tag === 'Left' ? outcome.left : 'sealed';
};

const unfit: readonly (readonly [string, Partial<SealInput>])[] = [
  ['region', { region: '' }],
  ['region', { region: 'us-east-1'.padEnd(65, '1') }],
  ['region', { region: 'us-east-\u0661' }],
  ['region', { region: 'us-east-1\n' }],
  ['hsm-type', { hsmType: 'hsm1 medium' }],
  ['hsm-type', { hsmType: 'h'.repeat(65) }],
  ['hsm-type', { hsmType: '\uD800' }],
  ['manufacturer', { manufacturer: '' }],
  ['manufacturer', { manufacturer: '\uDC00' }],
  ['cluster-id', { clusterId: 'cluster-1234567890a' }],
  ['cluster-id', { clusterId: `cluster-${'a'.repeat(10)}` }],
  ['cluster-id', { clusterId: `cluster-${'a'.repeat(17)}` }],
  ['backup-id', { backupId: 'cluster-2222aaaaBBB' }],
  ['backup-id', { backupId: 'backup-2222aaaaBB\u00e9' }],
  ['created-at', { createdAt: -1 }],
  ['created-at', { createdAt: 1.5 }],
  ['created-at', { createdAt: 2 ** 53 }],
  ['created-at', { createdAt: Number.NaN }],
];

describe('sealSnapshot', () => {
  it.each(unfit)('refuses a %s that does not fit: %j', (field, change) => {
    expect(sealedWith(change)).toEqual({ _tag: 'EnvelopeMalformed', code: 'field', field });
  });

  it('refuses a frame size that is not one of the five', () => {
    const odd: SealInput = JSON.parse(JSON.stringify({ ...input(), frameBytes: 5000 }));
    expect(sealedWith({ ...odd, snapshot: pattern(10) })).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'frame-size',
    });
  });

  it.each<Partial<SealInput>>([
    { clusterId: `cluster-${'a'.repeat(16)}` },
    { hsmType: 'h'.repeat(64) },
    { createdAt: 0 },
    { createdAt: 2 ** 53 - 1 },
    { frameBytes: 1048576 },
  ])('accepts what just fits: %j', (change) => {
    expect(sealedWith(change)).toBe('sealed');
  });
});

describe('parsing', () => {
  const header = {
    ...input(),
    frameBytes: 4096,
    originRegion: home.region,
    plaintextBytes: 1,
    salt: pattern(32),
  } as const;
  const payloadOf = (change: Partial<typeof header> | { readonly hsmType: string }): Uint8Array =>
    joined(encodeCore({ ...header, ...change }), new Uint8Array(32 + 17));

  it('accepts the payload that the next tests change', () => {
    expect(inspectSealed(payloadOf({}))._tag).toBe('Right');
    expect(inspectSealed(payloadOf({ hsmType: 'h'.repeat(64) }))._tag).toBe('Right');
  });

  it.each(['', 'h'.repeat(65), 'h\u0080', 'h\uFFFD', '\uD800', 'a b'])(
    'refuses an HSM type that does not fit: %j',
    (hsmType) => {
      expect(left(inspectSealed(payloadOf({ hsmType })))).toEqual({
        _tag: 'EnvelopeMalformed',
        code: 'field',
        field: 'hsm-type',
      });
    },
  );

  it('refuses invalid UTF-8 in a name', () => {
    const at = payloadOf({}).indexOf(0x2d, 61);
    for (const byte of [0x80, 0xc0, 0xed, 0xff]) {
      expect(left(inspectSealed(withByte(payloadOf({}), at, byte)))).toEqual({
        _tag: 'EnvelopeMalformed',
        code: 'field',
        field: 'region',
      });
    }
  });

  it('refuses a name that runs beyond the end', () => {
    expect(left(inspectSealed(encodeCore(header)))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'length',
    });
    expect(left(inspectSealed(withByte(payloadOf({}), 60, 255)))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'length',
    });
  });
});

describe('inspectSealed', () => {
  it('reads the public facts, with and without a record', () => {
    const backup = sealed(world, input(pattern(5000)));
    const info = right(inspectSealed(backup.payload));
    const { clusterId, backupId, hsmType, createdAt, frameBytes } = input();
    expect(info).toMatchObject({
      version: 1,
      suite: 1,
      frames: 2,
      plaintextBytes: 5000,
      originRegion: home.region,
      clusterId,
      backupId,
      hsmType,
      createdAt,
      frameBytes,
    });
    expect([info.salt.length, info.commitment.length, info.slots]).toEqual([32, 32, undefined]);
    expect([backup.salt, backup.commitment]).toEqual([info.salt, info.commitment]);
    const pbkId = world.keyring.activeKey(home)?.id;
    expect(right(inspectSealed(backup.payload, backup.record)).slots).toEqual([
      {
        wrapSuite: 1,
        generation: 0,
        holderRegion: home.region,
        holderBackupId: BACKUP,
        recipient: 'primary',
        epoch: 1,
        pbkId,
      },
    ]);
    expect(left(inspectSealed(backup.payload, backup.record.subarray(1)))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'slot',
    });
    expect(left(inspectSealed(backup.payload.subarray(1)))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'magic',
    });
  });

  it('finds frames of 64 KiB by default', () => {
    const { frameBytes: _, ...facts } = input(pattern(70_000));
    const backup = right(sealSnapshotSync(facts, world));
    expect(right(inspectSealed(backup.payload))).toMatchObject({ frameBytes: 65_536, frames: 2 });
    expect(right(openSnapshotSync({ ...backup, expected }, world))).toEqual(pattern(70_000));
  });

  it('gives copies: changing the payload later changes no fact', () => {
    const backup = sealed(world);
    for (const payload of [Uint8Array.from(backup.payload), Buffer.from(backup.payload)]) {
      const record = Buffer.from(backup.record);
      const info = right(inspectSealed(payload, record));
      const before = structuredClone(info);
      payload.fill(0);
      record.fill(0);
      expect(info).toEqual(before);
    }
    expect(right(parsePayload(sealed(world).payload)).bodyOffset).toBe(153);
  });
});
