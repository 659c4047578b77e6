/**
 * Events of older and newer releases: what is brought up to date, what passes, what is refused.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { right } from 'fp-ts/lib/Either.js';
import { explain } from '@hsm-lifecycle/core';
import {
  canonicalJson,
  decodeCommand,
  decodeEdition,
  decodeEvent,
  decodeFleetEvent,
  encodeCommand,
  encodeFleetEvent,
  fleetFromJson,
  READER_LEVEL,
} from '@hsm-lifecycle/core/codec';
import { codecsOfEvents } from '../../src/codec/event-codecs.ts';
import { decodedEvent } from '../../src/codec/event-refusals.ts';
import { eventHistory, type EventHistory } from '../../src/codec/upcasts.ts';
import { read, refusal } from './reading.ts';

const golden = (name: string): readonly string[] =>
  readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
const lines = golden('events.v1.jsonl');
const created = { type: 'ClusterCreated', schema: 1, needs: 1, data: { at: 0 } };

/** Dictionaries, whose keys are data: one more key is one more tag, policy or capacity. */
const DICTIONARIES = new Set(['tags', 'policies', 'configuration', 'capacities', 'endOfSupport']);

/** A value with one more member in each of its objects. */
const stretched = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) return value.map((item) => stretched(item));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(
    ([name, member]) => [name, stretched(member, name)] as const,
  );
  return {
    ...Object.fromEntries(members),
    ...(!DICTIONARIES.has(key) && { ofTomorrow: { nested: [1] } }),
  };
};

/** A value with one more member, once in each of its objects. */
const grownOnce = (value: unknown, key = ''): readonly unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  const here = Array.isArray(value) || DICTIONARIES.has(key) ? [] : [{ ...value, ofTomorrow: 1 }];
  const inside = Object.entries(value).flatMap(([name, member]) =>
    grownOnce(member, name).map((grown) =>
      Array.isArray(value)
        ? value.with(Number(name), grown)
        : Object.assign({}, value, { [name]: grown }),
    ),
  );
  return [...here, ...inside];
};

describe('unknown members', () => {
  it('are left out of every event, at every depth', () => {
    for (const line of lines) {
      const grown = stretched(JSON.parse(line));
      expect(JSON.stringify(grown).length).toBeGreaterThan(line.length);
      expect(canonicalJson(encodeFleetEvent(read(decodeFleetEvent(grown))))).toBe(line);
    }
  });

  it('are left out of an edition written in full in an event', () => {
    const text = lines.find((line) => line.includes('"type":"ClusterCreating"')) ?? '';
    const event = read(decodeFleetEvent(JSON.parse(text)));
    if (event.stream === 'fleet' || event.event.type !== 'ClusterCreating')
      throw new Error('it is another event');
    const { edition } = event.event.data;
    const own = { ...edition, name: 'own', graceDays: 3 };
    const written = encodeFleetEvent({
      stream: event.stream,
      event: { ...event.event, data: { ...event.event.data, edition: own } },
    });
    expect(grownOnce(written).length).toBeGreaterThan(20);
    for (const grown of grownOnce(written))
      expect(encodeFleetEvent(read(decodeFleetEvent(grown)))).toEqual(written);
    for (const grown of grownOnce(own))
      expect(refusal(decodeEdition(grown))).toContain('ofTomorrow');
  });

  it('are refused in every command, with their path', () => {
    let seen = 0;
    for (const line of golden('commands.v1.jsonl')) {
      const written = encodeCommand(read(decodeCommand(JSON.parse(line))));
      for (const grown of grownOnce(written)) {
        expect(refusal(decodeCommand(grown))).toMatch(
          /(?:^|\.)ofTomorrow: no such member, not 1$/u,
        );
        seen += 1;
      }
    }
    expect(seen).toBeGreaterThan(100);
  });

  it('are refused in every record of a fleet, with their path', () => {
    const [text = ''] = golden('fleet.v1.json');
    const dictionaries = ['regionQuotas', 'lost', 'aliases', 'forgotten'];
    const grown = grownOnce(JSON.parse(text)).filter(
      (file) => !dictionaries.some((name) => 'ofTomorrow' in Reflect.get(Object(file), name)),
    );
    expect(grown.length).toBeGreaterThan(20);
    for (const file of grown)
      expect(refusal(fleetFromJson(JSON.stringify(file)))).toContain('ofTomorrow: no such member');
  });
});

