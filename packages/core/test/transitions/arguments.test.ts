import { describe, expect, it } from '@jest/globals';
import { isLeft, type Either } from 'fp-ts/lib/Either.js';
import {
  activate,
  addHsm,
  advance,
  andThen,
  createCluster,
  createUser,
  decide,
  initialState,
  restore,
  tag,
} from '@hsm-lifecycle/core';
import { advanceFleet, eachDue, step } from '@hsm-lifecycle/core/fleet';
import { accepted, aNewCluster, cluster, copy, fleet } from '@hsm-lifecycle/testing';
import { untyped } from '../untyped.ts';

const active = cluster('ACTIVE');
const at = active.asOf;
const example = fleet();
const zone = { at, availabilityZone: 'eu-west-1b' };
const created = createCluster(aNewCluster({ at }));

const misfitOf = (outcome: Either<unknown, unknown>): unknown =>
  isLeft(outcome) ? outcome.left : 'accepted';

const misfit = (field: string, actual: string) => ({ _tag: 'NotWellFormed', field, actual });

describe('an input that is missing', () => {
  const chained = (input: unknown): Either<unknown, unknown> =>
    andThen(advance, untyped(input))(created);

  it.each<[string, (input: unknown) => Either<unknown, unknown>]>([
    ['advance', (input) => advance(active, untyped(input))],
    ['advanceFleet', (input) => advanceFleet(example, untyped(input))],
    ['eachDue', (input) => eachDue(example, untyped(input))],
    ['andThen(advance)', chained],
    ['activate', (input) => activate(active, untyped(input))],
  ])('is refused by %s', (_, run) => {
    expect(misfitOf(run(undefined))).toMatchObject({ _tag: 'NotWellFormed', field: 'input' });
    expect(misfitOf(run(null))).toMatchObject(misfit('input', 'null'));
    expect(misfitOf(run(5))).toMatchObject(misfit('input', '5'));
  });
});

describe('a state that is none', () => {
  const others: readonly (readonly [given: unknown, actual: string])[] = [
    [undefined, 'missing'],
    [null, 'null'],
    [Number.NaN, 'NaN'],
    [initialState, 'the initial state'],
    [created, 'an outcome, whose `right[0]` is the state'],
    [activate(active, { at }), 'a refused outcome'],
    [example, 'a fleet'],
    [{ kind: 'HSM' }, 'an object'],
  ];

  it.each(others)('is refused as a cluster: %#', (given, actual) => {
    expect(misfitOf(addHsm(untyped(given), zone))).toMatchObject(misfit('cluster', actual));
    expect(misfitOf(activate(untyped(given), { at }))).toMatchObject(misfit('cluster', actual));
    expect(misfitOf(createUser(untyped(given), { at, name: 'alice', role: 'CU' }))).toMatchObject(
      misfit('cluster', actual),
    );
  });

  it.each(others)('is refused as a holder: %#', (given, actual) => {
    const tags = { team: 'keys' };
    expect(misfitOf(tag(untyped(given), { at, resourceId: active.clusterId, tags }))).toMatchObject(
      misfit('holder', actual),
    );
    expect(misfitOf(advance(untyped(given), { at }))).toMatchObject(misfit('holder', actual));
    const wanted = { at, backupId: 'backup-a', clusterId: 'cluster-bbbbbbbbbbb', subnets: [] };
    expect(misfitOf(restore(untyped(given), untyped(wanted)))).toMatchObject(
      misfit('holder', actual),
    );
  });

  it.each(others.filter(([given]) => given !== initialState))(
    'is refused by decide: %#',
    (given, actual) => {
      expect(misfitOf(decide(untyped(given), { type: 'Advance', data: { at } }))).toMatchObject(
        misfit('state', actual),
      );
    },
  );

  it.each([...others.filter(([given]) => given !== example), [active, 'a cluster'] as const])(
    'is refused as a fleet: %#',
    (given, actual) => {
      const late = { at: example.asOf + 1 };
      for (const outcome of [
        step(untyped(given), { type: 'Advance', data: late }),
        advanceFleet(untyped(given), late),
        eachDue(untyped(given), late),
      ])
        expect(misfitOf(outcome)).toMatchObject(misfit('fleet', actual));
    },
  );

  it('is refused by a cluster’s transitions when it is a backup copy', () => {
    expect(misfitOf(activate(untyped(copy()), { at }))).toMatchObject(
      misfit('cluster', 'a backup copy'),
    );
  });

  it('leaves states as they are', () => {
    expect(accepted(advance(active, { at }))[0]).toBe(active);
  });
});
