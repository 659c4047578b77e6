import { describe, expect, it } from '@jest/globals';
import { InvariantViolation, type HolderEvent } from '@hsm-lifecycle/core';
import * as codec from '@hsm-lifecycle/core/codec';
import { cluster, fleet } from '@hsm-lifecycle/testing';
import { untyped } from '../untyped.ts';

const throwing = (): never => {
  throw new Error('hostile');
};

const revoked = (target: object): unknown => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

const getter = (name: string, rest: object = {}): unknown =>
  Object.defineProperty({ ...rest }, name, { get: throwing, enumerable: true });

const hostile: readonly (readonly [name: string, value: unknown])[] = [
  ['a revoked proxy', revoked({})],
  ['a revoked list', revoked([])],
  ['a type that throws', getter('type')],
  ['data that throws', getter('data', { type: 'Advance', schema: 1, needs: 1 })],
  ['an event in a stream that throws', getter('event', { stream: 'fleet' })],
  ['revoked data', { type: 'Advance', data: revoked({}) }],
  ['an instant that throws', { type: 'Advance', data: getter('at') }],
  ['an edition that throws', getter('name')],
];

const decoders: readonly (readonly [name: string, decode: (value: unknown) => unknown])[] = [
  ['decodeCommand', codec.decodeCommand],
  ['decodeEvent', codec.decodeEvent],
  ['decodeFleetEvent', codec.decodeFleetEvent],
  ['decodeEdition', codec.decodeEdition],
];

const types = [codec.Command, codec.HolderEvent, codec.FleetEvent, codec.Edition, codec.Fleet];

describe.each(hostile)('%s', (_, value) => {
  it.each(decoders)('is refused by %s', (_name, decode) => {
    expect(decode(value)).toMatchObject({ _tag: 'Left' });
  });

  it.each(types.map((type) => [type.name, type] as const))('is no %s', (_name, type) => {
    expect(type.is(value)).toBe(false);
    expect(type.decode(value)).toMatchObject({ _tag: 'Left' });
    expect(type['~standard'].validate(value)).toHaveProperty('issues');
  });
});

it('a broken invariant is not taken for a value that cannot be read', () => {
  const violation = new InvariantViolation('a bug');
  const broken = Object.defineProperty({}, 'type', {
    get: () => {
      throw violation;
    },
    enumerable: true,
  });
  expect(() => codec.Command.decode(broken)).toThrow(violation);
  expect(() => codec.Command.is(broken)).toThrow(violation);
});

it('a value that cannot be read is malformed, and says so', () => {
  expect(codec.decodeCommand(revoked({}))).toEqual({
    _tag: 'Left',
    left: {
      _tag: 'MalformedInput',
      path: '',
      expected: 'plain JSON, whose members can all be read',
      actual: 'an object',
    },
  });
});

describe('what has no JSON', () => {
  const event: HolderEvent = untyped({ type: 'HsmMoved', data: { at: 0 } });

  it.each<[string, () => unknown, string]>([
    ['a command', () => codec.encodeCommand(untyped({ type: 'MoveHsm', data: {} })), '"MoveHsm"'],
    ['no command', () => codec.encodeCommand(untyped(null)), 'missing'],
    ['an event', () => codec.encodeEvent(event), '"HsmMoved"'],
    ['no event', () => codec.encodeEvent(untyped(undefined)), 'missing'],
    ['an event without a type', () => codec.encodeEvent(untyped({ data: {} })), 'missing'],
    [
      'a fleet’s event',
      () => codec.encodeFleetEvent({ stream: 'cluster-aaaaaaaaaaa', event }),
      '"HsmMoved"',
    ],
    ['a fleet as a holder', () => codec.holderToJson(untyped(fleet())), 'a fleet'],
    ['a cluster as a fleet', () => codec.fleetToJson(untyped(cluster('ACTIVE'))), 'a cluster'],
  ])('breaks an invariant that names it: %s', (_, run, name) => {
    expect(run).toThrow(InvariantViolation);
    expect(run).toThrow(name);
  });
});
