import { describe, expect, it } from '@jest/globals';
import { assert, integer, pre, property } from 'fast-check';
import { isRight, left } from 'fp-ts/lib/Either.js';
import { DEFAULT_ACCOUNT, advance, createCluster, MINUTE_MS, editions } from '@hsm-lifecycle/core';
import {
  accepted,
  after,
  aNewCluster,
  CLUSTER_ID,
  REGION,
  START,
  subnets,
} from '@hsm-lifecycle/testing';
import { onlyFast } from '../support.ts';

const creating = (changes: Parameters<typeof aNewCluster>[0] = {}) =>
  createCluster(aNewCluster(changes));
const manyTags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, 'x']));
const offered = ['hsm2m.medium FIPS', 'hsm2m.medium NON_FIPS'];

describe('createCluster', () => {
  it('starts a cluster without HSMs, with 90 days of retention (F-69, F-154)', () => {
    const [state, events] = accepted(creating());
    expect(events).toEqual([
      {
        type: 'ClusterCreating',
        data: {
          at: START,
          clusterId: CLUSTER_ID,
          stem: 'igklspoyj5v',
          account: DEFAULT_ACCOUNT,
          region: REGION,
          edition: editions.aws2026,
          hsmType: 'hsm2m.medium',
          mode: 'FIPS',
          networkType: 'IPV4',
          subnets: subnets(3),
          retention: { days: 90 },
          tags: {},
          expectedAt: START + 5 * MINUTE_MS,
        },
      },
    ]);
    expect(state).toMatchObject({
      state: 'CREATE_IN_PROGRESS',
      hsms: [],
      backups: [],
      lineageId: CLUSTER_ID,
      asOf: START,
    });
  });

  it('becomes UNINITIALIZED after five minutes (F-69, U-20)', () => {
    expect(accepted(advance(after(creating()), { at: START + 5 * MINUTE_MS - 1 }))[0].state).toBe(
      'CREATE_IN_PROGRESS',
    );
    expect(accepted(advance(after(creating()), { at: START + 5 * MINUTE_MS }))[0].state).toBe(
      'UNINITIALIZED',
    );
  });

  it.each([-1, 0.5, Number.NaN, 8.64e15 + 1])('refuses %d, which is not an instant (M-2)', (at) => {
    expect(creating({ at })).toEqual(left({ _tag: 'NotAnInstant', rule: 'M-2', at }));
  });

  it.each([0, 8.64e15])('accepts the instant %d (M-2)', (at) => {
    expect(isRight(creating({ at }))).toBe(true);
  });

  it('needs a mode, but for hsm1.medium, which is FIPS without one (F-183)', () => {
    const { mode: _mode, ...without } = aNewCluster();
    const refusal = { _tag: 'ModeRequired', rule: 'F-183', hsmType: 'hsm2m.medium' } as const;
    expect(createCluster({ ...without, edition: editions.aws2024 })).toEqual(left(refusal));
    const old = createCluster({ ...without, hsmType: 'hsm1.medium', edition: editions.aws2024 });
    expect(old._tag === 'Right' && old.right[0].mode).toBe('FIPS');
  });

  it('refuses hsm1.medium, which nobody can create since April 2025 (F-185)', () => {
    expect(creating({ hsmType: 'hsm1.medium' })).toEqual(
      left({
        _tag: 'HsmTypeNotOffered',
        rule: 'F-185',
        hsmType: 'hsm1.medium',
        mode: 'FIPS',
        offered,
      }),
    );
  });

  it('accepts hsm1.medium under the edition of 2024 (F-185)', () => {
    expect(isRight(creating({ hsmType: 'hsm1.medium', edition: editions.aws2024 }))).toBe(true);
  });

  it.each([1, 10])('accepts %d subnets (F-118)', (count) => {
    expect(after(creating({ subnets: subnets(count) })).subnets).toHaveLength(count);
  });

  it.each([0, 11])('refuses %d subnets (F-118)', (count) => {
    expect(creating({ subnets: subnets(count) })).toEqual(
      left({ _tag: 'BadSubnets', rule: 'F-118', actual: count, limit: 10, twice: undefined }),
    );
  });

  it('refuses two subnets in one zone (F-118)', () => {
    const twice = [
      ...subnets(2),
      { subnetId: 'subnet-0123456789abcdef0', availabilityZone: 'eu-west-1b' },
    ];
    expect(creating({ subnets: twice })).toEqual(
      left({ _tag: 'BadSubnets', rule: 'F-118', actual: 3, limit: 10, twice: 'eu-west-1b' }),
    );
  });

  it('refuses a zone of another region (F-123)', () => {
    expect(creating({ subnets: subnets(1, 'us-east-1') })).toEqual(
      left({
        _tag: 'ZoneOutsideRegion',
        rule: 'F-123',
        availabilityZone: 'us-east-1a',
        region: REGION,
      }),
    );
  });

  it.each([7, 90, 379])('accepts a retention of %d days (F-154)', (retentionDays) => {
    expect(after(creating({ retentionDays })).retention).toEqual({ days: retentionDays });
  });

  it.each([6, 380, 7.5, 0, -7, Number.NaN])(
    'refuses a retention of %d days (F-154)',
    (retentionDays) => {
      expect(creating({ retentionDays })).toEqual(
        left({ _tag: 'RetentionOutOfRange', rule: 'F-154', retentionDays, min: 7, max: 379 }),
      );
    },
  );

  it('accepts 50 tags and refuses 51 (F-60)', () => {
    expect(Object.keys(after(creating({ tags: manyTags(50) })).tags)).toHaveLength(50);
    expect(creating({ tags: manyTags(51) })).toEqual(
      left({ _tag: 'TooManyTags', rule: 'F-60', actual: 51, limit: 50 }),
    );
  });

  it('always expects an end that can be reached', () => {
    assert(
      property(
        integer({ min: 0, max: 400 }),
        integer({ min: 0, max: 11 }),
        (retentionDays, count) => {
          const outcome = creating({ retentionDays, subnets: subnets(count) });
          pre(isRight(outcome));
          const { expectedAt = 0, asOf } = outcome.right[0];
          expect(accepted(advance(outcome.right[0], { at: expectedAt }))[0]).toMatchObject({
            state: 'UNINITIALIZED',
            asOf: expectedAt,
            createdAt: asOf,
          });
        },
      ),
      onlyFast,
    );
  });
});
