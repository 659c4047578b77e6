/**
 * Whatever is written is read back as it was.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { editions, type Edition } from '@hsm-lifecycle/core';
import {
  canonicalJson,
  decodeCommand,
  decodeEvent,
  decodeFleetEvent,
  encodeCommand,
  encodeEvent,
  encodeFleetEvent,
  fleetFromJson,
  fleetToJson,
  holderFromJson,
  holderToJson,
} from '@hsm-lifecycle/core/codec';
import { advanceFleet, equalFleets, evolveFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import { grown, type Grown } from './grown.ts';
import { isDeeplyFrozen, read } from './reading.ts';
import { accepted, freshFleet } from '@hsm-lifecycle/testing';

const own: Edition = {
  ...editions.aws2026,
  name: 'own',
  graceDays: 3,
  sweep: { everyHours: 6 },
  durations: { ...editions.aws2026.durations, copy: 'REPORTED' },
};
const fleets: readonly Grown[] = [
  ...[0, 1, 2, 3, 4, 5].map((seed) => grown(seed, 200)),
  grown(6, 200, { edition: editions.instant }),
  grown(7, 200, { edition: own, quotas: { clusters: 6, hsms: 9 } }),
  grown(8, 200, { edition: editions.aws2024 }),
];

const parts = (fleet: Fleet): unknown => ({
  ...fleet,
  holders: [...fleet.holders.entries()],
  agenda: [...fleet.agenda.entries()],
  aliases: [...fleet.aliases.entries()],
  forgotten: [...fleet.forgotten.entries()],
  usage: new Map(
    [...fleet.usage.entries()].filter(([, { clusters, hsms }]) => clusters + hsms > 0),
  ),
});

const isAlong = (_: unknown, index: number): boolean => index % 29 === 0;

describe('fleetToJson and fleetFromJson', () => {
  it('give back the same fleet at every step', () => {
    let seen = 0;
    for (const fleet of fleets.flatMap((history) => history.fleets.filter(isAlong))) {
      expect(parts(read(fleetFromJson(fleetToJson(fleet))))).toStrictEqual(parts(fleet));
      seen += 1;
    }
    expect(seen).toBeGreaterThan(25);
  });

  it('give a fleet that continues like the original', () => {
    for (const { fleet } of fleets) {
      const again = read(fleetFromJson(fleetToJson(fleet)));
      const at = fleet.asOf + 200 * 86_400_000;
      const [was, happened] = accepted(advanceFleet(fleet, { at }));
      const [is, happenedAgain] = accepted(advanceFleet(again, { at }));
      expect(happenedAgain).toStrictEqual(happened);
      expect(equalFleets(was, is)).toBe(true);
    }
  });

  it('give frozen values', () => {
    for (const { fleet } of fleets) {
      const again = read(fleetFromJson(fleetToJson(fleet)));
      expect(
        [
          ...again.holders.values(),
          again.quotas,
          again.regionQuotas,
          again.lost,
          ...again.usage.values(),
        ].every(isDeeplyFrozen),
      ).toBe(true);
      expect(Object.isFrozen(again)).toBe(true);
    }
  });
});

describe('holderToJson and holderFromJson', () => {
  it('give back the same cluster or copy, frozen', () => {
    for (const holder of fleets.flatMap(({ fleet }) => [...fleet.holders.values()])) {
      const again = read(holderFromJson(holderToJson(holder)));
      expect(again).toStrictEqual(holder);
      expect(isDeeplyFrozen(again)).toBe(true);
    }
  });

  it('give back every state that a fleet passes through between two events', () => {
    for (const { events } of fleets.slice(0, 2)) {
      let fleet = freshFleet({ at: 0, quotas: 'NONE' });
      for (const event of events) {
        fleet = evolveFleet(fleet, event);
        const holder = fleet.holders.get(
          fleet.aliases.get(event.stream) ?? event.stream.split('-')[1]?.slice(0, 11) ?? '',
        );
        if (holder === undefined) continue;
        const text = holderToJson(holder);
        expect(holderToJson(read(holderFromJson(text)))).toBe(text);
      }
    }
  });
});

describe('events', () => {
  const events = fleets.flatMap((exampleFleet) => exampleFleet.events);

  it('are read back unchanged, frozen, in a stream or alone', () => {
    for (const event of events.filter(isAlong)) {
      const again = read(decodeFleetEvent(JSON.parse(canonicalJson(encodeFleetEvent(event)))));
      expect(again).toStrictEqual(event);
      expect(isDeeplyFrozen(again)).toBe(true);
      if (event.stream === 'fleet') continue;
      expect(read(decodeEvent(JSON.parse(canonicalJson(encodeEvent(event.event)))))).toStrictEqual(
        event.event,
      );
    }
  });

  it('replay to the same fleet after they were read', () => {
    for (const { events: all, fleet } of [fleets[0], fleets[5]].filter(
      (exampleFleet) => exampleFleet !== undefined,
    )) {
      const again = all.map((event) =>
        read(decodeFleetEvent(JSON.parse(canonicalJson(encodeFleetEvent(event))))),
      );
      const replayed = again.reduce(
        evolveFleet,
        freshFleet({ at: 0, quotas: 'NONE', seed: fleet.seed }),
      );
      expect(equalFleets(replayed, fleet)).toBe(true);
    }
  });
});

describe('commands', () => {
  it('are read back unchanged, frozen', () => {
    const commands = fleets.flatMap((exampleFleet) => exampleFleet.commands);
    const types = new Set(commands.map(({ type }) => type));
    expect(types.size).toBe(34);
    for (const command of commands) {
      const again = read(decodeCommand(JSON.parse(canonicalJson(encodeCommand(command)))));
      expect(again).toStrictEqual(command);
      expect(isDeeplyFrozen(again)).toBe(true);
    }
  });
});
