import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { assert, property } from 'fast-check';
import { DEFAULT_ACCOUNT, HOUR_MS, type Command } from '@hsm-lifecycle/core';
import { step, usageIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import {
  aHistoryWith,
  clustersIn,
  copiesIn,
  ELSEWHERE,
  REGION,
  subnets,
} from '@hsm-lifecycle/testing';
import { onlyFast } from '../support.ts';
import {
  at,
  clusterId,
  copyId,
  creation,
  exampleFleet,
  hsmIds,
  ordered,
  restoring,
  theCluster,
} from './world.ts';

const [first = 'none'] = hsmIds;
const adding = (when = at): Command => ({
  type: 'AddHsm',
  data: { at: when, clusterId, availabilityZone: `${REGION}c` },
});
const quota = (changes: { readonly clusters?: number; readonly hsms?: number }): Command => ({
  type: 'SetQuota',
  data: { at, region: REGION, ...changes },
});
const account = DEFAULT_ACCOUNT;
const clustersFull = (limit: number, region = REGION) =>
  left({ _tag: 'ClusterQuotaReached', rule: 'F-124', account, region, limit });
const hsmsFull = (limit: number) =>
  left({ _tag: 'HsmQuotaReached', rule: 'F-125', account, region: REGION, limit });
const used = (fleet: Fleet, region = REGION) => usageIn(fleet, { account, region });

describe('the quota of HSMs', () => {
  it('counts an HSM that is replaced once (F-125, U-22)', () => {
    const replaced = ordered(
      exampleFleet,
      { type: 'ReplaceHsm', data: { at, clusterId, hsmId: first } },
      quota({ hsms: 3 }),
    );
    expect(used(replaced)).toEqual({ clusters: 1, hsms: 2 });
    const three = ordered(replaced, adding());
    expect(step(three, adding(at + HOUR_MS))).toEqual(hsmsFull(3));
  });

  it('lets the service replace an HSM in a full region', () => {
    const full = ordered(exampleFleet, quota({ hsms: 2 }));
    expect(step(full, { type: 'ReplaceHsm', data: { at, clusterId, hsmId: first } })._tag).toBe(
      'Right',
    );
    expect(step(full, adding())).toEqual(hsmsFull(2));
  });

  it('counts an HSM that has failed, and one that is leaving until it is gone (U-22)', () => {
    const full = ordered(
      exampleFleet,
      { type: 'FailHsm', data: { at, clusterId, hsmId: first } },
      quota({ hsms: 2 }),
    );
    const leaving = ordered(full, { type: 'RemoveHsm', data: { at, clusterId, hsmId: first } });
    expect(step(leaving, adding(at))).toEqual(hsmsFull(2));
    expect(step(leaving, adding(at + HOUR_MS))._tag).toBe('Right');
  });

  it('may be set below the present usage, which stays', () => {
    const below = ordered(exampleFleet, quota({ hsms: 1 }));
    expect(theCluster(below).hsms).toHaveLength(2);
    expect(step(below, adding())).toEqual(hsmsFull(1));
    expect(step(ordered(below, quota({ hsms: 3 })), adding())._tag).toBe('Right');
  });

  it('is checked last, after all other refusals', () => {
    const full = ordered(exampleFleet, quota({ hsms: 2 }));
    const wrong: Command = {
      type: 'AddHsm',
      data: { at, clusterId, availabilityZone: 'eu-west-1z' },
    };
    expect(step(full, wrong)).toMatchObject(left({ _tag: 'NoSubnetInZone' }));
  });
});

describe('the quota of clusters', () => {
  it('counts in a cluster’s region: restoring a copy counts in the copy’s (F-124)', () => {
    const there = restoring({ backupId: copyId, subnets: subnets(1, ELSEWHERE) });
    const full = ordered(exampleFleet, there, there, there, there);
    expect(used(full, ELSEWHERE)).toEqual({ clusters: 4, hsms: 0 });
    expect(used(full)).toEqual({ clusters: 1, hsms: 2 });
    expect(step(full, there)).toEqual(clustersFull(4, ELSEWHERE));
    expect(step(full, creation({ region: ELSEWHERE }))).toEqual(clustersFull(4, ELSEWHERE));
    expect(step(full, restoring())._tag).toBe('Right');
  });

  it('does not count a cluster whose creation failed (U-22, U-26)', () => {
    const two = ordered(exampleFleet, quota({ clusters: 2 }), creation());
    expect(step(two, creation())).toEqual(clustersFull(2));
    const id = clustersIn(two).find((each) => each.clusterId !== clusterId)?.clusterId ?? 'none';
    const failed = ordered(two, { type: 'Settle', data: { at, id, outcome: 'FAILED' } });
    expect(used(failed)).toEqual({ clusters: 1, hsms: 2 });
    expect(step(failed, creation())._tag).toBe('Right');
  });

  it('counts a cluster that is being deleted until it is DELETED (U-22)', () => {
    const two = ordered(exampleFleet, quota({ clusters: 2 }), creation());
    const id = clustersIn(two).find((each) => each.clusterId !== clusterId)?.clusterId ?? 'none';
    const when = at + HOUR_MS;
    const deleting = ordered(two, { type: 'DeleteCluster', data: { at: when, clusterId: id } });
    expect(step(deleting, creation({ at: when }))).toEqual(clustersFull(2));
    expect(step(deleting, creation({ at: when + HOUR_MS }))._tag).toBe('Right');
  });

  it('counts no copies', () => {
    const closed = ordered(exampleFleet, {
      type: 'SetQuota',
      data: { at, region: ELSEWHERE, clusters: 0 },
    });
    const more = ordered(closed, {
      type: 'CopyToRegion',
      data: { at, backupId: theCluster().backups[0]?.backupId ?? 'none', region: ELSEWHERE },
    });
    expect(copiesIn(more)).toHaveLength(2);
  });

  it('is checked last, after all other refusals', () => {
    const full = ordered(exampleFleet, quota({ clusters: 1 }));
    expect(step(full, creation({ subnets: [] }))).toMatchObject(left({ _tag: 'BadSubnets' }));
    expect(step(full, creation({ clusterId }))).toMatchObject(left({ _tag: 'IdTaken' }));
  });
});

describe('usage', () => {
  it('always equals the count of what exists (U-22)', () => {
    assert(
      property(aHistoryWith({ quotas: 'NONE' }), ({ end }) => {
        const living = clustersIn(end).filter(({ state }) => state !== 'DELETED');
        for (const [place, { clusters, hsms }] of end.usage.entries()) {
          const there = living.filter((each) => `${each.account}/${each.region}` === place);
          expect([clusters, hsms]).toEqual([
            there.length,
            there.flatMap((each) => each.hsms).filter((each) => each.replaces === undefined).length,
          ]);
        }
      }),
      onlyFast,
    );
  });

  /** What exists is taken in whatever the quotas are. */
  const UNLIMITED: ReadonlySet<string> = new Set(['SetQuota', 'ObserveCluster']);

  it('never exceeds the quotas, unless they are set below it (F-124, F-125)', () => {
    assert(
      property(aHistoryWith({ quotas: { clusters: 2, hsms: 3 } }), ({ steps }) => {
        for (const { before, command, outcome } of steps) {
          if (outcome._tag === 'Left' || UNLIMITED.has(command.type)) continue;
          for (const [place, { clusters, hsms }] of outcome.right[0].usage.entries()) {
            const quotas = { clusters: 2, hsms: 3, ...before.regionQuotas[place] };
            const was = before.usage.get(place) ?? { clusters: 0, hsms: 0 };
            expect(clusters).toBeLessThanOrEqual(Math.max(quotas.clusters, was.clusters));
            expect(hsms).toBeLessThanOrEqual(Math.max(quotas.hsms, was.hsms));
          }
        }
      }),
      onlyFast,
    );
  });
});
