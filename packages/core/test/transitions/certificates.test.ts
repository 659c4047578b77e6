import { describe, expect, it } from '@jest/globals';
import { activate, initialize, settle, type Cluster } from '@hsm-lifecycle/core';
import {
  accepted,
  after,
  cluster,
  copiedFrom,
  restoredFrom,
  settled,
} from '@hsm-lifecycle/testing';

const certificate = '-----BEGIN CERTIFICATE-----';
const ready = cluster('UNINITIALIZED', { hsms: 1 });
const initializing = after(initialize(ready, { at: ready.asOf, certificate }));
const ended = (home: Cluster, outcome: 'SUCCEEDED' | 'FAILED') =>
  after(settle(home, { at: home.asOf, id: home.clusterId, outcome }));

describe('the cluster certificate', () => {
  it('is kept from the initialization on (F-76, F-111)', () => {
    const [, events] = accepted(initialize(ready, { at: ready.asOf, certificate }));
    expect(events).toMatchObject([{ type: 'ClusterInitializing', data: { certificate } }]);
    expect(ready.certificate).toBeUndefined();
    expect(settled(initializing).certificate).toBe(certificate);
  });

  it('is dropped when the initialization fails', () => {
    expect(ended(initializing, 'FAILED').certificate).toBeUndefined();
    expect(ended(initializing, 'SUCCEEDED').certificate).toBe(certificate);
  });

  it('is optional', () => {
    const without = after(initialize(ready, { at: ready.asOf }));
    expect(settled(without).certificate).toBeUndefined();
  });

  it('is that of everything restored or copied from it, as the lineage is (F-111)', () => {
    const initialized = settled(initializing);
    const source = settled(after(activate(initialized, { at: initialized.asOf })));
    const copied = copiedFrom(source);
    const restored = restoredFrom(source);
    expect([copied.certificate, restored.certificate]).toEqual([certificate, certificate]);
    expect(restoredFrom(copied).certificate).toBe(certificate);
  });
});

describe('deletedAt', () => {
  it('is when the cluster became DELETED', () => {
    const deleting = cluster('DELETE_IN_PROGRESS');
    expect(deleting.deletedAt).toBeUndefined();
    const deleted = settled(deleting);
    expect(deleted).toMatchObject({ state: 'DELETED', deletedAt: deleted.asOf });
  });

  it('is when the creation or the restore failed (U-26)', () => {
    const failed = ended(cluster('CREATE_IN_PROGRESS'), 'FAILED');
    expect(failed).toMatchObject({ state: 'DELETED', deletedAt: failed.asOf });
  });
});
