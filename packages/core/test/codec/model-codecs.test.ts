/**
 * The codecs of the model, as users of io-ts and of Standard Schemas meet them.
 *
 * @module
 */
import { sValidator } from '@hono/standard-validator';
import { describe, expect, it } from '@jest/globals';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { expectTypeOf } from 'expect-type';
import { right } from 'fp-ts/lib/Either.js';
import { Hono } from 'hono';
import * as t from 'io-ts';
import { failure } from 'io-ts/lib/PathReporter.js';
import type * as core from '@hsm-lifecycle/core';
import { editions } from '@hsm-lifecycle/core';
import {
  BackupCopy,
  canonicalJson,
  Cluster,
  Command,
  Edition,
  Fleet,
  fleetToJson,
  FleetEvent,
  HolderEvent,
  holderToJson,
  type ModelCodec,
  type StandardSchema,
} from '@hsm-lifecycle/core/codec';
import { equalFleets } from '@hsm-lifecycle/core/fleet';
import type * as fleets from '@hsm-lifecycle/core/fleet';
import { grown } from './grown.ts';
import { isDeeplyFrozen, read } from './reading.ts';

const { fleet, commands, events } = grown(6, 200);
const holders = [...fleet.holders.values()];
const clusters = holders.filter((holder) => holder.kind === 'CLUSTER');
const copies = holders.filter((holder) => holder.kind === 'COPY');
const own: core.Edition = { ...editions.aws2026, name: 'own', graceDays: 3 };

type Samples = {
  readonly of: t.Mixed & StandardSchema<unknown>;
  readonly values: readonly unknown[];
  /** A value of another kind, and its JSON. */
  readonly others: readonly unknown[];
};
const samples = <Value>(
  of: ModelCodec<Value>,
  values: readonly Value[],
  others: readonly unknown[],
): Samples => ({ of, values, others });

const everything: readonly (readonly [string, Samples])[] = [
  ['Command', samples(Command, commands, [events[0], { type: 'Explode' }])],
  [
    'HolderEvent',
    samples(
      HolderEvent,
      events.flatMap((event) => (event.stream === 'fleet' ? [] : [event.event])),
      [commands[0], events[0]],
    ),
  ],
  ['FleetEvent', samples(FleetEvent, events, [events[0]?.event, clusters[0]])],
  ['Cluster', samples(Cluster, clusters, [copies[0], fleet])],
  ['BackupCopy', samples(BackupCopy, copies, [clusters[0], fleet])],
  [
    'Edition',
    samples(Edition, [editions.aws2026, own], ['aws2026', 'aws1999', { ...own, name: 7 }]),
  ],
];

describe.each(everything)('%s', (name, { of, values, others }) => {
  it('reads what it writes, frozen', () => {
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) {
      const again = read(of.decode(JSON.parse(canonicalJson(of.encode(value)))));
      expect(again).toEqual(value);
      expect(isDeeplyFrozen(again)).toBe(true);
    }
  });

  it('tells its values from others', () => {
    for (const value of values) expect(of.is(value)).toBe(true);
    for (const other of [...others, undefined, null, 7, 'x', [], {}])
      expect(of.is(other)).toBe(false);
  });

  it('keeps the methods of io-ts', () => {
    expect(of).toBeInstanceOf(t.Type);
    expect(of.name).toBe(name);
    const [value] = values;
    const piped = of.pipe(t.UnknownRecord);
    const json = JSON.parse(canonicalJson(of.encode(value)));
    expect(piped.decode(json)).toEqual(right(value));
    expect(of.asDecoder().validate(json, [])).toEqual(right(value));
  });

  it('gives the same result as a Standard Schema', () => {
    const { validate, ...face } = of['~standard'];
    expect(face).toEqual({ version: 1, vendor: 'hsm-lifecycle' });
    const [value] = values;
    expect(validate(JSON.parse(canonicalJson(of.encode(value))))).toEqual({ value });
    expect(validate(7)).toEqual({
      issues: [{ message: expect.stringMatching(/^The input is 7\. It must be /u), path: [] }],
    });
  });
});

describe('Fleet', () => {
  it('reads what it has written, which is what fleetToJson writes as text', () => {
    const json = Fleet.encode(fleet);
    expect(canonicalJson(json)).toBe(fleetToJson(fleet));
    expect(equalFleets(read(Fleet.decode(json)), fleet)).toBe(true);
  });

  it('tells fleets from other values', () => {
    expect(Fleet.is(fleet)).toBe(true);
    const tree = { entries: 1, values: 1, minKey: 1 };
    const trees = { aliases: tree, forgotten: tree, holders: tree, agenda: tree };
    for (const other of [
      Fleet.encode(fleet),
      { ...fleet, asOf: -1 },
      { ...fleet, holders: [] },
      trees,
      7,
    ])
      expect(Fleet.is(other)).toBe(false);
  });

  it('is refused at its path', () => {
    const json = JSON.parse(fleetToJson(fleet));
    const body = t.type({ state: Fleet });
    const refused = (changes: object): readonly string[] => {
      const outcome = body.decode({ state: { ...json, ...changes } });
      return outcome._tag === 'Left' ? failure(outcome.left) : [];
    };
    expect(refused({})).toEqual([]);
    expect(refused({ version: 2 })[0]).toMatch(
      /^'state\.version' is 2\. It must be a version that .* knows: 1\.$/u,
    );
    expect(refused({ started: 0 })[0]).toMatch(/^'state\.started' is 0\. It must be at least /u);
    expect(refused({ shared: {} })[0]).toContain("'state.shared.edition' is missing. ");
    expect(refused({ asOf: 'x' })[0]).toContain('\'state.asOf\' is "x". ');
  });
});

