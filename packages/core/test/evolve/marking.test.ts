import { describe, expect, it } from '@jest/globals';
import { assert, property } from 'fast-check';
import {
  addHsm,
  advance,
  DAY_MS,
  deleteBackup,
  MINUTE_MS,
  setNeverExpires,
  settle,
  undeleteBackup,
  type Cluster,
} from '@hsm-lifecycle/core';
import { accepted, aHistory, after, clusterWith } from '@hsm-lifecycle/testing';
import { clusterOf, momentsOf } from '../moments.ts';
import { onlyFast } from '../support.ts';

/** Which backups retention may mark, found by looking at all of them. */
const markable = ({ backups, retention }: Cluster): readonly string[] => {
  const last = backups.findLast(({ state }) => state === 'READY');
  return backups
    .filter(
      (each) =>
        retention !== 'NONE' && each.state === 'READY' && !each.neverExpires && each !== last,
    )
    .map(({ backupId }) => backupId);
};

const noted = ({ backups }: Cluster): readonly string[] =>
  backups
    .filter(({ markableSince }) => markableSince !== undefined)
    .map(({ backupId }) => backupId);

const twentyDays = accepted(
  advance(clusterWith({ hsms: 1 }), {
    at: clusterWith({ hsms: 1 }).asOf + 20 * DAY_MS,
  }),
)[0];
const oldest = twentyDays.backups[0]?.backupId ?? '';

describe('since when retention may mark a backup', () => {
  it('is set on each READY backup except the newest and the exempt, after every event', () => {
    assert(
      property(aHistory, (history) => {
        for (const { after: holder } of momentsOf(history)) {
          if (holder?.kind !== 'CLUSTER') continue;
          expect(noted(clusterOf(holder))).toEqual(markable(holder));
        }
      }),
      onlyFast,
    );
  });

  it('is noted on one that becomes READY after a newer one', () => {
    const at = twentyDays.asOf;
    const twice = after(
      addHsm(after(addHsm(twentyDays, { at, availabilityZone: 'eu-west-1a' })), {
        at,
        availabilityZone: 'eu-west-1a',
      }),
    );
    const [older = '', newer = ''] = twice.backups.slice(-2).map(({ backupId }) => backupId);
    const newerFirst = after(
      settle(twice, { at: at + MINUTE_MS, id: newer, outcome: 'SUCCEEDED' }),
    );
    const both = after(settle(newerFirst, { at: at + MINUTE_MS, id: older, outcome: 'SUCCEEDED' }));
    expect(
      both.backups.slice(-3).map(({ state, markableSince }) => [state, markableSince]),
    ).toEqual([
      ['READY', at + MINUTE_MS],
      ['READY', at + MINUTE_MS],
      ['READY', undefined],
    ]);
  });

  it('is noted on the oldest of many that is undeleted, or no longer exempt', () => {
    const at = twentyDays.asOf;
    const deleted = after(deleteBackup(twentyDays, { at, backupId: oldest }));
    const back = after(undeleteBackup(deleted, { at: at + 1, backupId: oldest }));
    expect([deleted, back].map(({ backups }) => backups[0]?.markableSince)).toEqual([
      undefined,
      at + 1,
    ]);
    const exempt = after(
      setNeverExpires(back, { at: at + 2, backupId: oldest, neverExpires: true }),
    );
    const under = after(
      setNeverExpires(exempt, { at: at + 3, backupId: oldest, neverExpires: false }),
    );
    expect([exempt, under].map(({ backups }) => backups[0]?.markableSince)).toEqual([
      undefined,
      at + 3,
    ]);
    expect(under.backups.slice(1)).toEqual(twentyDays.backups.slice(1));
  });
});
