import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { advance, DAY_MS, MINUTE_MS, editions } from '@hsm-lifecycle/core';
import {
  advanceFleet,
  eachDue,
  evolveFleet,
  holderIn,
  nextDueAt,
  step,
} from '@hsm-lifecycle/core/fleet';
import {
  accepted,
  clustersIn,
  copiesIn,
  fleet,
  growFleet,
  growth,
  refusalOf,
  START,
  freshFleet,
} from '@hsm-lifecycle/testing';
import { unfoldFleet } from '../../src/fleet/unfold-fleet.ts';
import { plain } from '../support.ts';
import {
  at,
  backupIds,
  clusterId,
  copyId,
  copying,
  creation,
  exampleFleet,
  ordered,
  theCluster,
  theCopy,
} from './world.ts';

const busy = ordered(exampleFleet, copying(), creation(), creation(), {
  type: 'DeleteBackup',
  data: { at, backupId: backupIds[0] ?? 'none' },
});
const until = at + 30 * DAY_MS;

describe('advanceFleet', () => {
  it('refuses an instant before the last event, and a number that is not an instant', () => {
    expect(advanceFleet(busy, { at: at - 1 })).toEqual(
      left({ _tag: 'TimeRanBackwards', rule: 'M-1', at: at - 1, asOf: at }),
    );
    for (const wrong of [until + 0.5, Number.POSITIVE_INFINITY, Number.NaN])
      expect(advanceFleet(busy, { at: wrong })).toEqual(
        left({ _tag: 'NotAnInstant', rule: 'M-2', at: wrong }),
      );
  });

  it('lets nothing happen by a number that is not an instant', () => {
    for (const wrong of [until + 0.5, Number.POSITIVE_INFINITY, Number.NaN])
      expect(unfoldFleet(busy, wrong)).toEqual([busy, []]);
    expect(unfoldFleet(busy, until)[1]).not.toEqual([]);
  });

  it('changes nothing if nothing is due', () => {
    expect(accepted(advanceFleet(busy, { at }))[0]).toBe(busy);
    const due = nextDueAt(busy) ?? 0;
    expect(accepted(advanceFleet(busy, { at: due - 1 }))).toEqual([busy, []]);
    expect(accepted(advanceFleet(busy, { at: due }))[1]).not.toEqual([]);
  });

  it('advances each holder as it would be by itself', () => {
    const [then] = accepted(advanceFleet(busy, { at: until }));
    for (const holder of busy.holders.values())
      expect(then.holders.get(holder.stem)).toEqual(accepted(advance(holder, { at: until }))[0]);
  });

  it('lists events by instant, and at one instant by stream', () => {
    const [, events] = accepted(advanceFleet(busy, { at: until }));
    const born = events.filter(({ event }) => event.data.at === at + 5 * MINUTE_MS);
    expect(born.map(({ event }) => event.type)).toEqual(['ClusterCreated', 'ClusterCreated']);
    expect(born.map(({ stream }) => stream)).toEqual(born.map(({ stream }) => stream).toSorted());
    const instants = events.map(({ event }) => event.data.at);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
  });

  it('sorts ties by stream, whichever stream had events before', () => {
    const [oldest = 'none'] = backupIds;
    const deletions = [oldest, copyId].map(
      (backupId) => ({ type: 'DeleteBackup', data: { at, backupId } }) as const,
    );
    const [, events] = accepted(advanceFleet(ordered(exampleFleet, ...deletions), { at: until }));
    expect(events[0]?.stream).toBe(clusterId);
    expect(
      events.filter(({ event }) => event.type === 'BackupPurged').map(({ stream }) => stream),
    ).toEqual([copyId, clusterId]);
  });

  it('equals its replayed events', () => {
    const [then, events] = accepted(advanceFleet(busy, { at: until }));
    expect(events.length).toBeGreaterThan(60);
    expect(plain(events.reduce(evolveFleet, busy))).toEqual(plain(then));
  });

  it('does not change the fleet', () => {
    const before = plain(busy);
    accepted(advanceFleet(busy, { at: until }));
    expect(plain(busy)).toEqual(before);
  });

  it('records the instant of the last event, not the one given', () => {
    const [then, events] = accepted(advanceFleet(busy, { at: until }));
    expect(then.asOf).toBe(events.at(-1)?.event.data.at);
    expect(then.asOf).toBeLessThan(until);
  });
});

