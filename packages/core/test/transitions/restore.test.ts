import { describe, expect, it } from '@jest/globals';
import { assert, integer, pre, property } from 'fast-check';
import { isRight, left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  advance,
  DAY_MS,
  deleteBackup,
  latestBackup,
  MINUTE_MS,
  restore,
  editions,
  usersOf,
  type BackupHolder,
  type Restore,
} from '@hsm-lifecycle/core';
import {
  accepted,
  after,
  clusterWith,
  copiedFrom,
  COPY_ID,
  ELSEWHERE,
  REGION,
  restoredFrom,
  RESTORED_ID,
  settled,
  subnets,
} from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast, editionWith } from '../support.ts';

const source = clusterWith({
  users: ['alice'],
  keys: ['k1'],
  hsms: 0,
  retentionDays: 30,
  tags: { team: 'pay' },
});
const backupId = latestBackup(source)?.backupId ?? '';
const restoring = (holder: BackupHolder, changes: Partial<Restore> = {}) =>
  restore(holder, {
    at: holder.asOf,
    backupId,
    clusterId: RESTORED_ID,
    subnets: subnets(2, holder.region),
    ...changes,
  });
const old = clusterWith({ hsmType: 'hsm1.medium', edition: editions.aws2024 });
const open = clusterWith({ mode: 'NON_FIPS' });

