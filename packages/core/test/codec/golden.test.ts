/**
 * What was written once is read for ever: the golden log is the life of one fleet, in which every
 * type of event occurs.
 *
 * `node packages/tools/src/golden-log.mjs` wrote it, from the commands beside it.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  canonicalJson,
  decodeCommand,
  decodeFleetEvent,
  encodeCommand,
  encodeFleetEvent,
  fleetFromJson,
  fleetToJson,
} from '@hsm-lifecycle/core/codec';
import { evolveFleet } from '@hsm-lifecycle/core/fleet';
import { eventTypes } from '../../src/codec/event-codecs.ts';
import { isDeeplyFrozen, read } from './reading.ts';
import { freshFleet } from '@hsm-lifecycle/testing';

const golden = (name: string): string =>
  readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8').trimEnd();
const lines = golden('events.v1.jsonl').split('\n');
const events = lines.map((line) => read(decodeFleetEvent(JSON.parse(line))));
const commands = golden('commands.v1.jsonl').split('\n');
const types = new Set<string>(events.map(({ event }) => event.type));

describe('the golden log of version 1', () => {
  it.each(
    [...types].map(
      (type) => [type, lines.filter((_, index) => events[index]?.event.type === type)] as const,
    ),
  )('holds %s, which is read and written byte for byte', (_, those) => {
    for (const line of those) {
      const event = read(decodeFleetEvent(JSON.parse(line)));
      expect(canonicalJson(encodeFleetEvent(event))).toBe(line);
      expect(isDeeplyFrozen(event)).toBe(true);
    }
  });

  it('holds every type of event', () => {
    expect(types).toEqual(new Set([...eventTypes.holder, ...eventTypes.fleet]));
    expect(types.size).toBe(72);
  });

  it('replays to the golden fleet', () => {
    const text = golden('fleet.v1.json');
    const { seed, edition } = read(fleetFromJson(text));
    const at = events[0]?.event.data.at ?? 0;
    expect(fleetToJson(events.reduce(evolveFleet, freshFleet({ at, seed, edition })))).toBe(text);
  });
});

describe('the golden commands of version 1', () => {
  it('are read and written as they were', () => {
    for (const line of commands)
      expect(encodeCommand(read(decodeCommand(JSON.parse(line))))).toEqual(JSON.parse(line));
  });
});
