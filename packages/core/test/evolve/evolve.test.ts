import { describe, expect, it } from '@jest/globals';
import {
  copyToRegion,
  evolve,
  evolveCluster,
  initialState,
  InvariantViolation,
  type ClusterEvent,
  type BackupHolder,
  type Cluster,
} from '@hsm-lifecycle/core';
import { clusterWith, copy, COPY_ID, ELSEWHERE, eventsOf } from '@hsm-lifecycle/testing';

const active = clusterWith();
const at = active.asOf;
const gone = { keys: 0, users: 0 };

/** Events that no stream of this cluster holds. */
const foreign: readonly ClusterEvent[] = [
  { type: 'HsmAdded', data: { at, hsmId: 'hsm-none', signingRequestId: undefined, gone } },
  {
    type: 'HsmAdded',
    data: { at, hsmId: 'hsm-igklspoyj5vaaaaa', signingRequestId: undefined, gone },
  },
  { type: 'HsmRemovalFailed', data: { at, hsmId: 'hsm-none', reason: 'x' } },
  {
    type: 'HsmReplaced',
    data: {
      at,
      hsmId: 'hsm-igklspoyj5vaaaaa',
      newHsmId: 'hsm-b',
      signingRequestId: undefined,
      gone,
    },
  },
  { type: 'BackupCreated', data: { at, backupId: 'backup-none', released: [] } },
  {
    type: 'BackupCreating',
    data: { at, backupId: 'backup-b', hsmId: 'hsm-none', cause: 'DAILY', expectedAt: at },
  },
];

describe('evolve', () => {
  it.each(foreign.map((event) => ({ name: event.type, event })))(
    'throws for a stream with a wrong $name',
    ({ event }) => {
      expect(() => evolveCluster(active, event)).toThrow(InvariantViolation);
    },
  );

  it('throws for a stream that does not begin with a first event', () => {
    expect(() => evolve(initialState, { type: 'ClusterCreated', data: { at } })).toThrow(
      new InvariantViolation('ClusterCreated cannot happen now'),
    );
  });

  it('throws for a stream that begins twice', () => {
    const begun = eventsOf(
      copyToRegion(active, {
        at,
        backupId: active.backups[0]?.backupId ?? '',
        region: ELSEWHERE,
        copyId: COPY_ID,
      }),
    );
    expect(() => begun.reduce<BackupHolder>(evolve, copy())).toThrow(
      new InvariantViolation('BackupCopying cannot happen now'),
    );
  });

  it('throws for events that cannot happen to a cluster', () => {
    expect(() => evolve(active, { type: 'BackupCopied', data: { at, backupId: COPY_ID } })).toThrow(
      new InvariantViolation('BackupCopied cannot happen now'),
    );
  });

  it('throws for events that cannot happen to a copy', () => {
    expect(() => evolve(copy(), { type: 'ClusterCreated', data: { at } })).toThrow(
      InvariantViolation,
    );
  });

  it('throws for a backup of an HSM that holds nothing', () => {
    const hsmId = active.hsms[0]?.hsmId ?? 'hsm-none';
    const degraded = evolveCluster(active, {
      type: 'HsmDegraded',
      data: { at, hsmId, reason: 'x', gone },
    });
    expect(() =>
      evolveCluster(degraded, {
        type: 'BackupCreating',
        data: { at, backupId: 'backup-b', hsmId, cause: 'DAILY', expectedAt: at },
      }),
    ).toThrow(new InvariantViolation(`${hsmId} holds nothing`));
  });

  const [hsmId = 'hsm-none'] = active.hsms.map((each) => each.hsmId);
  const { clusterId } = active;
  it.each<{ event: ClusterEvent; says: string; before?: Cluster }>([
    {
      event: { type: 'HsmRemovalFailed', data: { at, hsmId, reason: 'x' } },
      says: `${hsmId} was not leaving`,
    },
    {
      event: { type: 'HsmAdded', data: { at, hsmId, signingRequestId: undefined, gone } },
      says: `${hsmId} has nothing to join with`,
    },
    {
      event: { type: 'KeyDeleted', data: { at, keyId: 'k1' } },
      says: `${clusterId} holds nothing`,
      before: clusterWith({ hsms: 0 }),
    },
    {
      event: {
        type: 'HsmReplaced',
        data: { at, hsmId: 'hsm-b', newHsmId: hsmId, signingRequestId: undefined, gone },
      },
      says: `${hsmId} has nothing to join with`,
    },
    {
      event: {
        type: 'HsmReplacing',
        data: { at, hsmId, newHsmId: 'hsm-b', from: { kind: 'ORIGIN' }, expectedAt: at },
      },
      says: `${clusterId} has no origin`,
    },
  ])('says of a broken stream: $says', ({ event, says, before = active }) => {
    expect(() => evolveCluster(before, event)).toThrow(new InvariantViolation(says));
  });
});