describe('an event that needs a newer reader', () => {
  const newer = { type: 'HsmMoved', needs: READER_LEVEL + 1 };
  const refused = { _tag: 'NewerEvent', type: 'HsmMoved', needs: READER_LEVEL + 1, reads: 1 };

  it.each([
    ['of an unknown type', newer],
    ['whose other members nobody knows', { ...newer, schema: 'x', data: 7 }],
    ['of a known type', { ...created, needs: READER_LEVEL + 1 }],
  ])('is refused as such: %s', (_, event) => {
    const expected = { left: { ...refused, type: event.type } };
    expect(decodeEvent(event)).toMatchObject(expected);
    expect(decodeFleetEvent({ stream: 'cluster-aaaaaaaaaaa', event })).toMatchObject(expected);
    expect(decodeFleetEvent({ stream: 'fleet', event })).toMatchObject(expected);
    expect(decodeFleetEvent({ stream: ['of', 'tomorrow'], event })).toMatchObject(expected);
  });

  it('is read if it needs the present level', () => {
    expect(decodeEvent({ ...created, needs: READER_LEVEL })._tag).toBe('Right');
  });

  it.each([0, -1, 1.5, '2', null, undefined, Number.POSITIVE_INFINITY])(
    'is malformed if it needs %p',
    (needs) => {
      expect(refusal(decodeEvent({ ...created, needs }))).toContain('needs: a whole number, 1 or');
    },
  );

  it('is explained in a sentence', () => {
    const outcome = decodeEvent(newer);
    expect(outcome._tag === 'Left' && explain(outcome.left)).toBe(
      'The event HsmMoved needs reader level 2; this release has 1. ' +
        'Read it with the release that wrote it, or a newer one.',
    );
  });

  it('is refused without a type too', () => {
    const outcome = decodeEvent({ needs: 2 });
    expect(outcome).toMatchObject({ left: { ...refused, type: '' } });
    expect(outcome._tag === 'Left' && explain(outcome.left)).toBe(
      'The event without a type needs reader level 2; this release has 1. ' +
        'Read it with the release that wrote it, or a newer one.',
    );
  });

  it('shows no more than the beginning of its type', () => {
    const outcome = decodeEvent({ type: 'x'.repeat(1_000_000), needs: 9 });
    expect(JSON.stringify(outcome).length).toBeLessThan(200);
  });
});

describe('an event of an unknown type', () => {
  it.each(['HsmMoved', 'constructor', '__proto__', ''])('is refused as such: %p', (type) => {
    const outcome = decodeEvent({ ...created, type });
    expect(outcome).toEqual({ _tag: 'Left', left: { _tag: 'UnknownEvent', type } });
    expect(decodeFleetEvent({ stream: 'fleet', event: { ...created, type } })).toEqual(outcome);
  });

  it('is explained in a sentence', () => {
    const outcome = decodeEvent({ ...created, type: 'HsmMoved' });
    expect(outcome._tag === 'Left' && explain(outcome.left)).toBe(
      'This release knows no event of type "HsmMoved". ' +
        'Correct the type, or read it with the release that wrote it.',
    );
  });

  it('differs from a known event in the wrong stream', () => {
    const event = { ...created, type: 'RegionRecovered', data: { at: 0, region: 'eu-west-1' } };
    expect(refusal(decodeEvent(event))).toContain('type: one of ClusterCreating, ');
    expect(
      refusal(decodeFleetEvent({ stream: 'fleet', event: { ...created, type: 'HsmAdded' } })),
    ).toContain('event.type: one of RegionLost, ');
  });
});

describe('an event of another schema', () => {
  const history: EventHistory = {
    reads: 3,
    needs: { ClusterActivated: 2 },
    upcasts: {
      ClusterActivated: {
        1: ({ administrator, ...data }) => ({ ...data, user: administrator }),
        2: ({ user, ...data }) => ({ ...data, admin: user }),
      },
    },
  };
  const { holderEvent } = codecsOfEvents(history);
  const activated = {
    type: 'ClusterActivated',
    data: { at: 5, admin: 'root', expectedAt: undefined },
  } as const;
  const of = (schema: number, data: object): unknown => ({
    type: 'ClusterActivated',
    schema,
    needs: 1,
    data,
  });

  it.each([
    ['first', 1, { at: 5, administrator: 'root' }],
    ['second', 2, { at: 5, user: 'root' }],
    ['third', 3, { at: 5, admin: 'root' }],
    ['fourth, which this reader may pass,', 4, { at: 5, admin: 'root', by: 'ann' }],
  ])('is read as a current event: %s', (_, schema, data) => {
    expect(decodedEvent(holderEvent, of(schema, data))).toEqual(right(activated));
  });

  it('is written in the newest schema, with its needs', () => {
    expect(holderEvent.encode(activated)).toEqual({ ...activated, schema: 3, needs: 2 });
    expect(holderEvent.encode({ type: 'ClusterCreated', data: { at: 0 } })).toEqual(created);
  });

  it('is refused if its upcast is malformed', () => {
    expect(refusal(decodedEvent(holderEvent, of(1, { at: 5, administrator: 7 })))).toBe(
      'data.admin: text, not 7',
    );
    expect(refusal(decodedEvent(holderEvent, { ...Object(of(1, {})), data: 'x' }))).toBe(
      'data: an object, not "x"',
    );
  });

  it('needs a whole number as its schema', () => {
    expect(refusal(decodeEvent({ ...created, schema: 0 }))).toContain('schema: a whole number, 1');
    expect(refusal(decodeEvent({ type: 'ClusterCreated', data: { at: 0 } }))).toContain('schema: ');
  });
});

describe('what this release knows of events', () => {
  it('has upcasts without gaps, and needs no level above its own', () => {
    for (const upcasts of Object.values(eventHistory.upcasts))
      expect(Object.keys(upcasts)).toEqual(
        Object.keys(upcasts).map((_, index) => String(index + 1)),
      );
    for (const needs of Object.values(eventHistory.needs))
      expect(needs).toBeLessThanOrEqual(eventHistory.reads);
    expect(eventHistory.reads).toBe(READER_LEVEL);
  });
});
