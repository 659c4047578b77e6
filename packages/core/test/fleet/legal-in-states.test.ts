import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, type Command } from '@hsm-lifecycle/core';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { assert, property } from 'fast-check';
import { aHistory, clustersIn, REGION } from '@hsm-lifecycle/testing';
import { onlyFast } from '../support.ts';
import { at, clusterId, creation, exampleFleet, hsmIds, ordered, restoring } from './world.ts';
import { legalCommands } from './answers.ts';

const hour = (n: number): number => at + n * HOUR_MS;
const [first = 'none', second = 'none'] = hsmIds;
const pausing: readonly Command[] = [
  { type: 'RemoveHsm', data: { at, clusterId, hsmId: first } },
  { type: 'RemoveHsm', data: { at: hour(1), clusterId, hsmId: second } },
  { type: 'Advance', data: { at: hour(2) } },
];
const failing = (hsmId: string): Command => ({ type: 'FailHsm', data: { at, clusterId, hsmId } });

/** The example cluster in states of many kinds. */
const scenes: readonly (readonly [string, Fleet])[] = [
  ['ACTIVE', exampleFleet],
  ['ACTIVE without HSMs', ordered(exampleFleet, ...pausing)],
  ['DEGRADED', ordered(exampleFleet, failing(first), failing(second))],
  [
    'DELETE_IN_PROGRESS',
    ordered(exampleFleet, ...pausing, { type: 'DeleteCluster', data: { at: hour(2), clusterId } }),
  ],
  [
    'DELETED',
    ordered(
      exampleFleet,
      ...pausing,
      { type: 'DeleteCluster', data: { at: hour(2), clusterId } },
      { type: 'Advance', data: { at: hour(3) } },
    ),
  ],
  [
    'in a lost region',
    ordered(exampleFleet, {
      type: 'LoseRegion',
      data: { at, region: REGION, kind: 'UNREACHABLE' },
    }),
  ],
  [
    'in a region without quota',
    ordered(exampleFleet, { type: 'SetQuota', data: { at, region: REGION, clusters: 1, hsms: 2 } }),
  ],
  ['beside others', ordered(exampleFleet, creation(), restoring())],
];

const legalIn = (fleet: Fleet, id: string = clusterId): readonly string[] =>
  legalCommands(fleet, { clusterId: id, at: fleet.asOf })
    .filter(({ legal }) => legal)
    .map(({ type }) => type);

describe('legalCommands', () => {
  it.each(scenes)('is right for a cluster that is %s', (_name, fleet) => {
    const legalities = legalCommands(fleet, { clusterId, at: fleet.asOf });
    expect(legalities.length).toBeGreaterThan(20);
    expect(new Set(legalities.map(({ type }) => type)).size).toBe(legalities.length);
    for (const each of legalities) {
      expect(each.example.type).toBe(each.type);
      expect(step(fleet, each.example)).toMatchObject(
        each.legal ? { _tag: 'Right' } : { _tag: 'Left', left: each.refusal },
      );
    }
  });

  it('tries the same types on every cluster', () => {
    const typesOf = (fleet: Fleet) =>
      legalCommands(fleet, { clusterId, at: fleet.asOf }).map(({ type }) => type);
    for (const [, fleet] of scenes) expect(typesOf(fleet)).toEqual(typesOf(exampleFleet));
  });

  it('accepts few commands for a DELETED cluster, all about its backups', () => {
    const [, deleted] = scenes[4] ?? ['', exampleFleet];
    expect(legalIn(deleted)).toEqual([
      'ApplyRetention',
      'Tag',
      'Untag',
      'DeleteBackup',
      'SetNeverExpires',
      'ShareBackup',
      'UnshareBackup',
      'CopyToRegion',
      'Restore',
    ]);
  });

  it('accepts only reports in a lost region (M-7)', () => {
    const [, lost] = scenes[5] ?? ['', exampleFleet];
    expect(legalIn(lost)).toEqual(['FailHsm', 'ReplaceHsm']);
  });

  it('respects the quotas (F-124, F-125)', () => {
    const [, full] = scenes[6] ?? ['', exampleFleet];
    expect(legalIn(exampleFleet).filter((type) => !legalIn(full).includes(type))).toEqual([
      'AddHsm',
      'Restore',
    ]);
  });

  it('is right for any cluster, now and a day later', () => {
    assert(
      property(aHistory, ({ end }) => {
        for (const { clusterId: id } of clustersIn(end).slice(0, 3))
          for (const when of [end.asOf, end.asOf + DAY_MS])
            for (const each of legalCommands(end, { clusterId: id, at: when }))
              expect(step(end, each.example)._tag).toBe(each.legal ? 'Right' : 'Left');
      }),
      { ...onlyFast, numRuns: 10 },
    );
  });

  it('looks at the cluster after everything due has happened', () => {
    const joining = ordered(exampleFleet, ...pausing, {
      type: 'AddHsm',
      data: { at: hour(2), clusterId, availabilityZone: `${REGION}a` },
    });
    const later = legalCommands(joining, { clusterId, at: hour(3) });
    const legal = later.filter((each) => each.legal).map(({ type }) => type);
    expect(legal).toEqual(expect.arrayContaining(['CreateUser', 'CreateKey', 'RecordLogin']));
  });

  it('finds no region to copy to if all those that it tries are lost', () => {
    const burnt = ['us-east-1', 'eu-west-1', 'ap-southeast-2', 'sa-east-1']
      .filter((region) => region !== REGION)
      .reduce(
        (fleet, region) =>
          ordered(fleet, { type: 'LoseRegion', data: { at: hour(0), region, kind: 'DESTROYED' } }),
        exampleFleet,
      );
    const copying = legalCommands(burnt, { clusterId, at: hour(1) }).find(
      ({ type }) => type === 'CopyToRegion',
    );
    expect(copying).toMatchObject({
      legal: false,
      refusal: { _tag: 'RegionOutOfReach', rule: 'M-7' },
    });
  });
});
