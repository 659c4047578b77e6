/**
 * The loop, over a cluster's first week.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS, explain, HOUR_MS, type Command } from '@hsm-lifecycle/core';
import { advanceFleet, clusterIn, emptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import { simulate, type Told } from './main.ts';

const FROM = Date.UTC(2026, 0, 1);
const clusterId = 'cluster-aaaaaaaaaaa';
const subnets = [{ subnetId: 'subnet-00000000', availabilityZone: 'eu-west-1a' }];
const plan: readonly Command[] = [
  {
    type: 'CreateCluster',
    data: {
      at: FROM,
      clusterId,
      region: 'eu-west-1',
      hsmType: 'hsm2m.medium',
      mode: 'FIPS',
      subnets,
    },
  },
  { type: 'AddHsm', data: { at: FROM + HOUR_MS, clusterId, availabilityZone: 'eu-west-1a' } },
  { type: 'Initialize', data: { at: FROM + 2 * HOUR_MS, clusterId } },
  { type: 'Activate', data: { at: FROM + 3 * HOUR_MS, clusterId } },
  { type: 'AddHsm', data: { at: FROM + 4 * HOUR_MS, clusterId, availabilityZone: 'eu-west-1z' } },
];

const run = (until: number): { readonly fleet: Fleet; readonly told: readonly Told[] } => {
  const told: Told[] = [];
  const empty = emptyFleet({ at: FROM });
  if (empty._tag === 'Left') throw new Error(explain(empty.left));
  const simulation = simulate(empty.right, plan, until);
  for (let next = simulation.next(); ; next = simulation.next()) {
    if (next.done === true) return { fleet: next.value, told };
    told.push(next.value);
  }
};

describe('a host with its own queue', () => {
  it('gets daily backups between and after its commands', () => {
    const { fleet } = run(FROM + 7 * DAY_MS);
    expect(clusterIn(fleet, clusterId)?.backups.map(({ cause }) => cause)).toEqual([
      'ACTIVATION',
      ...Array.from({ length: 6 }, () => 'DAILY'),
    ]);
  });

  it('gets refusals, and time goes on', () => {
    const { told } = run(FROM + DAY_MS);
    expect(told.filter((each) => 'refused' in each)).toMatchObject([{ because: 'NoSubnetInZone' }]);
  });

  it('gets the same events as by advancing at once', () => {
    const early = run(FROM + 5 * HOUR_MS);
    const late = run(FROM + 7 * DAY_MS);
    const atOnce = advanceFleet(early.fleet, { at: FROM + 7 * DAY_MS });
    if (atOnce._tag === 'Left') throw new Error(explain(atOnce.left));
    expect(late.told.slice(early.told.length)).toEqual(atOnce.right[1]);
  });
});
