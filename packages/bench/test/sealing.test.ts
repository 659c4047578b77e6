/**
 * The sealing contestants work on the same bytes.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import type { RandomBytes } from '@hsm-lifecycle/crypto';
import { bareGcms } from '../src/peers/bare-gcm.ts';
import { bareOpen, bareSeal } from '../src/peers/bare-seal.ts';
import { costContest } from '../src/rows/sealing-cost.ts';
import { sealingContest } from '../src/rows/sealing.ts';
import { PROVIDERS, sealers, snapshotOf } from '../src/work/sealers.ts';

/** Two pieces and part of a third. */
const BYTES = 140_000;

/** Draws the same bytes in the same order for each provider. */
const counting = (): RandomBytes => {
  let draws = 0;
  return (bytes) => {
    draws += 1;
    return new Uint8Array(bytes).fill(draws);
  };
};

describe('sealing', () => {
  it('gives equal payloads and records with every provider', async () => {
    const all = sealers(counting);
    const [node, webcrypto, noble] = await Promise.all(
      PROVIDERS.map((name) => all[name].seal(snapshotOf(BYTES))),
    );
    expect(webcrypto).toEqual(node);
    expect(noble).toEqual(node);
  });

  it('gives equal pieces with every bare primitive', async () => {
    const snapshot = snapshotOf(BYTES);
    const sealed = await Promise.all(PROVIDERS.map((name) => bareGcms[name].seal(snapshot)));
    expect(new Set(sealed.map((bytes) => Buffer.from(bytes).toString('base64'))).size).toBe(1);
  });

  it('gives back the bytes with the bare primitives of a whole seal', async () => {
    expect(bareOpen(bareSeal(snapshotOf(BYTES)))).toEqual(snapshotOf(BYTES));
    const took = await costContest(sealers().node, 153, { warmUp: 0, rounds: 1, times: 200 });
    expect(Object.keys(took)).toEqual(['seal', 'bare seal', 'open', 'bare open']);
    expect(Object.values(took).every((milliseconds) => milliseconds > 0)).toBe(true);
  });

  it.each(PROVIDERS)('is timed for %s, both ways', async (name) => {
    const took = await sealingContest(sealers()[name], {
      name,
      bytes: BYTES,
      counts: { warmUp: 0, rounds: 1, times: 1 },
    });
    expect(Object.keys(took)).toEqual(['seal', 'bare seal', 'open', 'bare open']);
    expect(Object.values(took).every((milliseconds) => milliseconds > 0)).toBe(true);
  });
});
