/**
 * What many holders share is written once, and shared again when it is read; equal fleets give
 * equal bytes.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { editions, type Cluster, type Command } from '@hsm-lifecycle/core';
import { canonicalJson, fleetFromJson, fleetToJson } from '@hsm-lifecycle/core/codec';
import { equalFleets, evolveFleet, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { grown } from './grown.ts';
import { read } from './reading.ts';
import { freshFleet } from '@hsm-lifecycle/testing';

const HOUR = 3_600_000;
const ran = (fleet: Fleet, commands: readonly Command[]): Fleet =>
  commands.reduce((before, command) => read(step(before, command))[0], fleet);
const clusters = (fleet: Fleet): readonly Cluster[] =>
  [...fleet.holders.values()].filter((holder) => holder.kind === 'CLUSTER');
const subnets = ['a', 'b', 'c'].map((zone) => ({
  subnetId: `subnet-0123abc${zone}`,
  availabilityZone: `eu-west-1${zone}`,
}));
const create = (at: number, more: object = {}): Command => ({
  type: 'CreateCluster',
  data: { at, region: 'eu-west-1', hsmType: 'hsm2m.medium', mode: 'FIPS', subnets, ...more },
});

const clusterId = 'cluster-abcdefghijk';
const active: readonly Command[] = [
  create(0, { clusterId }),
  { type: 'AddHsm', data: { at: HOUR, clusterId, availabilityZone: 'eu-west-1a' } },
  { type: 'Initialize', data: { at: 2 * HOUR, clusterId } },
  { type: 'Activate', data: { at: 3 * HOUR, clusterId } },
  { type: 'CreateUser', data: { at: 4 * HOUR, clusterId, name: 'ann', role: 'CU' } },
  {
    type: 'CreateKey',
    data: { at: 4 * HOUR, clusterId, keyId: 'key-of-ann', owner: 'ann', kind: 'symmetric' },
  },
];
const joining: readonly Command[] = [
  { type: 'AddHsm', data: { at: 5 * HOUR, clusterId, availabilityZone: 'eu-west-1b' } },
  { type: 'Advance', data: { at: 30 * HOUR } },
];
const own = { ...editions.aws2026, name: 'own', graceDays: 3 };
const times = (text: string, part: string): number => text.split(part).length - 1;

describe('fleetToJson', () => {
  it('writes contents once, and reading shares them again', () => {
    const text = fleetToJson(ran(freshFleet({ at: 0 }), [...active, ...joining]));
    expect(times(text, 'key-of-ann')).toBe(1);
    const [cluster] = clusters(read(fleetFromJson(text)));
    if (cluster === undefined) throw new Error('there is no cluster');
    const { hsms, backups, material } = cluster;
    expect(new Set(hsms.map(({ access }) => access)).size).toBe(1);
    expect(hsms).toHaveLength(2);
    expect(backups.at(-1)).toHaveProperty('access', hsms[0]?.access);
    expect(new Set([material, ...backups.slice(-2).map((backup) => backup.material)]).size).toBe(1);
    expect(material?.keys).toHaveLength(1);
  });

  it('shares what joining HSMs will hold', () => {
    const twoJoin = [
      ...active,
      ...(['b', 'c'] as const).map((zone): Command => ({
        type: 'AddHsm',
        data: { at: 5 * HOUR, clusterId, availabilityZone: `eu-west-1${zone}` },
      })),
      { type: 'Advance', data: { at: 5 * HOUR + 240_000 } } as const,
    ];
    const [, second, third] =
      clusters(read(fleetFromJson(fleetToJson(ran(freshFleet({ at: 0 }), twoJoin)))))[0]?.hsms ??
      [];
    expect(second?.joinsWith).toBeDefined();
    expect(third?.joinsWith).toBe(second?.joinsWith);
  });

  it('writes equal contents once, even if they are different objects', () => {
    const fleet = ran(freshFleet({ at: 0 }), [create(0), create(0)]);
    const both = (at: number, type: 'AddHsm' | 'Initialize'): readonly Command[] =>
      clusters(fleet).map((one) => ({
        type,
        data: { at, clusterId: one.clusterId, availabilityZone: 'eu-west-1a' },
      }));
    const commands = [
      ...both(HOUR, 'AddHsm'),
      ...both(2 * HOUR, 'Initialize'),
      { type: 'Advance', data: { at: 3 * HOUR } } as const,
    ];
    const after = ran(fleet, commands);
    const [one, other] = clusters(after).map(({ hsms }) => hsms[0]?.access);
    expect(other).not.toBe(one);
    expect(other?.users).toHaveLength(2);
    expect(times(fleetToJson(after), '"app_user"')).toBe(1);
  });

  it('writes a released edition by name, and a custom one once', () => {
    const fleet = ran(freshFleet({ at: 0, edition: own }), [create(0), create(1)]);
    const text = fleetToJson(fleet);
    expect(times(text, '"name":"own"')).toBe(1);
    expect(fleetToJson(ran(freshFleet({ at: 0 }), [create(0)]))).not.toContain('graceDays');
    const again = read(fleetFromJson(text));
    expect(clusters(again)[0]?.edition).toBe(again.edition);
    expect(again.edition).toStrictEqual(own);
  });

  it('reads a released edition as the same object', () => {
    expect(
      read(fleetFromJson(fleetToJson(freshFleet({ at: 0, edition: editions.instant })))).edition,
    ).toBe(editions.instant);
    const copied = { ...editions.aws2024, tagsMax: 50 };
    expect(read(fleetFromJson(fleetToJson(freshFleet({ at: 0, edition: copied })))).edition).toBe(
      editions.aws2024,
    );
  });

  it('writes in full an edition that only has the name of a released one', () => {
    const fake = { ...editions.aws2026, graceDays: 1 };
    const fleet = { ...freshFleet({ at: 0 }), edition: fake };
    expect(read(fleetFromJson(fleetToJson(fleet))).edition).toStrictEqual(fake);
  });
});

describe('equalFleets', () => {
  it('holds for fleets built in different orders', () => {
    const [a, b] = ['cluster-aaaaaaaaaaa', 'cluster-bbbbbbbbbbb'];
    const one = ran(freshFleet({ at: 0 }), [
      create(0, { clusterId: a, tags: { x: '1', y: '2' } }),
      create(0, { clusterId: b }),
    ]);
    const other = ran(freshFleet({ at: 0 }), [
      create(0, { clusterId: b }),
      create(0, { clusterId: a, tags: { y: '2', x: '1' } }),
    ]);
    expect(fleetToJson(other)).toBe(fleetToJson(one));
    expect(equalFleets(one, other)).toBe(true);
    expect(equalFleets(one, one)).toBe(true);
  });

  it('holds exactly where the bytes are equal', () => {
    const { fleets, events, fleet } = grown(3, 80);
    const some = fleets.filter((_, index) => index % 8 === 0);
    for (const one of some)
      for (const other of some)
        expect(equalFleets(one, other)).toBe(fleetToJson(one) === fleetToJson(other));
    const replayed = events.reduce(evolveFleet, freshFleet({ at: 0, quotas: 'NONE', seed: 3 }));
    expect(equalFleets(replayed, fleet)).toBe(true);
  });

  it.each<[string, Fleet]>([
    ['seed', freshFleet({ at: 0, seed: 1 })],
    ['instant', freshFleet({ at: 1 })],
    ['quotas', freshFleet({ at: 0, quotas: 'NONE' })],
    ['edition', freshFleet({ at: 0, edition: editions.aws2024 })],
    ['number of holders', ran(freshFleet({ at: 0 }), [create(0)])],
  ])('tells fleets apart by their %s', (_, other) => {
    expect(equalFleets(freshFleet({ at: 0 }), other)).toBe(false);
  });
});

describe('canonicalJson', () => {
  it('sorts keys by code units, and leaves out undefined members and spaces', () => {
    expect(
      canonicalJson({
        b: [1, undefined, { z: null, y: undefined }],
        a: '"',
        10: true,
        9: -0,
        B: false,
      }),
    ).toBe('{"10":true,"9":0,"B":false,"a":"\\"","b":[1,null,{"z":null}]}');
  });

  it('is what JSON.parse reads', () => {
    const value = JSON.parse('{"__proto__":{"x":1},"\\ud800":"\\u2028"}');
    expect(JSON.parse(canonicalJson(value))).toEqual(value);
    expect(canonicalJson(value)).toContain('__proto__');
  });
});