describe('a cluster and a copy', () => {
  it('are what holderToJson writes as text', () => {
    for (const cluster of clusters)
      expect(canonicalJson(Cluster.encode(cluster))).toBe(holderToJson(cluster));
    for (const copy of copies)
      expect(canonicalJson(BackupCopy.encode(copy))).toBe(holderToJson(copy));
  });

  it('are not mistaken for each other', () => {
    const [copy] = copies;
    expect(Cluster['~standard'].validate(copy && BackupCopy.encode(copy))).toEqual({
      issues: [{ message: `'kind' is "COPY". It must be "CLUSTER".`, path: ['holder', 'kind'] }],
    });
  });
});

describe('a codec inside one of io-ts', () => {
  const body = t.type({ command: Command });
  const bad = {
    type: 'Untag',
    data: { at: 0, resourceId: 'cluster-aaaaaaaaaaa', keys: ['a', ''] },
  };

  it('gives its type', () => {
    expectTypeOf<t.TypeOf<typeof body>>().toEqualTypeOf<{ command: core.Command }>();
    expectTypeOf<t.TypeOf<typeof Command>>().toEqualTypeOf<core.Command>();
    expectTypeOf<Command>().toEqualTypeOf<core.Command>();
    expectTypeOf<HolderEvent>().toEqualTypeOf<core.HolderEvent>();
    expectTypeOf<FleetEvent>().toEqualTypeOf<fleets.FleetEvent>();
    expectTypeOf<Cluster>().toEqualTypeOf<core.Cluster>();
    expectTypeOf<BackupCopy>().toEqualTypeOf<core.BackupCopy>();
    expectTypeOf<Fleet>().toEqualTypeOf<fleets.Fleet>();
    expectTypeOf<Edition>().toEqualTypeOf<core.Edition>();
  });

  it('says where it is wrong, from the outside in', () => {
    const outcome = body.decode({ command: bad });
    if (outcome._tag === 'Right') throw new Error('it was read');
    expect(failure(outcome.left)).toEqual([
      expect.stringMatching(/^'command\.data\.keys\.1' is ""\. It must be 1 to 128 .*\.$/u),
    ]);
    expect(outcome.left[0]?.context.map(({ key }) => key)).toEqual([
      '',
      'command',
      'data',
      'keys',
      '1',
    ]);
  });

  it('says what level a newer event needs', () => {
    const outcome = t
      .type({ event: HolderEvent })
      .decode({ event: { type: 'HsmMoved', needs: 2 } });
    if (outcome._tag === 'Right') throw new Error('it was read');
    expect(failure(outcome.left)).toEqual([
      'The event HsmMoved needs reader level 2; this release has 1. ' +
        'Read it with the release that wrote it, or a newer one.',
    ]);
  });

  it('says so as a Standard Schema, at the event', () => {
    const { validate } = FleetEvent['~standard'];
    expect(validate({ stream: 'fleet', event: { type: 'HsmMoved', needs: 2 } })).toEqual({
      issues: [{ message: expect.stringContaining('needs reader level 2'), path: ['event'] }],
    });
  });

  it('is chosen by value in a union when writing', () => {
    const either = t.union([Edition, Command]);
    const [command] = commands;
    expect(either.encode(editions.aws2026)).toBe('aws2026');
    expect(command && either.encode(command)).toEqual(command);
  });

  it('gives keys in lists as numbers to a Standard Schema', () => {
    expect(Command['~standard'].validate(bad)).toEqual({
      issues: [
        {
          message: expect.stringMatching(/^Item 1 is ""\. It must be 1 to 128 /u),
          path: ['data', 'keys', 1],
        },
      ],
    });
  });
});

describe('a router that accepts Standard Schemas', () => {
  const app = new Hono().post('/commands', sValidator('json', Command), (context) => {
    const command = context.req.valid('json');
    expectTypeOf(command).toEqualTypeOf<core.Command>();
    return context.json({ type: command.type, at: command.data.at });
  });
  const post = async (body: unknown): Promise<Response> =>
    app.request('/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('accepts a command', async () => {
    const response = await post({ type: 'Advance', data: { at: 7 } });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ type: 'Advance', at: 7 });
  });

  it('refuses anything else, with its path', async () => {
    const response = await post({ type: 'Advance', data: { at: 'noon' } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: [{ path: ['data', 'at'] }] });
  });

  it('has the type of the specification', () => {
    expectTypeOf(Command).toExtend<StandardSchemaV1<unknown, core.Command>>();
    expectTypeOf<StandardSchemaV1.InferOutput<typeof Command>>().toEqualTypeOf<core.Command>();
    expectTypeOf<StandardSchemaV1.InferInput<typeof Fleet>>().toEqualTypeOf<unknown>();
  });
});
