/**
 * The stream of a cluster in an event store.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { dispatch, load, openCluster } from './main.ts';

const clusterId = 'cluster-aaaaaaaaaaa';
const FROM = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

describe('one stream per cluster', () => {
  it('holds the events of commands and of time, oldest first', async () => {
    const store = await openCluster(clusterId, FROM);
    const { events } = await store.readStream(clusterId);
    expect(events.map(({ type }) => type)).toEqual([
      'ClusterCreating',
      'ClusterCreated',
      'HsmAdding',
      'HsmAdded',
      'ClusterInitializing',
      'ClusterInitialized',
      'ClusterActivated',
      'BackupCreating',
      'BackupCreated',
      'BackupCreating',
      'HsmAdding',
    ]);
  });

  it('folds to the state that the last command returned', async () => {
    const store = await openCluster(clusterId, FROM);
    const { state, events } = await dispatch(store, clusterId, {
      type: 'Advance',
      data: { at: FROM + DAY_MS },
    });
    expect(events.map(({ type }) => type)).toEqual(['BackupCreated', 'HsmAdded']);
    expect(await load(store, clusterId)).toEqual(state);
  });

  it('does not change if a command is refused', async () => {
    const store = await openCluster(clusterId, FROM);
    const before = await load(store, clusterId);
    const answer = await dispatch(store, clusterId, {
      type: 'AddHsm',
      data: { at: FROM + DAY_MS, clusterId, availabilityZone: 'eu-west-1z' },
    });
    expect(answer).toMatchObject({
      refusal: { _tag: 'NoSubnetInZone', rule: 'F-120' },
      events: [],
    });
    expect(await load(store, clusterId)).toEqual(before);
  });
});