describe('restore', () => {
  it('starts a cluster whose contents come from the backup (F-108, F-110, F-111)', () => {
    const [state, events] = accepted(restoring(source));
    const backup = latestBackup(source);
    expect(events).toMatchObject([
      {
        type: 'ClusterRestoring',
        data: {
          at: source.asOf,
          clusterId: RESTORED_ID,
          region: REGION,
          lineageId: source.clusterId,
          retention: { days: 90 },
          tags: {},
          restoredFrom: { backupId, region: REGION, clusterId: source.clusterId },
          expectedAt: source.asOf + 5 * MINUTE_MS,
        },
      },
    ]);
    expect(state).toMatchObject({ state: 'CREATE_IN_PROGRESS', hsms: [], backups: [] });
    expect(state.origin?.material).toBe(backup?.material);
  });

  it('needs no initialization and no activation: ACTIVE with no HSM (F-108)', () => {
    const done = settled(after(restoring(source)));
    expect(done).toMatchObject({
      state: 'ACTIVE',
      hsms: [],
      activatedAt: done.asOf,
      initializedAt: done.asOf,
    });
  });

  it('gives its first HSM the backup’s users and keys (F-110)', () => {
    const restored = restoredFrom(source);
    const up = settled(
      after(addHsm(restored, { at: restored.asOf, availabilityZone: 'eu-west-1a' })),
    );
    expect(usersOf(up).map(({ name }) => name)).toEqual(['app_user', 'admin', 'alice']);
    expect(up.material?.keys.map(({ keyId }) => keyId)).toEqual(['k1']);
  });

  it('restores a copy where the copy is, and keeps the lineage (F-111)', () => {
    const copied = copiedFrom(source);
    expect(after(restoring(copied, { backupId: COPY_ID }))).toMatchObject({
      region: ELSEWHERE,
      lineageId: source.clusterId,
      restoredFrom: { backupId: COPY_ID, region: ELSEWHERE, clusterId: source.clusterId },
    });
  });

  it('does not depend on the backup any more once it has started', () => {
    const started = after(restoring(source));
    const up = settled(
      after(
        addHsm(settled(started), {
          at: started.asOf + 200 * DAY_MS,
          availabilityZone: 'eu-west-1a',
        }),
      ),
    );
    expect(up.material).toBe(latestBackup(source)?.material);
  });

  it('takes retention and tags from the command, not from the source (F-114)', () => {
    expect(after(restoring(source, { retentionDays: 7, tags: { a: 'b' } }))).toMatchObject({
      retention: { days: 7 },
      tags: { a: 'b' },
    });
  });

  it('takes the edition from the command, else from the source', () => {
    expect(after(restoring(source, { edition: editions.instant })).edition).toBe(editions.instant);
    expect(after(restoring(source)).edition).toBe(source.edition);
  });

  it('moves an hsm1.medium backup to hsm2m.medium if hsm1.medium is closed (F-184, F-185)', () => {
    const id = latestBackup(old)?.backupId ?? '';
    expect(after(restoring(old, { backupId: id })).hsmType).toBe('hsm1.medium');
    expect(after(restoring(old, { backupId: id, edition: editions.aws2026 })).hsmType).toBe(
      'hsm2m.medium',
    );
    expect(after(restoring(old, { backupId: id, hsmType: 'hsm2m.medium' })).hsmType).toBe(
      'hsm2m.medium',
    );
  });

  itKeepsTime(
    () => source,
    (holder, at) => restoring(holder, { at }),
  );

  it('refuses a backup that is not there (M-3)', () => {
    expect(restoring(source, { backupId: 'backup-none' })).toEqual(
      left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: 'backup-none' }),
    );
  });

  it('refuses a backup that is pending deletion (U-13)', () => {
    const deleted = after(deleteBackup(source, { at: source.asOf, backupId }));
    expect(restoring(deleted)).toEqual(
      left({ _tag: 'BackupNotReady', rule: 'U-13', backupId, actual: 'PENDING_DELETION' }),
    );
  });

  it('refuses a mode other than the backup’s (F-184)', () => {
    expect(restoring(open, { backupId: latestBackup(open)?.backupId ?? '', mode: 'FIPS' })).toEqual(
      left({
        _tag: 'RestoreNotSupported',
        rule: 'F-184',
        from: 'hsm2m.medium NON_FIPS',
        to: 'hsm2m.medium FIPS',
        supported: ['hsm2m.medium NON_FIPS'],
      }),
    );
  });

  it('refuses to go back to hsm1.medium (F-184)', () => {
    expect(restoring(source, { hsmType: 'hsm1.medium' })).toEqual(
      left({
        _tag: 'RestoreNotSupported',
        rule: 'F-184',
        from: 'hsm2m.medium FIPS',
        to: 'hsm1.medium FIPS',
        supported: ['hsm2m.medium FIPS'],
      }),
    );
  });

  it('refuses a platform that is in no row of the matrix (F-184)', () => {
    const closed = editionWith({ restorable: [], creatable: [] });
    expect(restoring(source, { edition: closed })).toEqual(
      left({
        _tag: 'RestoreNotSupported',
        rule: 'F-184',
        from: 'hsm2m.medium FIPS',
        to: 'hsm2m.medium FIPS',
        supported: [],
      }),
    );
  });

  it('refuses hsm1.medium if the matrix allows it but it cannot be created (F-185)', () => {
    expect(
      restoring(old, {
        backupId: latestBackup(old)?.backupId ?? '',
        hsmType: 'hsm1.medium',
        edition: editions.aws2026,
      }),
    ).toEqual(
      left({
        _tag: 'HsmTypeNotOffered',
        rule: 'F-185',
        hsmType: 'hsm1.medium',
        mode: 'FIPS',
        offered: ['hsm2m.medium FIPS', 'hsm2m.medium NON_FIPS'],
      }),
    );
  });

  it.each([0, 11])('refuses %d subnets (F-118)', (count) => {
    expect(restoring(source, { subnets: subnets(count) })).toEqual(
      left({ _tag: 'BadSubnets', rule: 'F-118', actual: count, limit: 10, twice: undefined }),
    );
  });

  it('refuses a zone outside the backup’s region (F-123)', () => {
    expect(restoring(source, { subnets: subnets(1, ELSEWHERE) })).toEqual(
      left({
        _tag: 'ZoneOutsideRegion',
        rule: 'F-123',
        availabilityZone: 'eu-central-1a',
        region: REGION,
      }),
    );
  });

  it.each([6, 380])('refuses a retention of %d days (F-154)', (retentionDays) => {
    expect(restoring(source, { retentionDays })).toEqual(
      left({ _tag: 'RetentionOutOfRange', rule: 'F-154', retentionDays, min: 7, max: 379 }),
    );
  });

  it('refuses 51 tags (F-60)', () => {
    const tags = Object.fromEntries(
      Array.from({ length: 51 }, (_, index) => [`tag-${index}`, 'x']),
    );
    expect(restoring(source, { tags })).toEqual(
      left({ _tag: 'TooManyTags', rule: 'F-60', actual: 51, limit: 50 }),
    );
  });

  it('never changes its source, except by time', () => {
    assert(
      property(integer({ min: 0, max: 400 * DAY_MS }), (wait) => {
        const outcome = restoring(source, { at: source.asOf + wait });
        pre(isRight(outcome));
        expect(latestBackup(accepted(advance(source, { at: source.asOf + wait }))[0])?.access).toBe(
          outcome.right[0].origin?.access,
        );
      }),
      onlyFast,
    );
  });
});