describe('eachDue', () => {
  it('yields what is due at the exact instant, and nothing a millisecond before', () => {
    const due = nextDueAt(busy) ?? 0;
    expect(accepted(eachDue(busy, { at: due - 1 })).next().done).toBe(true);
    const told = [...accepted(eachDue(busy, { at: due }))].map(([, event]) => event);
    expect(told).toEqual(accepted(advanceFleet(busy, { at: due }))[1]);
    expect(told).not.toEqual([]);
  });

  it.each([at - 1, until + 0.5, Number.POSITIVE_INFINITY, Number.NaN])(
    'refuses %d before the first change, as advanceFleet does',
    (wrong) => {
      const refusal = refusalOf(eachDue(busy, { at: wrong }));
      expect(refusal._tag).toBe(wrong === at - 1 ? 'TimeRanBackwards' : 'NotAnInstant');
      expect(refusal).toEqual(refusalOf(advanceFleet(busy, { at: wrong })));
    },
  );

  it('yields one change at a time, each with the fleet after it', () => {
    let before = busy;
    let count = 0;
    for (const [then, event] of accepted(eachDue(busy, { at: at + DAY_MS }))) {
      expect(plain(then)).toEqual(plain(evolveFleet(before, event)));
      before = then;
      count += 1;
    }
    expect(count).toBe(accepted(advanceFleet(busy, { at: at + DAY_MS }))[1].length);
  });

  it('yields the events of advanceFleet, in the same order', () => {
    expect([...accepted(eachDue(busy, { at: until }))].map(([, event]) => event)).toEqual(
      accepted(advanceFleet(busy, { at: until }))[1],
    );
  });

  it('can be stopped at any time', () => {
    const [first] = accepted(eachDue(busy, { at: until }));
    expect(first?.[0].asOf).toBe(nextDueAt(busy));
    expect(busy.asOf).toBe(at);
  });

  it('yields nothing if nothing is due', () => {
    expect([...accepted(eachDue(busy, { at }))]).toEqual([]);
    expect([...accepted(eachDue(freshFleet({ at }), { at: until }))]).toEqual([]);
  });
});

describe('nextDueAt', () => {
  it('is the earliest of all holders, and undefined if nothing is to come', () => {
    expect(nextDueAt(freshFleet({ at }))).toBeUndefined();
    expect(nextDueAt(busy)).toBe(at + 5 * MINUTE_MS);
    expect(nextDueAt(exampleFleet)).toBe((theCluster().backups.at(-1)?.createdAt ?? 0) + DAY_MS);
  });

  it('ignores a holder with nothing to come', () => {
    const quiet = growFleet(freshFleet({ at: START }), ...growth.slice(0, 2));
    expect(nextDueAt(accepted(advanceFleet(quiet, { at: START + DAY_MS }))[0])).toBeUndefined();
  });

  it('knows the purge of a copy', () => {
    const deleted = ordered(exampleFleet, {
      type: 'DeleteBackup',
      data: { at, backupId: theCopy().copyId },
    });
    const [then] = accepted(advanceFleet(deleted, { at: at + 7 * DAY_MS }));
    expect(copiesIn(then)[0]?.backups).toEqual([]);
    expect(holderIn(then, theCopy().copyId)).toBeDefined();
  });
});

describe('a fleet under the instant edition', () => {
  const quick = fleet({ edition: editions.instant });

  it('has nothing in progress, ever', () => {
    expect(clustersIn(quick)[0]?.hsms.map(({ state }) => state)).toEqual(['ACTIVE', 'ACTIVE']);
    expect(copiesIn(quick)[0]?.backups[0]?.state).toBe('READY');
  });

  it('ends at the next command what another began at the same instant', () => {
    const id = theCluster(quick).clusterId;
    const [then, events] = accepted(
      step(quick, {
        type: 'AddHsm',
        data: { at: quick.asOf, clusterId: id, availabilityZone: 'eu-west-1c' },
      }),
    );
    expect(events.map(({ event }) => event.type)).toEqual(['BackupCreating', 'HsmAdding']);
    expect(
      accepted(advanceFleet(then, { at: quick.asOf }))[1].map(({ event }) => event.type),
    ).toEqual(['BackupCreated', 'HsmAdded']);
    expect(id).toBe(clusterId);
  });
});
