/**
 * Parts of one backup put into another, files other than the state says, and old records put back.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  type Bytes,
  type Expected,
  inspectSealed,
  openSnapshotSync,
  rewrapKeyRecordSync,
  type SplitEnvelope,
} from '../src/index.ts';
import {
  away,
  BACKUP,
  CLUSTER,
  COPY,
  destination,
  expected,
  expectedCopy,
  flipped,
  home,
  input,
  joined,
  left,
  pattern,
  planes,
  right,
  sealed,
} from './support/world.ts';

type Whole = Required<SplitEnvelope>;

const world = planes();
const snapshot = pattern(5000);
const mine = sealed(world, input(snapshot));
/**
 * Another backup of the same cluster, with the same names and length: the hardest one to tell
 * apart.
 */
const twin = sealed(world, input(pattern(5000, 8)));
const bodyAt = mine.payload.length - (5000 + 32);

const head = ({ payload }: Whole): Bytes => payload.subarray(0, bodyAt);
const commitment = ({ payload }: Whole): Bytes => payload.subarray(bodyAt - 32, bodyAt);
const body = ({ payload }: Whole): Bytes => payload.subarray(bodyAt);
const slot = ({ record }: Whole): Bytes => record.subarray(0, -42);
const wrapped = ({ record }: Whole): Bytes => record.subarray(-42);

const opened = (
  what: { readonly payload: Bytes; readonly record: Bytes | undefined },
  state: Expected = expected,
): unknown => {
  const outcome = openSnapshotSync({ ...what, expected: state }, world);
  return outcome._tag === 'Left' ? outcome.left : outcome.right;
};

const failed = { _tag: 'AuthenticationFailed' };

describe('parts of another backup', () => {
  it.each([
    ['body', { ...mine, payload: joined(head(mine), body(twin)) }],
    [
      'first frame',
      {
        ...mine,
        payload: joined(head(mine), body(twin).subarray(0, 4112), body(mine).subarray(4112)),
      },
    ],
    [
      'last frame',
      {
        ...mine,
        payload: joined(head(mine), body(mine).subarray(0, 4112), body(twin).subarray(4112)),
      },
    ],
    [
      'commitment',
      { ...mine, payload: joined(head(mine).subarray(0, -32), commitment(twin), body(mine)) },
    ],
    ['header', { ...mine, payload: joined(head(twin), body(mine)) }],
    [
      'header without commitment',
      { ...mine, payload: joined(head(twin).subarray(0, -32), commitment(mine), body(mine)) },
    ],
    ['record', { ...mine, record: twin.record }],
    ['record and header', { payload: joined(head(twin), body(mine)), record: twin.record }],
    ['slot header', { ...mine, record: joined(slot(twin), wrapped(mine)) }],
    ['wrapped EBK', { ...mine, record: joined(slot(mine), wrapped(twin)) }],
  ])('are refused: %s', (part, spliced) => {
    // The slot headers of the two are equal, so splicing that part changes nothing.
    expect(opened(spliced)).toEqual(part === 'slot header' ? snapshot : failed);
  });

  it('are refused by the commitment in the state, even if the whole backup is replaced', () => {
    expect(opened(twin)).toEqual(pattern(5000, 8));
    expect(opened(twin, { ...expected, commitment: commitment(mine) })).toEqual({
      _tag: 'EnvelopeMismatch',
      field: 'commitment',
    });
    expect(opened(mine, { ...expected, commitment: commitment(mine) })).toEqual(snapshot);
  });
});

describe('what the state says', () => {
  it.each<[string, Expected]>([
    ['cluster-id', { ...expected, clusterId: `${CLUSTER}x` }],
    ['origin-region', { ...expected, originRegion: 'eu-west-1' }],
    ['origin-backup-id', { ...expected, originBackupId: COPY }],
    ['holder-region', { ...expected, holder: { ...away, backupId: BACKUP } }],
    ['holder-backup-id', { ...expected, holder: { ...home, backupId: COPY } }],
    ['generation', { ...expected, generation: 1 }],
  ])('is believed before the file: %s', (field, state) => {
    expect(opened(mine, state)).toEqual({ _tag: 'EnvelopeMismatch', field });
  });
});

describe('a shredded backup', () => {
  it('is purged, for opening and for rewrapping', () => {
    expect(opened({ payload: mine.payload, record: undefined })).toEqual({ _tag: 'BackupPurged' });
    const outcome = rewrapKeyRecordSync(
      { payload: mine.payload, record: undefined, expected, destination },
      world,
    );
    expect(left(outcome)).toEqual({ _tag: 'BackupPurged' });
  });

  it('does not open with an empty record', () => {
    expect(opened({ payload: mine.payload, record: new Uint8Array() })).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'slot',
    });
  });
});

