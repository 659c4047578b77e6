/**
 * The actor, over a cluster's first hours.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import type { Command } from '@hsm-lifecycle/core';
import { clusterIn } from '@hsm-lifecycle/core/fleet';
import { createActor } from 'xstate';
import { fleetLogic, type FleetContext } from './main.ts';

const FROM = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;
const clusterId = 'cluster-aaaaaaaaaaa';
const availabilityZone = 'eu-west-1a';
const create: Command = {
  type: 'CreateCluster',
  data: {
    at: FROM,
    clusterId,
    region: 'eu-west-1',
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    subnets: [{ subnetId: 'subnet-00000000', availabilityZone }],
  },
};
const addHsm = (at: number): Command => ({
  type: 'AddHsm',
  data: { at, clusterId, availabilityZone },
});

const started = () => {
  const actor = createActor(fleetLogic, { input: { at: FROM } });
  const seen: FleetContext[] = [];
  actor.subscribe(({ context }) => seen.push(context));
  actor.start();
  return { actor, seen };
};

describe('a fleet as an actor', () => {
  it('takes commands as events, and lets time pass with them', () => {
    const { actor } = started();
    actor.send(create);
    actor.send(addHsm(FROM + HOUR_MS));
    actor.send({ type: 'Advance', data: { at: FROM + 2 * HOUR_MS } });
    const { fleet } = actor.getSnapshot().context;
    expect(clusterIn(fleet, clusterId)?.hsms.map(({ state }) => state)).toEqual(['ACTIVE']);
  });

  it('notifies its subscribers of a refusal, and keeps the fleet', () => {
    const { actor, seen } = started();
    actor.send(create);
    const { fleet } = actor.getSnapshot().context;
    actor.send(addHsm(FROM));
    expect(seen.at(-1)?.refused).toMatch(/^The cluster is CREATE_IN_PROGRESS/u);
    expect(seen.at(-1)?.fleet).toBe(fleet);
    actor.send(addHsm(FROM + HOUR_MS));
    expect(seen.at(-1)?.refused).toBeUndefined();
  });
});
