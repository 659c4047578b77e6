import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { DAY_MS, HOUR_MS, type Command } from '@hsm-lifecycle/core';
import { clusterIn, nextDueAt, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { REGION } from '@hsm-lifecycle/testing';
import {
  at,
  blankDeleted,
  clusterId,
  copyId,
  exampleFleet,
  forgetting,
  hsmIds,
  ordered,
  passing,
  restoring,
  storyOf,
  theCluster,
  WIDE,
} from './world.ts';
import { recoveryPoints, residualData } from './answers.ts';

const deleting = (when: number, ids: readonly string[]): readonly Command[] =>
  ids.map((backupId) => ({ type: 'DeleteBackup', data: { at: when, backupId } }));

/**
 * The example fleet after its cluster was deleted and all its own backups were purged; the copy
 * abroad is there still.
 */
const ownGone = (): Fleet => {
  const paused = ordered(
    exampleFleet,
    ...hsmIds.map((hsmId): Command => ({ type: 'RemoveHsm', data: { at, clusterId, hsmId } })),
    passing(at + HOUR_MS),
    { type: 'DeleteCluster', data: { at: at + HOUR_MS, clusterId } },
    passing(at + 2 * HOUR_MS),
  );
  const ids = theCluster(paused).backups.map(({ backupId }) => backupId);
  return ordered(paused, ...deleting(at + 2 * HOUR_MS, ids), passing(at + 8 * DAY_MS));
};

/** The same without the copy. */
const allGone = (): Fleet =>
  ordered(ownGone(), ...deleting(at + 8 * DAY_MS, [copyId]), passing(at + 16 * DAY_MS));

describe('ForgetGone', () => {
  it('forgets a DELETED cluster without backups, and a copy that is purged (M-11)', () => {
    const before = allGone();
    expect(storyOf(before, forgetting(before.asOf)).toSorted()).toEqual([
      'fleet BackupCopyForgotten',
      'fleet ClusterForgotten',
    ]);
    const forgotten = ordered(before, forgetting(before.asOf));
    expect([...forgotten.holders.values()]).toEqual([]);
    expect([...forgotten.forgotten.values()].toSorted()).toEqual([copyId, clusterId].toSorted());
    expect(forgotten.started).toBe(before.started);
    expect(forgotten.usage).toEqual(before.usage);
    expect(nextDueAt(forgotten)).toBeUndefined();
  });

  it('does nothing if nothing is gone', () => {
    expect(storyOf(exampleFleet, forgetting(at))).toEqual([]);
    expect(ordered(exampleFleet, forgetting(at))).toBe(exampleFleet);
  });

  it('first applies everything due by then', () => {
    const deleted = ordered(ownGone(), ...deleting(at + 8 * DAY_MS, [copyId]));
    expect(storyOf(deleted, forgetting(at + 15 * DAY_MS - 1))).toEqual([]);
    expect(storyOf(deleted, forgetting(at + 15 * DAY_MS))).toEqual([
      `${copyId} BackupPurged`,
      ...storyOf(ordered(deleted, passing(at + 15 * DAY_MS)), forgetting(at + 15 * DAY_MS)),
    ]);
  });

  it('keeps a cluster while it has a backup, however often it is DELETED (M-11, F-159)', () => {
    const paused = ordered(
      exampleFleet,
      ...hsmIds.map((hsmId): Command => ({ type: 'RemoveHsm', data: { at, clusterId, hsmId } })),
      passing(at + HOUR_MS),
    );
    const deleted = ordered(
      paused,
      { type: 'DeleteCluster', data: { at: at + HOUR_MS, clusterId } },
      passing(at + 300 * DAY_MS),
    );
    expect(theCluster(deleted)).toMatchObject({ state: 'DELETED', backups: [{ state: 'READY' }] });
    expect(storyOf(deleted, forgetting(deleted.asOf))).toEqual([]);
  });

  it('keeps a cluster while a copy is left, so residualData still finds the copy (M-11)', () => {
    const before = ownGone();
    const after = ordered(before, forgetting(before.asOf));
    expect(after).toBe(before);
    expect(
      residualData(after, { clusterId, keyIds: ['k1'] }).map(({ place, id }) => [place, id]),
    ).toEqual([['copy', copyId]]);
    expect(
      recoveryPoints(after, { clusterId, at: after.asOf }).points.map(({ backupId }) => backupId),
    ).toEqual([copyId]);
  });

  it('keeps a cluster while one restored from it exists (M-11)', () => {
    const cloned = ordered(exampleFleet, restoring({ clusterId: WIDE }), passing(at + HOUR_MS));
    const gone = ordered(
      cloned,
      ...hsmIds.map((hsmId): Command => ({
        type: 'RemoveHsm',
        data: { at: at + HOUR_MS, clusterId, hsmId },
      })),
      passing(at + 2 * HOUR_MS),
      { type: 'DeleteCluster', data: { at: at + 2 * HOUR_MS, clusterId } },
      passing(at + 3 * HOUR_MS),
    );
    const emptied = ordered(
      gone,
      ...deleting(gone.asOf, [
        ...(clusterIn(gone, clusterId)?.backups ?? []).map(({ backupId }) => backupId),
        copyId,
      ]),
      passing(at + 9 * DAY_MS),
    );
    expect(storyOf(emptied, forgetting(emptied.asOf))).toEqual(['fleet BackupCopyForgotten']);
    const cloneGone = ordered(
      emptied,
      { type: 'DeleteCluster', data: { at: emptied.asOf, clusterId: WIDE } },
      passing(emptied.asOf + HOUR_MS),
    );
    expect(storyOf(cloneGone, forgetting(cloneGone.asOf)).toSorted()).toEqual([
      'fleet BackupCopyForgotten',
      'fleet ClusterForgotten',
      'fleet ClusterForgotten',
    ]);
  });

  it('keeps what has been gone for less long, to the millisecond', () => {
    const before = blankDeleted();
    const goneSince = clusterIn(before, WIDE)?.asOf ?? 0;
    expect(storyOf(before, forgetting(before.asOf, goneSince - 1))).toEqual([]);
    expect(storyOf(before, forgetting(before.asOf, goneSince))).toEqual(['fleet ClusterForgotten']);
  });

  it('refuses a goneSince that is not an instant (M-2)', () => {
    expect(step(exampleFleet, forgetting(at, -1))).toEqual(
      left({ _tag: 'NotAnInstant', rule: 'M-2', at: -1, field: 'goneSince' }),
    );
  });

  it('forgets in a lost region too', () => {
    const lost = ordered(blankDeleted(), {
      type: 'LoseRegion',
      data: { at: at + 2 * HOUR_MS, region: REGION, kind: 'DESTROYED' },
    });
    expect(storyOf(lost, forgetting(lost.asOf))).toEqual(['fleet ClusterForgotten']);
  });
});
