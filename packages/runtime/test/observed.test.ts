/**
 * A cluster that was taken in as it was seen: what was in progress there is not this host's work.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import type { Timeless } from '@hsm-lifecycle/runtime';
import { verifyStore } from '@hsm-lifecycle/runtime';
import { AWAY, clusterOf, eventsOf, HOME, must, start, START, world } from './support/world.ts';

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

const observe: Extract<Timeless, { readonly type: 'ObserveCluster' }> = {
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

  it('has its earlier backups sealed at the service: copies and joins need no bytes here', async () => {
    const host = world();
    const runtime = await start(host);
    const backupId = 'backup-k5rw3ubzntf';
    const listed = {
      backupId,
      contents,
      state: 'READY',
      createdAt: START - 500,
      hsmType: 'hsm2m.medium',
      mode: 'FIPS',
    } as const;
    const [first] = observe.data.hsms;
    const seen = { ...observe.data, hsms: first === undefined ? [] : [first], backups: [listed] };
    await must(runtime.dispatch({ type: 'ObserveCluster', data: seen }));
    await must(runtime.dispatch({ type: 'CopyToRegion', data: { backupId, region: AWAY } }));
    await runtime.idle();
    const copies = [...runtime.state().holders.values()].filter(({ kind }) => kind === 'COPY');
    expect(copies.map(({ backups }) => backups[0]?.state)).toEqual(['READY']);
    const verified = await must(verifyStore(host));
    expect(verified.faults).toEqual([]);
    expect(verified.elsewhere).toEqual(
      expect.arrayContaining([backupId, copies[0]?.backups[0]?.backupId]),
    );
  });
});
