import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import {
  activate,
  addHsm,
  advance,
  createUser,
  DAY_MS,
  deleteCluster,
  dueAt,
  editions,
  explain,
  failHsm,
  nextDailyBackupAt,
  nextEvent,
  removeHsm,
  replaceHsm,
  reportedBy,
  settle,
  type Cluster,
  type Edition,
} from '@hsm-lifecycle/core';
import { holderFromJson, holderToJson } from '@hsm-lifecycle/core/codec';
import { accepted, after, cluster, eventsOf, settled, typesOf } from '@hsm-lifecycle/testing';
import { editionWith } from '../support.ts';

const LAG = 80_000;
const late = editionWith({ durations: { activation: LAG } });
const zone = 'eu-west-1a';

const activated = (edition: Edition = late): Cluster => {
  const before = cluster('INITIALIZED', { edition });
  return after(activate(before, { at: before.asOf }));
};
const pending = activated();
const at = pending.asOf;
const hsmId = pending.hsms[0]?.hsmId ?? '';
const { clusterId: id } = pending;

describe('an activation that is reported late (F-244)', () => {
  it('happens at once, backup and all, and shows INITIALIZED until then', () => {
    expect(pending).toMatchObject({ state: 'INITIALIZED', activatedAt: at, peerSince: undefined });
    expect(pending.activationDueAt).toBe(at + LAG);
    expect(pending.backups).toHaveLength(1);
    const [before] = accepted(advance(pending, { at: at + LAG - 1 }));
    expect(before.state).toBe('INITIALIZED');
    expect(nextEvent(before)).toEqual({
      type: 'ClusterActivationReported',
      data: { at: at + LAG },
    });
    const [reported] = accepted(advance(before, { at: at + LAG }));
    expect(reported).toMatchObject({ state: 'ACTIVE', activatedAt: at, peerSince: at + LAG });
    expect(reported.activationDueAt).toBeUndefined();
  });

  it('takes users and keys meanwhile, but no HSM', () => {
    expect(createUser(pending, { at, name: 'bob', role: 'CU' })._tag).toBe('Right');
    const refusal = { _tag: 'NotYetActivated', rule: 'F-244' } as const;
    expect(addHsm(pending, { at: at + LAG - 1, availabilityZone: zone })).toEqual(left(refusal));
    expect(addHsm(pending, { at: at + LAG, availabilityZone: zone })._tag).toBe('Right');
    expect(explain(refusal)).toContain('Wait until it reports ACTIVE.');
  });

  it('happens once', () => {
    const refusal = { _tag: 'AlreadyActivated', rule: 'F-244', activatedAt: at } as const;
    expect(activate(pending, { at: at + 1, admin: 'eve' })).toEqual(left(refusal));
    expect(activate(pending, { at: at + LAG })).toMatchObject({ left: { _tag: 'WrongState' } });
  });

  it('starts the daily clock with the report (U-54)', () => {
    expect(nextDailyBackupAt(pending)).toBeUndefined();
    const later = settled(pending);
    expect(later.state).toBe('ACTIVE');
    expect(nextDailyBackupAt(later)).toBe(at + LAG + DAY_MS);
  });

  it('is settled as a success, early if need be, never as a failure (U-54)', () => {
    const early = settle(pending, { at: at + 5, id, outcome: 'SUCCEEDED' });
    expect(typesOf(early)).toEqual(['ClusterActivationReported']);
    expect(after(early)).toMatchObject({ state: 'ACTIVE', peerSince: at + 5 });
    expect(settle(pending, { at, id, outcome: 'FAILED' })).toEqual(
      left({ _tag: 'NothingInProgress', rule: 'M-5', id }),
    );
    expect(settle(after(early), { at: at + 5, id, outcome: 'SUCCEEDED' })).toEqual(
      left({ _tag: 'NothingInProgress', rule: 'M-5', id }),
    );
  });

  it('waits for a host that reports it', () => {
    const edition = reportedBy(editions.aws2026, ['cluster']);
    const waiting = activated(edition);
    expect(waiting).toMatchObject({ state: 'INITIALIZED', activationDueAt: 'REPORTED' });
    const quiet = accepted(advance(waiting, { at: at + 10 * DAY_MS }))[0];
    expect(quiet.state).toBe('INITIALIZED');
    expect(dueAt(quiet)).toBeUndefined();
    expect(
      after(settle(quiet, { at: quiet.asOf, id: quiet.clusterId, outcome: 'SUCCEEDED' })).state,
    ).toBe('ACTIVE');
  });

  it('loads a replacement from the backup, since the cluster has contents', () => {
    const backedUp = accepted(advance(pending, { at: at + LAG - 1 }))[0];
    const slow = editionWith({ durations: { activation: DAY_MS } });
    const own = accepted(advance(activated(slow), { at: at + 200_000 }))[0];
    expect(own.state).toBe('INITIALIZED');
    expect(backedUp.backups[0]?.state).toBe('CREATE_IN_PROGRESS');
    expect(eventsOf(replaceHsm(own, { at: own.asOf, hsmId: own.hsms[0]?.hsmId ?? '' }))).toEqual([
      expect.objectContaining({
        data: expect.objectContaining({ from: { kind: 'BACKUP', backupId: expect.anything() } }),
      }),
    ]);
  });

  it('comes though the HSM fails or is removed meanwhile', () => {
    const failed = after(failHsm(pending, { at, hsmId }));
    expect(failed.state).toBe('INITIALIZED');
    expect(accepted(advance(failed, { at: at + LAG }))[0].state).toBe('DEGRADED');
    const slow = activated(editionWith({ durations: { activation: DAY_MS } }));
    const ready = accepted(advance(slow, { at: slow.asOf + 200_000 }))[0];
    const removed = accepted(
      advance(after(removeHsm(ready, { at: ready.asOf, hsmId: ready.hsms[0]?.hsmId ?? '' })), {
        at: ready.asOf + 600_000,
      }),
    )[0];
    expect(removed.hsms).toEqual([]);
    expect(addHsm(removed, { at: removed.asOf, availabilityZone: zone })).toEqual(
      left({ _tag: 'NotYetActivated', rule: 'F-244' }),
    );
    const deleting = after(deleteCluster(removed, { at: removed.asOf }));
    const stays = after(
      settle(deleting, { at: deleting.asOf, id: deleting.clusterId, outcome: 'FAILED' }),
    );
    expect(stays).toMatchObject({ state: 'INITIALIZED', activationDueAt: slow.asOf + DAY_MS });
    expect(settled(deleting).state).toBe('DELETED');
    expect(settled(stays).state).toBe('ACTIVE');
  });

  it('is written down', () => {
    for (const each of [pending, activated(reportedBy(editions.aws2026, ['cluster']))])
      expect(holderFromJson(holderToJson(each))).toEqual({ _tag: 'Right', right: each });
  });
});
