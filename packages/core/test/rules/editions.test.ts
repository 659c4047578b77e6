import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createCluster, editions, type Edition } from '@hsm-lifecycle/core';
import { canonicalJson } from '@hsm-lifecycle/core/codec';
import { editionNamed } from '../../src/rules/editions.ts';
import { aNewCluster } from '@hsm-lifecycle/testing';

const fingerprint = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

type Released = readonly [name: string, edition: Edition, hash: string];

const released: readonly Released[] = [
  ['aws2026', editions.aws2026, 'af97a80b5836fe8f12fa2275dee6319eb1da1de53dfdcc1f9217dddedaab7bb4'],
  ['aws2024', editions.aws2024, 'da631c194d7f0e6efeeeb048cf8600ca6e7363efd0503227f07f084254cdac54'],
  ['instant', editions.instant, '5139bf2961326c7857c6f8256f96e8080c5603312aa11ef67493a243fb501318'],
];

describe('an edition', () => {
  it.each(released)('never changes once released: %s', (_name, edition, hash) => {
    expect(fingerprint(edition)).toBe(hash);
  });

  it('is released only if it is pinned here', () => {
    expect(Object.keys(editions)).toEqual(released.map(([name]) => name));
  });

  it.each(released)('is known by its name: %s', (name, edition) => {
    expect(edition.name).toBe(name);
    expect(editionNamed(name)).toBe(edition);
  });

  it.each(['', 'AWS2026', 'aws2025', 'toString'])('is not known by the name "%s"', (name) => {
    expect(editionNamed(name)).toBeUndefined();
  });
});

describe('aws2024', () => {
  it('differs from aws2026 in that hsm1.medium can still be created, without end (F-185)', () => {
    const { name: _name, creatable, endOfSupport, ...rest } = editions.aws2024;
    const { name: _later, creatable: fewer, endOfSupport: ends, ...same } = editions.aws2026;
    expect([endOfSupport, Object.keys(ends)]).toEqual([{}, ['hsm1.medium']]);
    expect(rest).toEqual(same);
    expect(creatable).toEqual([...fewer, { hsmType: 'hsm1.medium', mode: 'FIPS' }]);
    const old = aNewCluster({ hsmType: 'hsm1.medium' });
    expect(createCluster({ ...old, edition: editions.aws2024 })._tag).toBe('Right');
    expect(createCluster({ ...old, edition: editions.aws2026 })._tag).toBe('Left');
  });
});

describe('instant', () => {
  it('differs from aws2026 in that what begins takes no time (U-20, F-241)', () => {
    const { name: _name, durations, replacement, ...rest } = editions.instant;
    const { name: _slow, durations: slow, replacement: _late, ...same } = editions.aws2026;
    expect(rest).toEqual(same);
    expect(Object.keys(durations)).toEqual(Object.keys(slow));
    expect(new Set(Object.values(durations))).toEqual(new Set([0]));
    expect(replacement).toEqual({ detectedAfter: 'REPORTED', takes: 0 });
  });
});
