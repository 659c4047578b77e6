/**
 * What a host passes on from outside, and that would be kept otherwise than it was given: it is
 * refused, with its place, and nothing is written.
 *
 * @module
 */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { explain, INSTANT_MAX } from '@hsm-lifecycle/core';
import { runtimeSentences, wallClock, type HostFault } from '@hsm-lifecycle/runtime';
import {
  clusterOf,
  eventsOf,
  grow,
  HOME,
  must,
  refusal,
  runtimeOf,
  start,
  START,
  subnets,
  world,
} from './support/world.ts';

const books = [runtimeSentences];
const data = { region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets } as const;
const create = { type: 'CreateCluster', data } as const;

const cyclic = (): Record<string, unknown> => {
  const own: Record<string, unknown> = {};
  own['list'] = [{ own }];
  return own;
};

describe('metadata', () => {
  it.each<[string, Record<string, unknown>]>([
    ['user.since', { user: { since: new Date(0) } }],
    ['numbers.1', { numbers: [1, Number.NaN] }],
    ['zero', { zero: -0 }],
    ['big', { big: 1n }],
    ['list.0', { list: [undefined] }],
    ['list.1', { list: Object.assign([1], { 2: 3 }) }],
    ['call', { call: () => 1 }],
    ['name', { name: Symbol('a') }],
    ['map', { map: new Map([[1, 2]]) }],
    ['bytes', { bytes: Uint8Array.of(1) }],
    ['own', { own: { toJSON: () => 'other' } }],
    ['list.0.own', cyclic()],
    ['tagged', { tagged: { [Symbol('a')]: 1 } }],
  ])('that is no plain JSON is refused, with its place: %s', async (path, metadata) => {
    const host = world();
    const runtime = await start(host);
    const refused = await refusal(runtime.dispatch(create, metadata));
    expect(refused).toEqual({ _tag: 'MetadataNotJson', path });
    expect(explain(refused, { books })).toMatch(`The metadata is not plain JSON at ${path}. `);
    expect(await eventsOf(host)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['of another realm', runInNewContext('({ a: [{ b: 1 }, null, "c", true] })')],
    ['without prototypes', Object.assign(Object.create(null), { a: Object.create(null) })],
    ['whose members are undefined', { a: undefined, b: 1 }],
    ['that shares parts', { a: create, b: create }],
    ['with a lone surrogate', { a: '\uD800' }],
  ])('comes back as it was given: %s', async (_what, metadata) => {
    const host = world();
    const runtime = await start(host);
    await must(runtime.dispatch(create, metadata));
    const [event] = await eventsOf(host);
    expect(JSON.parse(event?.metadata ?? '')).toEqual(JSON.parse(JSON.stringify(metadata)));
  });
});

describe('an instant', () => {
  const LATEST = Date.UTC(10_000, 0, 1) - 1;

  it('after which no date can be kept is refused, and time stands still', async () => {
    const host = world();
    const runtime = await start(host);
    await grow(runtime);
    const [before, written] = [runtime.state().asOf, (await eventsOf(host)).length];
    const { clusterId: resourceId } = clusterOf(runtime.state());
    for (const at of [LATEST + 1, INSTANT_MAX]) {
      const tag = { type: 'Tag', data: { resourceId, tags: { a: 'b' }, at } } as const;
      // One after another: the second must find what the first left.
      // eslint-disable-next-line no-await-in-loop
      const refused = await refusal(runtime.dispatch(tag));
      expect(refused).toEqual({ _tag: 'InstantTooLate', at, latest: LATEST });
      expect(explain(refused, { books })).toMatch('not after 9999-12-31T23:59:59.999Z');
      // eslint-disable-next-line no-await-in-loop
      expect(await refusal(runtime.advance(at))).toEqual(refused);
    }
    expect(runtime.state().asOf).toBe(before);
    expect(await eventsOf(host)).toHaveLength(written);
    await runtime.close();
  });

  it('at the end of the year 9999 is kept, and what follows from it', async () => {
    const host = world();
    const runtime = await start(host);
    await must(runtime.dispatch({ ...create, data: { ...data, at: LATEST } }));
    expect(runtime.state().asOf).toBe(LATEST);
    await runtime.close();
    expect(clusterOf((await start(host)).state()).expectedAt).toBeGreaterThan(LATEST);
  });
});

describe('the id of a fleet', () => {
  it.each(['', 'a\uD800', '\uDC00b', 'a\uDC00\uD800'])(
    'that no store keeps is refused: %j',
    async (id) => {
      const refused = await refusal(runtimeOf(world()).fleet(id));
      expect(refused).toEqual({ _tag: 'FleetIdMalformed', id });
      expect(explain(refused, { books })).toMatch('cannot be the id of a fleet');
    },
  );

  it('may be any other text', async () => {
    expect(await runtimeOf(world()).fleet('flotte \u{1F6F3}')).toMatchObject({ _tag: 'Right' });
  });
});

describe('secretsOf', () => {
  const sealing = async (given: () => unknown) => {
    const faults: HostFault[] = [];
    const host = world({ onFault: (fault) => void faults.push(fault) });
    const grown = await start(host);
    const { clusterId } = await grow(grown);
    await grown.close();
    // A host in JavaScript may give anything.
    // eslint-disable-next-line typescript/no-unsafe-type-assertion
    const secretsOf = given as () => Uint8Array;
    const loaded: (Uint8Array | undefined)[] = [];
    const loadSecrets = (_target: unknown, secrets: Uint8Array | undefined): void => {
      loaded.push(secrets?.slice());
    };
    const runtime = await start({ ...host, secretsOf, loadSecrets });
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    const { hsms } = clusterOf(await must(runtime.idle()));
    await runtime.close();
    return { state: hsms.at(-1)?.state, loaded, faults };
  };

  it.each([
    ['null', () => null],
    ['string', () => 'secret text'],
    ['object', () => new Uint16Array(2)],
  ])('that gives %s fails the backup, and the operator is told', async (kind, given) => {
    const { state, faults } = await sealing(given);
    expect(state).toBe('DEGRADED');
    const fault = new TypeError(`secretsOf gave ${kind}, and no Uint8Array`);
    expect(faults).toEqual([{ _tag: 'CallbackThrew', fault }]);
    expect(String(faults[0]?._tag === 'CallbackThrew' && faults[0].fault)).not.toContain(
      'secret t',
    );
  });

  it('may give bytes of another realm', async () => {
    const { state, loaded } = await sealing(() => runInNewContext('Uint8Array.of(1, 2, 3)'));
    expect([state, loaded]).toEqual(['ACTIVE', [Uint8Array.of(1, 2, 3)]]);
  });
});

describe('wallClock', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1])(
    'goes by no reading of %d, at the start or later',
    (odd) => {
      const at = { wall: odd, passed: 0 };
      const clock = wallClock({ wall: () => at.wall, monotonic: () => at.passed });
      expect(clock.now()).toBeNaN();
      at.wall = START;
      expect(clock.now()).toBe(START);
      [at.wall, at.passed] = [odd, 1000];
      expect(clock.now()).toBeNaN();
      clock.accept?.();
      at.wall = START + 3_600_000;
      expect([clock.now(), clock.leapMs?.()]).toEqual([START + 1000, 3_599_000]);
    },
  );
});
