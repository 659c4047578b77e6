/**
 * Emmett's own handlers and its given/when/then, with the model as the decider.
 *
 * @module
 */
import { DeciderSpecification, getInMemoryEventStore } from '@event-driven-io/emmett';
import { describe, expect, it } from '@jest/globals';
import type { Decidable, HolderEvent } from '@hsm-lifecycle/core';
import { asDecider, type RefusedCommand } from '@hsm-lifecycle/core/emmett';
import { attempt, handle } from './main.ts';

const clusterId = 'cluster-aaaaaaaaaaa';
const FROM = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;
const availabilityZone = 'eu-west-1a';
const create: Decidable = {
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
const addHsm: Decidable = {
  type: 'AddHsm',
  data: { at: FROM + HOUR_MS, clusterId, availabilityZone },
};

const created: HolderEvent[] = asDecider().decide(create, asDecider().initialState());

describe("Emmett's handlers", () => {
  it('append what was due and the events of the command', async () => {
    const store = getInMemoryEventStore();
    await handle(store, clusterId, create);
    const { newState, newEvents } = await handle(store, clusterId, addHsm);
    expect(newEvents.map(({ type }) => type)).toEqual(['ClusterCreated', 'HsmAdding']);
    expect(newState).toMatchObject({ kind: 'CLUSTER', hsms: [{ state: 'CREATE_IN_PROGRESS' }] });
  });

  it('append nothing for a refused command', async () => {
    const store = getInMemoryEventStore();
    expect(await attempt(store, clusterId, create)).toBeUndefined();
    const refusal = await attempt(store, clusterId, {
      type: 'Activate',
      data: { at: FROM, clusterId },
    });
    expect(refusal).toMatchObject({ _tag: 'WrongState', rule: 'F-79' });
    expect((await store.readStream(clusterId)).events).toHaveLength(1);
  });
});

describe("Emmett's specification", () => {
  const given = DeciderSpecification.for(asDecider());

  it('checks what happens', () => {
    const checked = given([]).when(create);
    expect(() => checked.then(created)).not.toThrow();
    expect(() => checked.thenNothingHappened()).toThrow('Array is not empty');
  });

  it('checks what is refused, with its rule', () => {
    const checked = given(created).when({ type: 'Activate', data: { at: FROM, clusterId } });
    const isRefusedBy = (rule: string) => (): void =>
      checked.thenThrows<RefusedCommand>(({ refusal }) => refusal.rule === rule);
    expect(isRefusedBy('F-79')).not.toThrow();
    expect(isRefusedBy('F-88')).toThrow('Error didn');
  });
});
