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
  ['aws2026', editions.aws2026, 'f4513bf65122089595af4ed6e0effbc3b0aa1e4c93ddea20dab89b5ef97131de'],
  ['aws2024', editions.aws2024, '828e629c3a90a97b1be752ea51f0c374572799f22e811c4b1f5e8ca29af9746d'],
  ['instant', editions.instant, '40003a1b8b5f969e6a6a6c24f8e8977c1b1d6ae2d26283216a919258a67c5eca'],
];

describe('an edition', () => {
  it.each(released)('never changes once released: %s', (_name, edition, hash) => {
    expect(fingerprint(edition)).toBe(hash);
  });

  it('is released only when it is pinned here', () => {
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
  it('differs from aws2026 in that hsm1.medium can still be created (F-185)', () => {
    const { name: _name, creatable, ...rest } = editions.aws2024;
    const { name: _later, creatable: fewer, ...same } = editions.aws2026;
    expect(rest).toEqual(same);
    expect(creatable).toEqual([...fewer, { hsmType: 'hsm1.medium', mode: 'FIPS' }]);
    const old = aNewCluster({ hsmType: 'hsm1.medium' });
    expect(createCluster({ ...old, edition: editions.aws2024 })._tag).toBe('Right');
    expect(createCluster({ ...old, edition: editions.aws2026 })._tag).toBe('Left');
  });
});

describe('instant', () => {
  it('differs from aws2026 in that operations take no time (U-20)', () => {
    const { name: _name, durations, ...rest } = editions.instant;
    const { name: _slow, durations: slow, ...same } = editions.aws2026;
    expect(rest).toEqual(same);
    expect(Object.keys(durations)).toEqual(Object.keys(slow));
    expect(new Set(Object.values(durations))).toEqual(new Set([0]));
  });
});
