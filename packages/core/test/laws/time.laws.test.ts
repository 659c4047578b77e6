import { describe, expect, it } from '@jest/globals';
import { assert, integer, pre, property, record, tuple, type Arbitrary } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import { advance, nextEvent, DAY_MS, dueAt, type BackupHolder } from '@hsm-lifecycle/core';
import { advanceFleet, eachDue, nextDueAt, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { accepted, aHistory, type FleetHistory } from '@hsm-lifecycle/testing';
import { onlyFast, plain, same } from '../support.ts';

/** A fleet somewhere in its life, not only at the end, and two spans. */
const aMoment: Arbitrary<{ history: FleetHistory; nth: number; spans: readonly [number, number] }> =
  record({
    history: aHistory,
    nth: integer({ min: 0, max: 60 }),
    spans: tuple(integer({ min: 0, max: 40 * DAY_MS }), integer({ min: 0, max: 40 * DAY_MS })),
  });

const fleetIn = ({ steps, end }: FleetHistory, nth: number) => steps[nth]?.before ?? end;

const holdersIn = ({
  history,
  nth,
}: {
  history: FleetHistory;
  nth: number;
}): readonly BackupHolder[] => [...fleetIn(history, nth).holders.values()];

const latest = (holders: readonly BackupHolder[]): number =>
  Math.max(0, ...holders.map(({ asOf }) => asOf));

describe('advance', () => {
  it('gives the same in two steps as in one', () => {
    assert(
      property(aMoment, (moment) => {
        const holders = holdersIn(moment);
        const between = latest(holders) + moment.spans[0];
        const at = between + moment.spans[1];
        const inTwo = holders.map((holder) => {
          const [half, earlier] = accepted(advance(holder, { at: between }));
          const [whole, later] = accepted(advance(half, { at }));
          return [whole, [...earlier, ...later]];
        });
        const inOne = holders.map((holder) => accepted(advance(holder, { at })));
        expect(same(inTwo, inOne)).toEqual(inOne);
      }),
      onlyFast,
    );
  });

  it('gives the same when split at the exact instant of something due', () => {
    assert(
      property(aMoment, (moment) => {
        const dated = holdersIn(moment).flatMap((holder) => {
          const due = dueAt(holder);
          return due === undefined ? [] : [{ holder, due }];
        });
        pre(dated.length > 0);
        for (const { holder, due } of dated) {
          const at = due + moment.spans[0];
          const [half, earlier] = accepted(advance(holder, { at: due }));
          const [whole, later] = accepted(advance(half, { at }));
          const inOne = accepted(advance(holder, { at }));
          expect(same([whole, [...earlier, ...later]], inOne)).toEqual(inOne);
        }
      }),
      onlyFast,
    );
  });

  it('does nothing a second time at the same instant', () => {
    assert(
      property(aMoment, (moment) => {
        const holders = holdersIn(moment).map(
          (holder) => accepted(advance(holder, { at: latest([holder]) + moment.spans[0] }))[0],
        );
        expect(holders.map((holder) => accepted(advance(holder, { at: holder.asOf })))).toEqual(
          holders.map((holder) => [holder, []]),
        );
      }),
      onlyFast,
    );
  });

  it('refuses an instant before the last event', () => {
    assert(
      property(aMoment, (moment) => {
        const holders = holdersIn(moment);
        expect(holders.map((holder) => advance(holder, { at: holder.asOf - 1 }))).toEqual(
          holders.map(({ asOf }) =>
            left({ _tag: 'TimeRanBackwards', rule: 'M-1', at: asOf - 1, asOf }),
          ),
        );
      }),
      onlyFast,
    );
  });

  it('gives no event older than the one before it', () => {
    assert(
      property(aMoment, (moment) => {
        for (const holder of holdersIn(moment)) {
          const dates = accepted(advance(holder, { at: holder.asOf + moment.spans[0] }))[1].map(
            ({ data }) => data.at,
          );
          expect([holder.asOf, ...dates]).toEqual(
            [holder.asOf, ...dates].toSorted((a, b) => a - b),
          );
        }
      }),
      onlyFast,
    );
  });

  it('ends with nothing due', () => {
    assert(
      property(aMoment, (moment) => {
        for (const holder of holdersIn(moment)) {
          const at = holder.asOf + moment.spans[0];
          expect(
            dueAt(accepted(advance(holder, { at }))[0]) ?? Number.POSITIVE_INFINITY,
          ).toBeGreaterThan(at);
        }
      }),
      onlyFast,
    );
  });
});

describe('dueAt', () => {
  it('is the instant of the next event', () => {
    assert(
      property(aMoment, (moment) => {
        const holders = holdersIn(moment);
        expect(holders.map(dueAt)).toEqual(holders.map((holder) => nextEvent(holder)?.data.at));
      }),
      onlyFast,
    );
  });

  it('equals the agenda of a fleet', () => {
    assert(
      property(aMoment, ({ history, nth }) => {
        const fleet = fleetIn(history, nth);
        const dates = [...fleet.holders.values()]
          .flatMap((holder) => dueAt(holder) ?? [])
          .toSorted((a, b) => a - b);
        expect([...fleet.agenda.entries()].map(([[at]]) => at)).toEqual(dates);
        expect(nextDueAt(fleet)).toBe(dates[0]);
      }),
      onlyFast,
    );
  });
});

const dates = (events: readonly FleetEvent[]): readonly number[] =>
  events.map(({ event }) => event.data.at);

describe('a fleet', () => {
  it('gives the same events in the same order, all at once or one by one', () => {
    assert(
      property(aMoment, ({ history, nth, spans: [span] }) => {
        const fleet = fleetIn(history, nth);
        const at = fleet.asOf + span;
        const [after, events] = accepted(advanceFleet(fleet, { at }));
        const walked = [...accepted(eachDue(fleet, { at }))];
        const all = [walked.map(([, event]) => event), plain(walked.at(-1)?.[0] ?? fleet)];
        const expected = [events, plain(after)];
        expect(same(all, expected)).toEqual(expected);
      }),
      onlyFast,
    );
  });

  it('gives the same in two steps as in one', () => {
    assert(
      property(aMoment, ({ history, nth, spans }) => {
        const fleet = fleetIn(history, nth);
        const [half, earlier] = accepted(advanceFleet(fleet, { at: fleet.asOf + spans[0] }));
        const [whole, later] = accepted(
          advanceFleet(half, { at: fleet.asOf + spans[0] + spans[1] }),
        );
        const [atOnce, events] = accepted(
          advanceFleet(fleet, { at: fleet.asOf + spans[0] + spans[1] }),
        );
        const expected = [events, plain(atOnce)];
        expect(same([[...earlier, ...later], plain(whole)], expected)).toEqual(expected);
      }),
      onlyFast,
    );
  });

  it('never goes back in time', () => {
    assert(
      property(aHistory, ({ events, end }) => {
        expect(dates(events)).toEqual(dates(events).toSorted((a, b) => a - b));
        expect(end.asOf).toBe(dates(events).at(-1));
      }),
      onlyFast,
    );
  });
});
