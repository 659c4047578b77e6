/**
 * The laws of migrations, on a history that one of them once took for a breach.
 */
import { describe, expect, it } from '@jest/globals';
import { HOUR_MS, MINUTE_MS, editions, type Command } from '@hsm-lifecycle/core';
import { advanceFleet, clusterIn, emptyFleet, step } from '@hsm-lifecycle/core/fleet';
import { START } from '@hsm-lifecycle/testing';
import { firstBreach } from '@hsm-lifecycle/testing/laws';

const clusterId = 'cluster-primaryaaaa';
const subnets = [
  { subnetId: 'subnet-0a1b2c3d', availabilityZone: 'eu-west-1a' },
  { subnetId: 'subnet-0a1b2c3e', availabilityZone: 'eu-west-1b' },
];
const hours = (count: number): number => START + count * HOUR_MS;

const begun = emptyFleet({ at: START, edition: editions.aws2024, quotas: 'NONE' });
if (begun._tag === 'Left') throw new Error(begun.left._tag);
const world = begun.right;

const migrating: readonly Command[] = [
  {
    type: 'CreateCluster',
    data: { at: START, clusterId, region: 'eu-west-1', hsmType: 'hsm1.medium', subnets },
  },
  { type: 'AddHsm', data: { at: hours(1), clusterId, availabilityZone: 'eu-west-1a' } },
  { type: 'Initialize', data: { at: hours(2), clusterId } },
  { type: 'Activate', data: { at: hours(3), clusterId } },
  { type: 'AddHsm', data: { at: hours(4), clusterId, availabilityZone: 'eu-west-1b' } },
  { type: 'ChangeHsmType', data: { at: hours(5), clusterId, hsmType: 'hsm2m.medium' } },
];

const fleetAfter = (commands: readonly Command[], at: number) => {
  const fleet = commands.reduce((before, command) => {
    const outcome = step(before, command);
    if (outcome._tag === 'Left') throw new Error(JSON.stringify(outcome.left));
    return outcome.right[0];
  }, world);
  const advanced = advanceFleet(fleet, { at });
  if (advanced._tag === 'Left') throw new Error(JSON.stringify(advanced.left));
  return advanced.right[0];
};

describe('the laws of migrations', () => {
  it('let a failed HSM of the former type be removed', () => {
    const failsAt = hours(5) + 35 * MINUTE_MS;
    const changed = clusterIn(fleetAfter(migrating, failsAt), clusterId);
    const hsmId = changed?.hsms.find((each) => each.hsmType === 'hsm2m.medium')?.hsmId ?? '';
    const failing: readonly Command[] = [
      ...migrating,
      { type: 'FailHsm', data: { at: failsAt, clusterId, hsmId } },
      { type: 'RemoveHsm', data: { at: failsAt + MINUTE_MS, clusterId, hsmId } },
    ];
    const left = clusterIn(fleetAfter(failing, failsAt + MINUTE_MS), clusterId);
    expect(left?.hsms.find((each) => each.hsmId === hsmId)).toMatchObject({
      hsmType: 'hsm2m.medium',
      state: 'DELETE_IN_PROGRESS',
      leavesAs: 'DEGRADED',
    });
    expect(left?.hsmType).toBe('hsm1.medium');
    expect(firstBreach({ world, commands: failing })).toBeUndefined();
  });
});
