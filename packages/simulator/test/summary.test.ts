import { describe, expect, it } from '@jest/globals';
import { assert, bigInt, integer, nat, property, shuffledSubarray, uniqueArray } from 'fast-check';
import { customEdition, DAY_MS, HOUR_MS } from '@hsm-lifecycle/core';
import { canonicalJson } from '@hsm-lifecycle/core/codec';
import { copyNewest, dailyAt, keepNewest } from '@hsm-lifecycle/runbooks';
import { accepted, ELSEWHERE, REGION } from '@hsm-lifecycle/testing/examples';
import {
  backupsHeldMeasure,
  compareRuns,
  estimate,
  mergeComparisons,
  verdictOn,
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
  restated(pairFleet(), (edition) =>
    customEdition(edition, {
      name: `${edition.name}+random copies`,
      durations: { copy: 'REPORTED' },
    }),
  ),
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

describe('what has never been seen', () => {
  it('has no interval, so that no expectation about it is met', () => {
    const whole = runs(0, 2);
    const figure = { measure: 'Calls', label: 'refused', statistic: 'mean' } as const;
    expect(accepted(estimate(whole, figure))).toMatchObject({ value: 0, low: undefined });
    expect(accepted(verdictOn(whole, { ...figure, atMost: 1 }))).toMatchObject({
      verdict: 'UNDECIDED',
      runsToDecide: undefined,
    });
  });
});

describe('verdicts', () => {
  const whole = runs(0, 4);
  const figure = { measure: 'BackupsHeld', label: 'ready', statistic: 'mean' } as const;
  const { low = 0, high = 0, value } = accepted(estimate(whole, figure));

  it.each([
    ['MET', { atMost: high + 1 }],
    ['MET', { atLeast: low - 1 }],
    ['BROKEN', { atMost: low - 1 }],
    ['BROKEN', { atLeast: high + 1 }],
    ['UNDECIDED', { atMost: (value + high) / 2 }],
  ])('are %s by the whole interval', (verdict, limit) => {
    expect(accepted(verdictOn(whole, { ...figure, ...limit })).verdict).toBe(verdict);
  });

  it('say how many runs would decide: four times as many for half the distance', () => {
    const at = (limit: number) =>
      accepted(verdictOn(whole, { ...figure, atMost: limit })).runsToDecide ?? 0;
    const half = high - value;
    expect(at(value + half / 2)).toBe(16);
    expect(at(value + half / 4)).toBe(64);
  });

  it('refuse figures that are not there', () => {
    expect(verdictOn(whole, { ...figure, measure: 'x', atMost: 1 })).toMatchObject({
      left: { what: 'measure' },
    });
    expect(verdictOn(whole, { ...figure, label: 'x', atMost: 1 })).toMatchObject({
      left: { what: 'label', known: ['ready', 'pending'] },
    });
    expect(verdictOn(whole, { ...figure, statistic: 'share', atMost: 1 })).toMatchObject({
      left: { what: 'statistic', known: ['mean', 'quantile'] },
    });
  });
});

describe('a comparison', () => {
  it('of a simulation with itself is 0, exactly', () => {
    const pair = { first: campaign, second: campaign };
    const same = accepted(compareRuns(pair, { from: 0, to: 3 }));
    for (const labels of same.differences.values())
      for (const { sums, onlyFirst, onlySecond } of labels.values())
        expect([sums, onlyFirst, onlySecond]).toEqual([[0n, 0n, 0n], 0, 0]);
  });

  it('differs by 0 where the other policy touches nothing, and merges exactly', () => {
    const other = {
      of: 'other',
      simulation: {
        ...simulation,
        processes: simulation.processes.filter(({ name }) => name !== 'nightly copy'),
      },
    };
    const pair = { first: campaign, second: other };
    const whole = accepted(compareRuns(pair, { from: 0, to: 4 }));
    const parts = [
      accepted(compareRuns(pair, { from: 2, to: 4 })),
      accepted(compareRuns(pair, { from: 0, to: 2 })),
    ].reduce(mergeComparisons);
    expect(parts.differences.get('Calls')?.get('refused')).toEqual(
      whole.differences.get('Calls')?.get('refused'),
    );
    expect(whole.differences.get('Serving')?.get('below')?.sums[1]).toBe(0n);
    expect(whole.differences.get('BackupsHeld')?.get('ready')?.sums[0]).toBeLessThan(0n);
    expect(bytes(parts.first)).toBe(bytes(whole.first));
  });
});

describe('missingRanges', () => {
  it('gives the runs that are in no range, and with those all', () => {
    const borders = uniqueArray(nat({ max: 40 }), { minLength: 4, maxLength: 4 });
    assert(
      property(borders, (unsorted) => {
        const [w = 0, x = 0, y = 0, z = 0] = unsorted.toSorted((a, b) => a - b);
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
