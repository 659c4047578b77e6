import { describe, expect, it } from '@jest/globals';
import {
  createCluster,
  customEdition,
  editions,
  InvariantViolation,
  reportedBy,
  ruleOf,
} from '@hsm-lifecycle/core';
import { aNewCluster } from '@hsm-lifecycle/testing';
import { untyped } from '../untyped.ts';

const base = editions.aws2026;

const badField = (changes: unknown): unknown => {
  const outcome = customEdition(base, untyped(changes));
  return outcome._tag === 'Left' ? outcome.left.field : 'accepted';
};

describe('an edition with a member that editions do not have', () => {
  it.each<[object, string]>([
    [{ hsmsPerClustrMax: 3 }, 'hsmsPerClustrMax'],
    [{ durations: { copies: 3 } }, 'durations.copies'],
    [{ sweep: { everyHours: 1, everyMinutes: 2 } }, 'sweep.everyMinutes'],
    [{ creatable: [{ hsmType: 'hsm2m.medium', mode: 'FIPS', zone: 'a' }] }, 'creatable.0.zone'],
  ])('is refused by the member: %j', (changes, field) => {
    expect(badField({ name: 'mine', ...changes })).toBe(field);
  });

  it('is refused by createCluster too', () => {
    const edition = untyped({ ...base, name: 'mine', hsmsPerClustrMax: 3 });
    expect(createCluster({ ...aNewCluster({ at: 0 }), edition })).toMatchObject({
      left: { _tag: 'BadEdition', field: 'hsmsPerClustrMax', actual: '3' },
    });
  });

  it('is fine while the member is undefined', () => {
    expect(badField({ name: 'mine', hsmsPerClustrMax: undefined })).toBe('accepted');
  });

  it.each([null, undefined, 5])('has changes that are an object: %p', (changes) => {
    expect(badField(changes)).toBe('changes');
    expect(customEdition(untyped(changes), { name: 'mine' })).toMatchObject({
      left: { field: 'base' },
    });
  });
});

it('a released edition with a wrong member is refused by the member, not by its name', () => {
  const edition = { ...base, hsmsPerClusterMax: Number.NaN };
  expect(createCluster({ ...aNewCluster({ at: 0 }), edition })).toMatchObject({
    left: { _tag: 'BadEdition', field: 'hsmsPerClusterMax', actual: 'NaN' },
  });
  const renamed = { ...base, hsmsPerClusterMax: 5 };
  expect(createCluster({ ...aNewCluster({ at: 0 }), edition: renamed })).toMatchObject({
    left: { _tag: 'BadEdition', field: 'name' },
  });
});

it('reportedBy names the work that it does not know', () => {
  expect(() => reportedBy(base, untyped(['hsms']))).toThrow(
    new InvariantViolation('reportedBy has no "hsms", only backup, copy, hsm, cluster'),
  );
});

it('ruleOf finds no rule by any other text', () => {
  expect(ruleOf('F-9999')).toBeUndefined();
  expect(ruleOf('constructor')).toBeUndefined();
  expect(ruleOf('F-94')).toHaveProperty('statement');
});
