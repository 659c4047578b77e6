/**
 * Key records: the slots' fields, lengths and number at their limits.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  type BackupKeyring,
  inspectSealed,
  joinEnvelope,
  openSnapshot,
  openSnapshotSync,
  RECORD_BYTES_MAX,
  type SlotContext,
  type SlotHeader,
  splitEnvelope,
} from '../src/index.ts';
import { encodeRecord, parseRecord } from '../src/envelope/key-record.ts';
import { encodeSlot } from '../src/envelope/slot.ts';
import {
  BACKUP,
  COPY,
  expected,
  home,
  input,
  keyring,
  left,
  pattern,
  planes,
  right,
  sealed,
  withByte,
} from './support/world.ts';

const slotOf = (change: Partial<SlotHeader> = {}): Uint8Array =>
  encodeSlot({
    wrapSuite: 1,
    generation: 0,
    holderRegion: 'us-east-1',
    holderBackupId: BACKUP,
    recipient: 'primary',
    epoch: 1,
    pbkId: pattern(16),
    ...change,
  });
const recordOf = (change: Partial<SlotHeader>, wrapped = 40): Uint8Array =>
  encodeRecord({ slot: slotOf(change), wrapped: pattern(wrapped) });
const second = (change: Partial<SlotHeader>) => ({
  slot: slotOf({ recipient: 'escrow', ...change }),
  wrapped: pattern(40),
});
const first = { slot: slotOf(), wrapped: pattern(40) };
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => second({ recipient: `r-${index}` }));
const malformed = { _tag: 'EnvelopeMalformed', code: 'slot' };

describe('parseRecord', () => {
  it.each([
    ['an unknown version', withByte(recordOf({}), 1, 2)],
    ['wrap suite 0', withByte(recordOf({}), 2, 0)],
    ['wrap suite 3', withByte(recordOf({}), 2, 3)],
    ['a region that does not fit', recordOf({ holderRegion: 'US' })],
    ['an empty region', recordOf({ holderRegion: '' })],
    ['a backup id that does not fit', recordOf({ holderBackupId: 'backup-1' })],
    ['an empty recipient', recordOf({ recipient: '' })],
    ['a recipient with a space', recordOf({ recipient: 'a b' })],
    ['a recipient of 65 bytes', recordOf({ recipient: 'r'.repeat(65) })],
    ['epoch 0', recordOf({ epoch: 0 })],
    ['39 wrapped bytes of suite 1', recordOf({}, 39)],
    ['40 wrapped bytes of suite 2', recordOf({ wrapSuite: 2 })],
    ['1,159 wrapped bytes of suite 2', recordOf({ wrapSuite: 2 }, 1159)],
    ['1,161 wrapped bytes of suite 2', recordOf({ wrapSuite: 2 }, 1161)],
    ['no wrapped bytes', recordOf({ wrapSuite: 127 }, 0)],
    ['6,145 opaque bytes', recordOf({ wrapSuite: 127 }, 6145)],
    ['nothing', new Uint8Array()],
    ['no slots', Uint8Array.of(0)],
    ['fewer slots than it says', withByte(recordOf({}), 0, 2)],
    ['more slots than it says', withByte(encodeRecord(first, second({})), 0, 1)],
    ['two slots for one recipient', encodeRecord(first, second({ recipient: 'primary' }))],
    ['slots of two regions', encodeRecord(first, second({ holderRegion: 'eu-west-1' }))],
    ['slots of two backups', encodeRecord(first, second({ holderBackupId: COPY }))],
    ['slots of two generations', encodeRecord(first, second({ generation: 1 }))],
    ['17 slots', encodeRecord(...many(17))],
  ])('refuses %s', (_, record) => {
    expect(left(parseRecord(record))).toEqual(malformed);
  });

  it.each([1, 40, 6144])('accepts %d opaque bytes', (bytes) => {
    const [slot] = right(parseRecord(recordOf({ wrapSuite: 127 }, bytes)));
    expect(slot.wrapped).toEqual(pattern(bytes));
  });

  it('accepts the 1,160 bytes of suite 2', () => {
    const [slot] = right(parseRecord(recordOf({ wrapSuite: 2 }, 1160)));
    expect([slot.header.wrapSuite, slot.wrapped.length]).toEqual([2, 1160]);
  });

  it('accepts 16 slots, in their order', () => {
    const slots = right(parseRecord(encodeRecord(...many(16))));
    expect(slots.map(({ header }) => header.recipient)).toEqual(
      Array.from({ length: 16 }, (_, index) => `r-${index}`),
    );
  });

  it('reads no more than RECORD_BYTES_MAX', () => {
    const longest = {
      slot: slotOf({
        wrapSuite: 127,
        holderRegion: 'r'.repeat(64),
        recipient: 'r'.repeat(64),
      }),
      wrapped: pattern(6144),
    };
    // A backup id has at most 23 bytes.
    expect(1 + 16 * (longest.slot.length + 2 + 6144 + 64 - BACKUP.length)).toBe(RECORD_BYTES_MAX);
  });

  it('keeps a generation and an epoch of 2^32-1', () => {
    const most = 2 ** 32 - 1;
    const [{ header }] = right(parseRecord(recordOf({ generation: most, epoch: most })));
    expect([header.generation, header.epoch]).toEqual([most, most]);
  });
});

describe('a record for several recipients', () => {
  const world = planes();
  const backup = sealed(world, input(pattern(5000)));
  const [own] = right(parseRecord(backup.record));
  const escrow = second({ pbkId: pattern(16, 9), epoch: 3 });

  it('opens by the first slot whose key the keyring knows', () => {
    for (const record of [encodeRecord(escrow, own), encodeRecord(own, escrow)])
      expect(right(openSnapshotSync({ ...backup, record, expected }, world))).toEqual(
        pattern(5000),
      );
  });

  it('does not open if the keyring knows none of the keys', () => {
    const record = encodeRecord(escrow, { ...escrow, slot: slotOf({ pbkId: pattern(16, 8) }) });
    expect(left(openSnapshotSync({ ...backup, record, expected }, world))._tag).toBe(
      'KeyUnavailable',
    );
  });

  it('goes through a portable envelope, which lists its recipients', () => {
    const record = encodeRecord(own, escrow);
    const parts = { payload: backup.payload, record };
    expect(right(splitEnvelope(right(joinEnvelope(parts))))).toEqual(parts);
    const { slots } = right(inspectSealed(parts.payload, record));
    expect(slots?.map(({ recipient, epoch }) => [recipient, epoch])).toEqual([
      ['primary', 1],
      ['escrow', 3],
    ]);
  });
});

describe('a keyring', () => {
  it('is told the public slot header, when it wraps and when it unwraps', async () => {
    const ring = keyring();
    const told: SlotContext[] = [];
    const spy: BackupKeyring = {
      ...ring,
      wrap: (key, ebk, context) => (told.push(context), ring.wrap(key, ebk, context)),
      unwrap: (key, wrapped, context) => (told.push(context), ring.unwrap(key, wrapped, context)),
    };
    const world = planes();
    const backup = sealed(world);
    await openSnapshot({ ...backup, expected }, { ...world, keyring: spy });
    const slot = right(inspectSealed(backup.payload, backup.record)).slots?.[0];
    expect(told.map((context) => context.slot)).toEqual([slot]);
    expect(slot).toMatchObject({ holderRegion: home.region, recipient: 'primary', epoch: 1 });
  });

  it('unwraps every suite that it states, and wraps with the first', () => {
    const ring = keyring();
    const world = planes();
    const both: typeof ring = { ...ring, wrapSuites: [127, 1] };
    const backup = sealed(world);
    expect(openSnapshotSync({ ...backup, expected }, { ...world, keyring: both })._tag).toBe(
      'Right',
    );
    const opaque = sealed({ ...world, keyring: both });
    expect(right(inspectSealed(opaque.payload, opaque.record)).slots?.[0].wrapSuite).toBe(127);
  });
});
