import { describe, expect, it } from '@jest/globals';
import { assert, dictionary, pre, property, string } from 'fast-check';
import { isRight, left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  advance,
  copyToRegion,
  deleteBackup,
  latestBackup,
  MINUTE_MS,
  restore,
  setNeverExpires,
  tag,
  type BackupHolder,
  type CopyToRegion,
} from '@hsm-lifecycle/core';
import {
  accepted,
  after,
  clusterWith,
  copy,
  COPY_ID,
  ELSEWHERE,
  REGION,
  RESTORED_ID,
  subnets,
} from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { editionWith, onlyFast } from '../support.ts';

const source = clusterWith({ users: ['alice'], keys: ['k1'] });
const backupId = latestBackup(source)?.backupId ?? '';
const copying = (holder: BackupHolder, changes: Partial<CopyToRegion> = {}) =>
  copyToRegion(holder, {
    at: holder.asOf,
    backupId,
    region: ELSEWHERE,
    copyId: COPY_ID,
    ...changes,
  });
const restoring = ({ asOf: at }: BackupHolder, id: string) => ({
  at,
  backupId: id,
  clusterId: RESTORED_ID,
  subnets: subnets(1),
});
const manyTags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, 'x']));

describe('copyToRegion', () => {
  it('starts a copy that is as old as its source and holds the same (F-166, F-167)', () => {
    const [state, events] = accepted(copying(source));
    const original = latestBackup(source);
    expect(events).toMatchObject([
      {
        type: 'BackupCopying',
        data: {
          at: source.asOf,
          backupId: COPY_ID,
          region: ELSEWHERE,
          lineageId: source.clusterId,
          source: { region: REGION, backupId, clusterId: source.clusterId },
          createdAt: original?.createdAt,
          expectedAt: source.asOf + 10 * MINUTE_MS,
        },
      },
    ]);
    expect(state).toMatchObject({
      kind: 'COPY',
      copyId: COPY_ID,
      backups: [{ state: 'CREATE_IN_PROGRESS', copiedAt: source.asOf }],
    });
    expect(state.backups[0]?.material).toBe(original?.material);
  });

  it('becomes READY after its time', () => {
    const started = after(copying(source));
    expect(accepted(advance(started, { at: started.asOf + 10 * MINUTE_MS - 1 }))[1]).toEqual([]);
    expect(accepted(advance(started, { at: started.asOf + 10 * MINUTE_MS }))[1]).toEqual([
      { type: 'BackupCopied', data: { at: started.asOf + 10 * MINUTE_MS, backupId: COPY_ID } },
    ]);
  });

  it('does not depend on its source once it has started', () => {
    const started = after(copying(source));
    const [later] = accepted(advance(started, { at: started.asOf + 100 * 86_400_000 }));
    expect(later.backups[0]?.state).toBe('READY');
  });

  it('keeps the source’s tags unless others are given (F-168)', () => {
    const tagged = after(
      tag(source, { at: source.asOf, resourceId: backupId, tags: { team: 'pay' } }),
    );
    expect(after(copying(tagged)).backups[0]?.tags).toEqual({ team: 'pay' });
    expect(after(copying(tagged, { tags: {} })).backups[0]?.tags).toEqual({});
    expect(after(copying(tagged, { tags: { other: 'x' } })).backups[0]?.tags).toEqual({
      other: 'x',
    });
  });

  it('does not carry an exemption (U-11)', () => {
    const exempt = after(
      setNeverExpires(source, { at: source.asOf, backupId, neverExpires: true }),
    );
    expect(after(copying(exempt)).backups[0]?.neverExpires).toBe(false);
  });

  it('copies a copy, and keeps the original cluster (U-15)', () => {
    const second = after(
      copying(copy(), { backupId: COPY_ID, region: 'us-east-1', copyId: 'backup-q7kz2mtnx4a' }),
    );
    expect(second.backups[0]?.source).toEqual({
      region: ELSEWHERE,
      backupId: COPY_ID,
      clusterId: source.clusterId,
    });
    expect(second.lineageId).toBe(source.clusterId);
  });

  itKeepsTime(
    () => source,
    (holder, at) => copying(holder, { at }),
  );

  it('refuses a backup that is not there (M-3)', () => {
    expect(copying(source, { backupId: 'backup-none' })).toEqual(
      left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: 'backup-none' }),
    );
  });

  it('refuses a backup that is pending deletion (U-13)', () => {
    const deleted = after(deleteBackup(source, { at: source.asOf, backupId }));
    expect(copying(deleted)).toEqual(
      left({ _tag: 'BackupNotReady', rule: 'U-13', backupId, actual: 'PENDING_DELETION' }),
    );
  });

  it('copies a backup that is pending deletion where the edition lets it (U-13)', () => {
    const lenient = clusterWith({
      edition: editionWith({ copyableStates: ['READY', 'PENDING_DELETION'] }),
    });
    const newest = latestBackup(lenient)?.backupId ?? '';
    const deleted = after(deleteBackup(lenient, { at: lenient.asOf, backupId: newest }));
    expect(after(copying(deleted, { backupId: newest })).backups[0]).toMatchObject({
      state: 'CREATE_IN_PROGRESS',
      deleteAt: undefined,
    });
    expect(restore(deleted, restoring(deleted, newest))).toMatchObject(
      left({ _tag: 'BackupNotReady' }),
    );
  });

  it.each([
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['us-isof-south-1', 'aws-iso-f'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('refuses %s, which is in the partition %s (F-171)', (region, partition) => {
    expect(copying(source, { region })).toEqual(
      left({ _tag: 'OtherPartition', rule: 'F-171', region, partition, from: 'aws' }),
    );
  });

  it('copies between regions of one partition, whichever it is (F-171)', () => {
    const inChina = { ...source, region: 'cn-north-1' };
    expect(after(copying(inChina, { region: 'cn-northwest-1' })).region).toBe('cn-northwest-1');
    expect(copying(inChina, { region: REGION })).toMatchObject(
      left({ _tag: 'OtherPartition', partition: 'aws', from: 'aws-cn' }),
    );
  });

  it('refuses a backup that is in progress (U-13)', () => {
    const joining = after(addHsm(source, { at: source.asOf, availabilityZone: 'eu-west-1a' }));
    const going = joining.backups.at(-1)?.backupId ?? '';
    expect(copying(joining, { backupId: going })).toEqual(
      left({ _tag: 'BackupNotReady', rule: 'U-13', backupId: going, actual: 'CREATE_IN_PROGRESS' }),
    );
  });

  it('refuses the region where the backup is (U-15)', () => {
    expect(copying(source, { region: REGION })).toEqual(
      left({ _tag: 'SameRegion', rule: 'U-15', region: REGION }),
    );
  });

  it('accepts 50 tags and refuses 51 (F-60)', () => {
    expect(isRight(copying(source, { tags: manyTags(50) }))).toBe(true);
    expect(copying(source, { tags: manyTags(51) })).toEqual(
      left({ _tag: 'TooManyTags', rule: 'F-60', actual: 51, limit: 50 }),
    );
  });

  it('always has the tags given, and leaves the source without them', () => {
    assert(
      property(dictionary(string(), string(), { maxKeys: 60 }), (tags) => {
        const outcome = copying(source, { tags });
        pre(isRight(outcome));
        expect(outcome.right[0].backups[0]?.tags).toEqual({ ...tags });
        expect(latestBackup(source)?.tags).toEqual({});
      }),
      onlyFast,
    );
  });
});
