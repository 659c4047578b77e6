import { describe, expect, it } from '@jest/globals';
import { isLeft, type Either } from 'fp-ts/lib/Either.js';
import { cluster, fleet } from '@hsm-lifecycle/testing';
import { advance, createKey, explain } from '@hsm-lifecycle/core';
import {
  clusterIn,
  forecastRetention,
  holderIn,
  legalCommands,
  recoveryPoints,
  residualData,
} from '@hsm-lifecycle/core/fleet';
import { theCluster } from './world.ts';
import { untyped } from '../untyped.ts';

const example = fleet();
const { clusterId } = theCluster(example);
const at = example.asOf;

type Question = (fleet: unknown, input: unknown) => Either<unknown, unknown>;
const timed: readonly (readonly [name: string, field: string, ask: Question])[] = [
  ['recoveryPoints', 'at', (of, input) => recoveryPoints(untyped(of), untyped(input))],
  ['forecastRetention', 'until', (of, input) => forecastRetention(untyped(of), untyped(input))],
  ['legalCommands', 'at', (of, input) => legalCommands(untyped(of), untyped(input))],
];
const residual: Question = (of, input) => residualData(untyped(of), untyped(input));

const refusal = (outcome: Either<unknown, unknown>): unknown =>
  isLeft(outcome) ? outcome.left : 'accepted';

describe.each(timed)('%s', (_, field, ask) => {
  const asked = (when: unknown) => refusal(ask(example, { clusterId, [field]: when }));

  it.each([Number.NaN, Infinity, -1, 0.5, '0', 5n, Symbol('s'), Object.create(null), undefined])(
    'refuses a time that is no instant: %#',
    (when) => {
      expect(asked(when)).toMatchObject({
        _tag: 'NotAnInstant',
        ...(field === 'until' && { field }),
      });
      expect(() => JSON.stringify(asked(when))).not.toThrow();
      expect(explain(untyped(asked(when)))).toContain(`'${field}' is`);
    },
  );

  it('refuses a time before the last event', () => {
    expect(asked(at - 1)).toMatchObject({ _tag: 'TimeRanBackwards', at: at - 1, asOf: at });
  });

  it.each([undefined, null, 5])('refuses a missing input: %p', (input) => {
    expect(refusal(ask(example, input))).toMatchObject({ _tag: 'NotWellFormed', field: 'input' });
  });

  it('refuses a list as its input', () => {
    expect(refusal(ask(example, []))).toMatchObject({
      _tag: 'NotWellFormed',
      field: 'input',
      expected: 'an object',
    });
  });

  it('refuses an id that is not text', () => {
    for (const id of [5, Symbol('s'), Object.create(null)])
      expect(refusal(ask(example, { clusterId: id, [field]: at }))).toMatchObject({
        _tag: 'NotWellFormed',
        field: 'clusterId',
      });
  });

  it('refuses what is no fleet', () => {
    expect(refusal(ask(theCluster(example), { clusterId, [field]: at }))).toMatchObject({
      field: 'fleet',
      actual: 'a cluster',
    });
  });
});

describe('recoveryPoints', () => {
  it('never gives an age below 0', () => {
    const found = recoveryPoints(example, { clusterId, at });
    if (isLeft(found)) throw new Error('refused');
    for (const { ageMs } of found.right.points) expect(ageMs).toBeGreaterThanOrEqual(0);
  });
});

describe('residualData', () => {
  it.each<[unknown, string]>([
    [null, 'input'],
    [5, 'input'],
    [{ keyIds: 5 }, 'keyIds'],
    [{ keyIds: 'k1' }, 'keyIds'],
    [{ keyIds: [5] }, 'keyIds.0'],
    [{ userNames: 'alice' }, 'userNames'],
    [{ clusterId: 5 }, 'clusterId'],
  ])('refuses %j', (input, field) => {
    expect(refusal(residual(example, input))).toMatchObject({ _tag: 'NotWellFormed', field });
  });

  it('refuses what is no fleet', () => {
    expect(refusal(residual(undefined, {}))).toMatchObject({ field: 'fleet', actual: 'missing' });
  });
});

describe('look-ups', () => {
  it.each([Symbol('s'), Object.create(null), null, undefined, 5])(
    'find nothing for what is not text: %#',
    (id) => {
      expect(holderIn(example, untyped(id))).toBeUndefined();
      expect(clusterIn(example, untyped(id))).toBeUndefined();
    },
  );
});

describe('NotAnInstant', () => {
  it.each<[unknown, number | string]>([
    [Number.NaN, Number.NaN],
    [5n, 'a bigint'],
    [Symbol('s'), 'a symbol'],
    [{ at }, 'an object'],
    ['noon', '"noon"'],
  ])('is plain data: %#', (when, shown) => {
    const active = cluster('ACTIVE');
    expect(refusal(advance(active, { at: untyped(when) }))).toEqual({
      _tag: 'NotAnInstant',
      rule: 'M-2',
      at: shown,
    });
    const key = {
      keyId: 'k',
      owner: 'admin',
      kind: 'symmetric',
      expiresAt: untyped(when),
    } as const;
    const refused = refusal(createKey(active, { at: active.asOf, ...key }));
    expect(refused).toMatchObject({ _tag: 'NotAnInstant', at: shown, field: 'expiresAt' });
  });
});
