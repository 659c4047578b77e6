import { describe, expect, it } from '@jest/globals';
import { assert, pre, property } from 'fast-check';
import {
  evolve,
  initialState,
  type BackupHolder,
  type HolderEvent,
  type NotBegun,
} from '@hsm-lifecycle/core';
import { equalFleets, evolveFleet, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { aHistory, aHistoryWith, type FleetHistory } from '@hsm-lifecycle/testing';
import { bounded, plain, same, editionWith, unfrozen } from '../support.ts';

const streamsOf = ({ events }: FleetHistory): ReadonlyMap<string, readonly HolderEvent[]> => {
  const streams = new Map<string, HolderEvent[]>();
  for (const { stream, event } of events) {
    if (stream === 'fleet') continue;
    const own = streams.get(stream) ?? [];
    own.push(event);
    streams.set(stream, own);
  }
  return streams;
};

const replayed = (events: readonly HolderEvent[]): BackupHolder | NotBegun =>
  events.reduce<BackupHolder | NotBegun>(evolve, initialState);

const reported = editionWith({
  durations: { backup: 'REPORTED', hsm: 'REPORTED', copy: 'REPORTED' },
});

describe('replay', () => {
  it('replays events to a fleet', () => {
    assert(
      property(aHistory, ({ beginning, events, end }) => {
        expect(same(plain(events.reduce<Fleet>(evolveFleet, beginning)), plain(end))).toEqual(
          plain(end),
        );
      }),
      bounded,
    );
  });

  it('makes each holder from its own stream alone', () => {
    assert(
      property(aHistory, (history) => {
        const holders = [...history.end.holders.values()];
        const streams = streamsOf(history);
        expect(
          holders.map((holder) =>
            replayed(
              streams.get(holder.kind === 'CLUSTER' ? holder.clusterId : holder.copyId) ?? [],
            ),
          ),
        ).toEqual(holders);
      }),
      bounded,
    );
  });

  it('does not depend on object identity: events read from JSON give the same', () => {
    assert(
      property(aHistory, ({ beginning, events, end }) => {
        const read: typeof events = JSON.parse(JSON.stringify(events));
        expect(JSON.stringify(plain(read.reduce<Fleet>(evolveFleet, beginning)))).toBe(
          JSON.stringify(plain(end)),
        );
      }),
      { ...bounded, numRuns: 30 },
    );
  });

  it('gives the same result twice', () => {
    assert(
      property(aHistory, ({ steps }) => {
        const again = steps.map(({ before, command }) => step(before, command));
        expect(
          again.map((outcome) => (outcome._tag === 'Left' ? outcome.left : outcome.right[1])),
        ).toEqual(
          steps.map(({ outcome }) => (outcome._tag === 'Left' ? outcome.left : outcome.right[1])),
        );
      }),
      { ...bounded, numRuns: 50 },
    );
  });

  it('holds if a host reports how work ends', () => {
    assert(
      property(
        aHistoryWith({ quotas: 'NONE', edition: reported }),
        ({ beginning, events, end }) => {
          expect(same(plain(events.reduce<Fleet>(evolveFleet, beginning)), plain(end))).toEqual(
            plain(end),
          );
        },
      ),
      { ...bounded, numRuns: 50 },
    );
  });
});

describe('equalFleets', () => {
  it('finds a fleet equal to its events replayed, and to none before its last event', () => {
    assert(
      property(aHistory, ({ beginning, events, end }) => {
        const fleets = events.reduce<readonly Fleet[]>(
          (all, event) => [...all.slice(-1), evolveFleet(all.at(-1) ?? beginning, event)],
          [],
        );
        expect(equalFleets(end, fleets.at(-1) ?? beginning)).toBe(true);
        expect(equalFleets(end, end)).toBe(true);
        expect(equalFleets(end, fleets[0] ?? beginning)).toBe(false);
        expect(equalFleets(end, beginning)).toBe(false);
      }),
      bounded,
    );
  });
});

describe('freezing', () => {
  it('leaves no holder mutable', () => {
    assert(
      property(aHistory, ({ end }) => {
        expect(unfrozen([...end.holders.values()])).toEqual(['$']);
      }),
      { ...bounded, numRuns: 50 },
    );
  });

  it('leaves no fleet mutable', () => {
    assert(
      property(
        aHistory,
        ({
          end: {
            holders: _holders,
            agenda: _agenda,
            aliases: _aliases,
            forgotten: _forgotten,
            usage: _usage,
            ...rest
          },
        }) => {
          expect(unfrozen(rest)).toEqual(['$']);
        },
      ),
      { ...bounded, numRuns: 30 },
    );
  });
});

describe('a refusal', () => {
  it('changes nothing', () => {
    assert(
      property(aHistory, ({ steps }) => {
        const refused = steps.filter(({ outcome }) => outcome._tag === 'Left');
        pre(refused.length > 0);
        const shown = refused.map(({ before }) => JSON.stringify(plain(before)));
        for (const { before, command } of refused) step(before, command);
        expect(refused.map(({ before }) => JSON.stringify(plain(before)))).toEqual(shown);
      }),
      { ...bounded, numRuns: 30 },
    );
  });

  it('names a rule', () => {
    assert(
      property(aHistory, ({ steps }) => {
        const refusals = steps.flatMap(({ outcome }) =>
          outcome._tag === 'Left' ? [outcome.left] : [],
        );
        pre(refusals.length > 0);
        expect(refusals.filter(({ rule }) => !/^[FUM]-\d+$/u.test(rule))).toEqual([]);
      }),
      { ...bounded, numRuns: 50 },
    );
  });
});
