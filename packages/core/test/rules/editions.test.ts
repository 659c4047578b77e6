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
  ['aws2026', editions.aws2026, 'f2abb5dc21bbe49f057d3d94138c32b93c3b4d99c74364fd122b6b70b5ec41a2'],
  ['aws2024', editions.aws2024, '80984c9af220e3bcc310f3273b771ce86c816155719ba732398044d87c7f13f5'],
  ['instant', editions.instant, '709c168bfeebc5598619c095497ef295a95affa5a7a329d1214e760716d58c42'],
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
  it('differs from aws2026 in that work takes no time (U-20)', () => {
    const { name: _name, durations, ...rest } = editions.instant;
    const { name: _slow, durations: slow, ...same } = editions.aws2026;
    expect(rest).toEqual(same);
    expect(Object.keys(durations)).toEqual(Object.keys(slow));
    expect(new Set(Object.values(durations))).toEqual(new Set([0]));
  });
});
