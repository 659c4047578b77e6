import { describe, expect, it } from '@jest/globals';
import { assert, bigInt, integer, nat, property, shuffledSubarray } from 'fast-check';
import { DAY_MS, HOUR_MS } from '@hsm-lifecycle/core';
import { canonicalJson } from '@hsm-lifecycle/core/codec';
import { copyNewest, dailyAt, keepNewest } from '@hsm-lifecycle/runbooks';
import { accepted, ELSEWHERE, REGION } from '@hsm-lifecycle/testing/examples';
import {
  backupsHeldMeasure,
  callsMeasure,
  hsmFailuresProcess,
  mergeSummaries,
  recoveryPointMeasure,
  runbookProcess,
  servingMeasure,
  simulate,
  summaryFromJson,
  summaryToJson,
  workProcess,
  type Simulation,
  type Summary,
} from '@hsm-lifecycle/simulator';
import { restated } from '@hsm-lifecycle/core/codec';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { binOf, edgeOf } from '../src/summary/bins.ts';
import { chunksOf, missingRanges, runRanges } from '@hsm-lifecycle/simulator';
import { pairFleet } from './worlds.ts';

describe('bins', () => {
  it('hold each value between their borders, and are at most 3 % wide', () => {
    assert(
      property(bigInt(0n, 2n ** 53n - 1n), (big) => {
        const value = Number(big);
        const bin = binOf(value);
        const [from, to] = [edgeOf(bin), edgeOf(bin + 1)];
        return from <= value && value < to && (to - from === 1 || (to - from) / from <= 1 / 32);
      }),
    );
  });

  it('are in order without gaps', () => {
    for (let bin = 0; bin < 1500; bin += 1) expect(binOf(edgeOf(bin))).toBe(bin);
  });
});

const begin = accepted(
  restated(pairFleet(), { name: 'random copies', durations: { copy: 'REPORTED' } }),
);
const simulation: Simulation = {
  seed: 42,
  begin,
  warmUp: 10 * DAY_MS,
  horizon: 60 * DAY_MS,
  processes: [
    workProcess({
      copy: { takes: { lognormal: { median: 600_000, p95: 3_600_000 } }, fails: 0.1 },
      backup: { fails: 0.02 },
    }),
    hsmFailuresProcess({ every: { exponential: 100 * DAY_MS } }),
    runbookProcess({
      name: 'nightly copy',
      run: copyNewest({ to: ELSEWHERE }),
      wakes: { schedule: dailyAt(22 * HOUR_MS), on: ['BackupCopyFailed'] },
      respondsAfter: { uniform: [HOUR_MS, 8 * HOUR_MS] },
    }),
    runbookProcess({
      name: 'keep 7',
      run: keepNewest({ region: ELSEWHERE, count: 7 }),
      wakes: { on: ['BackupCopied'] },
    }),
  ],
  measures: [
    recoveryPointMeasure({ ifLost: REGION }),
    servingMeasure({ hsms: 2 }),
    backupsHeldMeasure(),
    callsMeasure(),
  ],
};
const campaign = { of: 'golden', simulation };
const runs = (from: number, to: number): Summary => accepted(simulate(campaign, { from, to }));
const bytes = (summary: Summary): string => canonicalJson(summaryToJson(summary));
const merge = (a: Summary, b: Summary): Summary => accepted(mergeSummaries(a, b));

describe('summaries', () => {
  const each = Array.from({ length: 12 }, (_, run) => runs(run, run + 1));
  const whole = runs(0, 12);

  it('merge to the same bytes in any order', () => {
    assert(
      property(
        shuffledSubarray(each, { minLength: 12 }),
        integer({ min: 1, max: 11 }),
        (all, cut) => {
          const of = (part: readonly Summary[]) => part.reduce(merge);
          return bytes(merge(of(all.slice(0, cut)), of(all.slice(cut)))) === bytes(whole);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('would not if sums were rounded', () => {
    const rounded = (it: Summary): Summary => ({ ...it, events: Math.fround(it.events / 3) });
    const [a, b, c] = each.map(rounded);
    if (a === undefined || b === undefined || c === undefined) throw new Error('too few');
    const [one, other] = [merge(merge(a, b), c), merge(a, merge(b, c))];
    const third = merge(merge(c, a), b);
    expect(new Set([one, other, third].map(({ events }) => events)).size).toBeGreaterThan(0);
    expect(bytes(one)).not.toBe(bytes(whole));
  });

  it('are the same from ranges that end in any order', async () => {
    const delays = [3, 0, 2, 1];
    const result = await runRanges({
      ranges: chunksOf([{ from: 0, to: 12 }], 3),
      concurrency: 3,
      perform: async (range) => {
        await new Promise((done) => setTimeout(done, delays[range.from / 3]));
        return simulate(campaign, range);
      },
      empty: runs(0, 0),
      merge,
    });
    expect(bytes(accepted(result))).toBe(bytes(whole));
  });

  it('are those of a golden campaign, on every version of Node', () => {
    expect(bytesToHex(sha256(utf8ToBytes(bytes(whole))))).toMatchInlineSnapshot(
      `"fb1006fb1d6a4aef595bddef9d4a8c139274124673ecf2e92f285eca0dc34781"`,
    );
  });

  it('survive JSON', () => {
    const json: unknown = JSON.parse(JSON.stringify(summaryToJson(whole)));
    expect(bytes(accepted(summaryFromJson(json)))).toBe(bytes(whole));
    expect(summaryFromJson({ ...Object(json), version: 2 })).toMatchObject({
      left: { _tag: 'NotASummary' },
    });
    expect(summaryFromJson([])).toMatchObject({ left: { _tag: 'NotASummary' } });
  });

  it('of the same runs, or of another simulation, are refused', () => {
    expect(mergeSummaries(runs(0, 3), runs(2, 4))).toMatchObject({
      left: { _tag: 'SameRuns', range: { from: 2, to: 3 } },
    });
    expect(mergeSummaries(runs(0, 1), { ...runs(1, 2), of: 'other' })).toMatchObject({
      left: { _tag: 'OtherSimulation' },
    });
  });
});

describe('missingRanges', () => {
  it('gives the runs that are in no range, and with those all', () => {
    const range = nat({ max: 40 });
    assert(
      property(range, range, range, range, (a, b, c, d) => {
        const [w, x, y, z] = [a, b, c, d].toSorted((one, other) => one - other);
        if (w === undefined || x === undefined || y === undefined || z === undefined) return true;
        if (w === x || y === z || x === y) return true;
        const done = [
          { from: w, to: x },
          { from: y, to: z },
        ];
        const missing = missingRanges(done, { from: 0, to: 50 });
        const count = [...done, ...missing].reduce((sum, { from, to }) => sum + to - from, 0);
        const all = new Set(
          [...done, ...missing].flatMap(({ from, to }) =>
            Array.from({ length: to - from }, (_, index) => from + index),
          ),
        );
        return count === 50 && all.size === 50;
      }),
    );
  });
});