describe('a copy', () => {
  const copy = right(rewrapKeyRecordSync({ ...mine, expected, destination }, world));
  const held: Whole = { payload: mine.payload, record: copy.record };

  it('opens under its own names, from the untouched payload', () => {
    expect(copy).toMatchObject({ generation: 1, isVerified: true });
    expect(opened(held, { ...expectedCopy, generation: 1 })).toEqual(snapshot);
    expect(right(inspectSealed(mine.payload, copy.record)).slots).toMatchObject([
      { generation: 1, holderRegion: 'eu-west-1', holderBackupId: COPY, recipient: 'primary' },
    ]);
  });

  it('does not open with the PBK of its source', () => {
    const forged = joined(
      copy.record.subarray(0, -58),
      mine.record.subarray(-58, -42),
      copy.record.subarray(-42),
    );
    expect(opened({ ...held, record: forged }, expectedCopy)).toMatchObject({
      _tag: 'KeyUnavailable',
    });
  });

  it('does not open with the record of its source put in its place', () => {
    expect(opened(mine, expectedCopy)).toEqual({
      _tag: 'EnvelopeMismatch',
      field: 'holder-region',
    });
  });

  it('does not open with a record whose generation or names were changed', () => {
    const generation = joined(
      copy.record.subarray(0, 3),
      Uint8Array.of(0, 0, 0, 2),
      copy.record.subarray(7),
    );
    expect(opened({ ...held, record: generation }, expectedCopy)).toEqual(failed);
    const renamed = flipped(
      copy.record,
      8 * (slot({ ...mine, record: copy.record }).length - 29) + 1,
    );
    const state = {
      ...expectedCopy,
      holder: {
        ...destination,
        backupId: right(inspectSealed(mine.payload, renamed)).slots?.[0].holderBackupId ?? '',
      },
    };
    expect(state.holder.backupId).not.toBe(COPY);
    expect(opened({ ...held, record: renamed }, state)).toEqual(failed);
  });
});

describe('rewrapping', () => {
  const cryptoErrorOf = (what: Whole): unknown =>
    left(rewrapKeyRecordSync({ ...what, expected, destination }, world));

  it('makes no record of an altered slot, wrapped EBK, header or commitment', () => {
    const records = Array.from({ length: mine.record.length * 8 }, (_, bit) =>
      cryptoErrorOf({ ...mine, record: flipped(mine.record, bit) }),
    );
    const payloads = Array.from({ length: bodyAt * 8 }, (_, bit) =>
      cryptoErrorOf({ ...mine, payload: flipped(mine.payload, bit) }),
    );
    expect([...records, ...payloads]).toHaveLength((mine.record.length + bodyAt) * 8);
    expect(payloads.slice(-32 * 8)).toEqual(Array.from({ length: 32 * 8 }, () => failed));
  });

  it('needs the header only', () => {
    const outcome = rewrapKeyRecordSync(
      { ...mine, payload: head(mine), expected, destination },
      world,
    );
    expect(opened({ ...mine, record: right(outcome).record }, expectedCopy)).toEqual(snapshot);
  });

  it.each([
    ['region', { ...destination, region: 'EU' }],
    ['manufacturer', { ...destination, manufacturer: '' }],
    ['backup-id', { ...destination, backupId: 'backup-1' }],
  ])('refuses a destination whose %s does not fit', (field, unfit) => {
    const outcome = rewrapKeyRecordSync({ ...mine, expected, destination: unfit }, world);
    expect(left(outcome)).toEqual({ _tag: 'EnvelopeMalformed', code: 'field', field });
  });

  it('refuses a record whose generation cannot grow', () => {
    const record = joined(
      mine.record.subarray(0, 3),
      Uint8Array.of(255, 255, 255, 255),
      mine.record.subarray(7),
    );
    expect(cryptoErrorOf({ ...mine, record })).toEqual({ _tag: 'EnvelopeMalformed', code: 'slot' });
  });

  it('refuses a destination without an active key', () => {
    const outcome = rewrapKeyRecordSync(
      { ...mine, expected, destination: { ...destination, region: 'sa-east-1' } },
      world,
    );
    expect(left(outcome)).toEqual({ _tag: 'KeyUnavailable', key: 'sa-east-1/acme' });
  });
});
