/**
 * The slice, over several actions.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import type { Command } from '@hsm-lifecycle/core';
import { fleetToJson } from '@hsm-lifecycle/core/codec';
import { clusterIn, step } from '@hsm-lifecycle/core/fleet';
import { commanded, createStore } from './main.ts';

const HOUR_MS = 3_600_000;
const clusterId = 'cluster-aaaaaaaaaaa';
const availabilityZone = 'eu-west-1a';
const commands: readonly Command[] = [
  {
    type: 'CreateCluster',
    data: {
      at: 0,
      clusterId,
      region: 'eu-west-1',
      hsmType: 'hsm2m.medium',
      mode: 'FIPS',
      subnets: [{ subnetId: 'subnet-00000000', availabilityZone }],
      tags: { team: 'keys' },
    },
  },
  { type: 'AddHsm', data: { at: HOUR_MS, clusterId, availabilityZone } },
  { type: 'SetQuota', data: { at: HOUR_MS, region: 'eu-west-1', hsms: 9 } },
  { type: 'Initialize', data: { at: 2 * HOUR_MS, clusterId } },
  { type: 'Activate', data: { at: 3 * HOUR_MS, clusterId } },
];

describe('a fleet in a slice', () => {
  it('is the same after many actions as without Redux', () => {
    const store = createStore();
    for (const command of commands) store.dispatch(commanded(command));
    const plain = commands.reduce((fleet, command) => {
      const outcome = step(fleet, command);
      if (outcome._tag === 'Left') throw new Error(outcome.left._tag);
      return outcome.right[0];
    }, createStore().getState().fleet.fleet);
    const { fleet, refused } = store.getState().fleet;
    expect(refused).toEqual([]);
    expect(fleetToJson(fleet)).toBe(fleetToJson(plain));
  });

  it('continues after a refusal, and keeps its explanation', () => {
    const store = createStore();
    const [create, addHsm] = commands;
    if (create === undefined || addHsm === undefined) throw new Error('no commands');
    store.dispatch(commanded(create));
    store.dispatch(commanded(create));
    expect(store.getState().fleet.refused).toHaveLength(1);
    store.dispatch(commanded(addHsm));
    expect(clusterIn(store.getState().fleet.fleet, clusterId)?.hsms).toHaveLength(1);
    expect(store.getState().fleet.refused).toHaveLength(1);
  });
});
