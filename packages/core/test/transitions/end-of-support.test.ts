import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  advance,
  customEdition,
  DAY_MS,
  editions,
  failHsm,
  HOUR_MS,
  replaceHsm,
} from '@hsm-lifecycle/core';
import { accepted, after, clusterWith, START } from '@hsm-lifecycle/testing';
import { editionWith } from '../support.ts';

const since = START + 40 * DAY_MS;
const edition = editionWith({ endOfSupport: { 'hsm2m.medium': since } });
const before = accepted(advance(clusterWith({ hsms: 2, edition }), { at: since - DAY_MS }))[0];
const zone = before.subnets[0]?.availabilityZone ?? '';
const hsmId = before.hsms[0]?.hsmId ?? '';
const refusal = left({ _tag: 'HsmTypeUnsupported', rule: 'U-53', hsmType: 'hsm2m.medium', since });

describe('the end of support of an HSM type (U-53)', () => {
  it('refuses new HSMs from that instant on', () => {
    expect(addHsm(before, { at: since - 1, availabilityZone: zone })._tag).toBe('Right');
    expect(addHsm(before, { at: since, availabilityZone: zone })).toEqual(refusal);
  });

  it('refuses replacements from that instant on', () => {
    expect(replaceHsm(before, { at: since - 1, hsmId })._tag).toBe('Right');
    expect(replaceHsm(before, { at: since, hsmId })).toEqual(refusal);
  });

  it('leaves a failed HSM DEGRADED that would be detected from then on', () => {
    const failing = (at: number) =>
      accepted(advance(after(failHsm(before, { at, hsmId })), { at: since + DAY_MS }))[0].hsms.map(
        ({ state }) => state,
      );
    expect(failing(since - HOUR_MS)).toEqual(['DEGRADED', 'ACTIVE']);
    expect(failing(since - HOUR_MS - 1)).toEqual(['ACTIVE', 'ACTIVE']);
  });

  it('lets what is being made then become ACTIVE', () => {
    const joining = after(addHsm(before, { at: since - 1, availabilityZone: zone }));
    expect(accepted(advance(joining, { at: since + DAY_MS }))[0].hsms).toHaveLength(3);
  });

  it('is that of hsm1.medium in 2026 (F-185), and names only types with a capacity', () => {
    expect(editions.aws2026.endOfSupport).toEqual({
      'hsm1.medium': Date.parse('2026-03-31T00:00:00Z'),
    });
    expect(editions.aws2024.endOfSupport).toEqual({});
    const custom = (endOfSupport: Record<string, number>) =>
      customEdition(editions.aws2026, { name: 'ends', endOfSupport });
    expect(custom({ 'hsm9.medium': 0 })).toMatchObject({ left: { field: 'capacities' } });
    expect(custom({ 'hsm2m.medium': 0.5 })).toMatchObject({
      left: { field: 'endOfSupport.hsm2m.medium' },
    });
    expect(custom({ 'hsm2m.medium': 0 })._tag).toBe('Right');
  });
});
