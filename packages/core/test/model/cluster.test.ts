import { describe, expect, it } from '@jest/globals';
import { setRetention, type Cluster } from '@hsm-lifecycle/core';
import { after, cluster, clusterWith } from '@hsm-lifecycle/testing';

/**
 * Every member that a cluster has: the checker knows whether one is missing here, and this test
 * whether one is missing there.
 */
const MEMBERS: Readonly<Record<keyof Cluster, true>> = {
  kind: true,
  clusterId: true,
  stem: true,
  account: true,
  region: true,
  lineageId: true,
  certificate: true,
  edition: true,
  createdAt: true,
  asOf: true,
  phase: true,
  state: true,
  stateMessage: true,
  expectedAt: true,
  hsmType: true,
  mode: true,
  networkType: true,
  subnets: true,
  retention: true,
  tags: true,
  signingRequestId: true,
  initializedAt: true,
  activatedAt: true,
  activationDueAt: true,
  deletedAt: true,
  restoredFrom: true,
  origin: true,
  isolatedSince: true,
  lostZones: true,
  migration: true,
  peerSince: true,
  lastBackupAt: true,
  backupFailedAt: true,
  material: true,
  hsms: true,
  backups: true,
  hsmsMade: true,
  hsmIdsGiven: true,
  backupsMade: true,
};

describe('a cluster', () => {
  const active = clusterWith();

  it.each([
    ['new', cluster('CREATE_IN_PROGRESS')],
    ['grown', active],
    ['changed', after(setRetention(active, { at: active.asOf, retentionDays: 30 }))],
  ])('that is %s has every member, in one order', (_what, holder) => {
    expect(Object.keys(holder)).toEqual(Object.keys(MEMBERS));
  });

  it('is a plain, frozen record', () => {
    expect(Object.getPrototypeOf(active)).toBe(Object.prototype);
    expect(Object.isFrozen(active)).toBe(true);
    expect(structuredClone(active)).toEqual(active);
  });
});
