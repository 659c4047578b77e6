/**
 * An event that names what the stream does not have breaks an invariant.
 */
import { describe, expect, it } from '@jest/globals';
import {
  evolve,
  evolveCluster,
  initialState,
  InvariantViolation,
  type HolderEvent,
} from '@hsm-lifecycle/core';
import { evolveFleet } from '@hsm-lifecycle/core/fleet';
import { clusterWith, copy, fleet } from '@hsm-lifecycle/testing';
import { untyped } from '../untyped.ts';

const active = clusterWith({ hsms: 2 });
const at = active.asOf;
const hsmId = 'hsm-zzzzzzzzzzz';
const backupId = 'backup-zzzzzzzzzzz';
const [known] = active.backups;
const tags = { team: 'keys' };
const gone = undefined;

const ofHsm: readonly unknown[] = [
  { type: 'HsmAdded', data: { at, hsmId } },
  { type: 'HsmAdditionFailed', data: { at, hsmId, reason: 'x', gone } },
  { type: 'HsmRemoving', data: { at, hsmId, expectedAt: at } },
  { type: 'HsmRemoved', data: { at, hsmId, gone } },
  { type: 'HsmRemovalFailed', data: { at, hsmId, reason: 'x' } },
  { type: 'HsmDegraded', data: { at, hsmId, reason: 'x', gone } },
  { type: 'HsmReplaced', data: { at, hsmId, newHsmId: hsmId, from: { kind: 'BLANK' } } },
  { type: 'HsmMigrated', data: { at, hsmId, newHsmId: hsmId } },
  {
    type: 'BackupCreated',
    data: { at, backupId: known?.backupId, released: [{ hsmId, expectedAt: at }] },
  },
];

const ofBackup: readonly unknown[] = [
  { type: 'BackupCreated', data: { at, backupId, released: [] } },
  { type: 'BackupCreationFailed', data: { at, backupId, reason: 'x', gone } },
  { type: 'BackupExpired', data: { at, backupId, deleteAt: at } },
  { type: 'BackupNeverExpiresSet', data: { at, backupId, neverExpires: true } },
  { type: 'BackupDeletionScheduled', data: { at, backupId, deleteAt: at } },
  { type: 'BackupUndeleted', data: { at, backupId } },
  { type: 'BackupPurged', data: { at, backupId, gone } },
  { type: 'ResourceTagged', data: { at, resourceId: backupId, tags } },
  { type: 'ResourceUntagged', data: { at, resourceId: backupId, keys: ['team'] } },
];

const ofCopy: readonly unknown[] = [
  { type: 'BackupCopied', data: { at, backupId } },
  { type: 'BackupCopyFailed', data: { at, backupId, reason: 'x', deleteAt: at, gone } },
  { type: 'BackupPurged', data: { at, backupId, gone } },
  { type: 'ResourceTagged', data: { at, resourceId: backupId, tags } },
];

describe('an event that names a stranger', () => {
  it.each(ofHsm)('is no event of a cluster: %j', (event) => {
    expect(() => evolve(active, untyped(event))).toThrow(InvariantViolation);
    expect(() => evolve(active, untyped(event))).toThrow(hsmId);
  });

  it.each(ofBackup)('is no event of a cluster: %j', (event) => {
    expect(() => evolve(active, untyped(event))).toThrow(InvariantViolation);
    expect(() => evolve(active, untyped(event))).toThrow(backupId);
  });

  it.each(ofCopy)('is no event of a copy: %j', (event) => {
    expect(() => evolve(copy(), untyped(event))).toThrow(InvariantViolation);
  });
});

it('the end of a migration of an HSM that does not migrate breaks an invariant', () => {
  const [first] = active.hsms;
  const data = { at, hsmId: first?.hsmId ?? '', newHsmId: hsmId };
  expect(() => evolveCluster(active, untyped({ type: 'HsmMigrated', data }))).toThrow(
    new InvariantViolation(`${data.hsmId} does not migrate`),
  );
});

describe('what is not an event', () => {
  it.each([null, undefined, 5, {}, { type: 'HsmAdded' }, { type: 'ClusterCreating' }])(
    'breaks an invariant: %j',
    (event) => {
      const runs: readonly (() => unknown)[] = [
        () => evolve(active, untyped(event)),
        () => evolve(copy(), untyped(event)),
        () => evolve(initialState, untyped(event)),
        () => evolveCluster(active, untyped(event)),
        () => evolveFleet(fleet(), untyped(event)),
        () => evolveFleet(fleet(), { stream: active.clusterId, event: untyped(event) }),
      ];
      for (const run of runs) expect(run).toThrow(InvariantViolation);
    },
  );

  it.each([null, undefined, 5])('nor is there a state that is %p', (state) => {
    const event: HolderEvent = {
      type: 'ClusterActivated',
      data: { at, admin: 'admin', expectedAt: at },
    };
    expect(() => evolve(untyped(state), event)).toThrow(InvariantViolation);
  });
});
