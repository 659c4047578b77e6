/**
 * A cluster that was taken in as it was seen: what was in progress there is not this host's work.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import type { Timeless } from '@hsm-lifecycle/runtime';
import { clusterOf, eventsOf, HOME, must, start, START, world } from './support/world.ts';

const contents = {
  material: { keys: [], certificates: [] },
  access: {
    users: [
      { name: 'admin', role: 'CO', createdAt: 0, passwordSetAt: 0, lastSeenAt: undefined } as const,
    ],
    policies: {},
    configuration: {},
  },
};

const hsm = {
  hsmId: 'hsm-k5rw3ubzntd',
  availabilityZone: `${HOME}a`,
  subnetId: 'subnet-e3a17c0d',
  eniId: 'eni-0c41d2ab77e9035f6',
  ipAddress: '172.31.88.12',
} as const;
const leaving = {
  ...hsm,
  hsmId: 'hsm-k5rw3ubznte',
  eniId: 'eni-0c41d2ab77e9035f7',
  ipAddress: '172.31.88.13',
} as const;

const observe: Timeless = {
  type: 'ObserveCluster',
  data: {
    at: START,
    clusterId: 'cluster-QV2mhc7aept',
    region: HOME,
    createdAt: START - 1000,
    phase: 'ACTIVE',
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    subnets: [{ subnetId: 'subnet-e3a17c0d', availabilityZone: `${HOME}a` }],
    retention: { days: 90 },
    certificate: 'CERTIFICATE A',
    contents,
    hsms: [
      { ...hsm, state: 'ACTIVE' },
      { ...leaving, state: 'DELETE_IN_PROGRESS' },
    ],
    backups: [],
  },
};

describe('a cluster that is observed', () => {
  it('ends what it had in progress in the same commit', async () => {
    const host = world();
    const runtime = await start(host);
    await must(runtime.dispatch(observe));
    expect(clusterOf(runtime.state()).hsms.map(({ state }) => state)).toEqual(['ACTIVE']);
    const events = await eventsOf(host);
    expect(events.map(({ type }) => type)).toEqual(['ClusterObserved', 'HsmRemoved']);
    expect(new Set(events.map(({ commit }) => commit)).size).toBe(1);
  });
});
