import { describe, expect, it } from '@jest/globals';
import { streamOf } from '../src/random/stream.ts';
import { quantileOfRuns } from '../src/statistics/order-statistics.ts';
import { meanOf, studentQuantile } from '../src/statistics/student.ts';
import { pooledQuantile } from '../src/statistics/sectioning.ts';
import { proportionOf } from '../src/statistics/wilson.ts';
import { binOf } from '../src/summary/bins.ts';
import { mergedTally, SECTIONS, type Tally } from '../src/summary/tally.ts';
import { isPrecise, looksUpTo } from '@hsm-lifecycle/simulator';

describe('studentQuantile', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2.
  it.each([
    [1, 12.706],
    [2, 4.303],
    [3, 3.182],
    [10, 2.228],
    [29, 2.045],
    [30, 2.042],
    [31, 2.04],
    [100, 1.984],
    [10_000, 1.96],
  ])('with %d degrees of freedom is %d', (freedom, t) => {
    expect(studentQuantile(0.975, freedom)).toBeCloseTo(t, 3);
  });
});

describe('proportionOf', () => {
  // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  it.each([
    { count: 81, runs: 263, low: 0.2553, high: 0.3662 },
    { count: 15, runs: 148, low: 0.0624, high: 0.1605 },
    { count: 0, runs: 20, low: 0, high: 0.1611 },
    { count: 1, runs: 29, low: 0.0061, high: 0.1718 },
  ])('of $count of $runs is from $low to $high', ({ count, runs, low, high }) => {
    const found = proportionOf(count, runs);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });
});

/** A stream of whole values. */
const valuesOf = (seed: number, count: number, of: (u: number) => number): readonly number[] => {
  const stream = streamOf(['statistics', seed]);
  return Array.from({ length: count }, () => Math.round(of(stream())));
};

const momentsOf = (values: readonly number[]) => ({
  count: values.length,
  sums: values.reduce<[bigint, bigint, bigint]>(
    ([x, xx, xxx], value) => {
      const v = BigInt(value);
      return [x + v, xx + v * v, xxx + v * v * v];
    },
    [0n, 0n, 0n],
  ),
});

const exponential = (u: number): number => -100_000 * Math.log1p(-u);

const CAMPAIGNS = 200;

/** In how many of 200 small campaigns the interval covers the exact value. */
const coverage = (
  exact: number,
  intervalOf: (seed: number) => {
    readonly low: number | undefined;
    readonly high: number | undefined;
  },
): number => {
  let covered = 0;
  for (let seed = 0; seed < CAMPAIGNS; seed += 1) {
    const { low = Number.NaN, high = Number.NaN } = intervalOf(seed);
    if (low <= exact && exact <= high) covered += 1;
  }
  return covered / CAMPAIGNS;
};

const valueTally = (values: readonly number[], run: number): Tally => ({
  kind: 'VALUE',
  unit: 'count',
  about: '',
  runs: 1,
  positive: 1,
  sums: [0n, 0n, 0n],
  ofRuns: new Map(),
  sections: new Map([
    [
      run % SECTIONS,
      {
        count: BigInt(values.length),
        beyond: 0n,
        bins: values.reduce((bins, value) => {
          const [weight, sum] = bins.get(binOf(value)) ?? [0n, 0n];
          return bins.set(binOf(value), [weight + 1n, sum + BigInt(value)] as const);
        }, new Map<number, readonly [bigint, bigint]>()),
      },
    ],
  ]),
});

const expectNear95 = (share: number): void => {
  expect(share).toBeGreaterThanOrEqual(0.9);
  expect(share).toBeLessThanOrEqual(0.99);
};

describe('intervals cover the exact value in about 95 of 100 campaigns', () => {
  it('for means', () => {
    expectNear95(coverage(100_000, (seed) => meanOf(momentsOf(valuesOf(seed, 200, exponential)))));
  });

  it('for proportions', () => {
    expectNear95(
      coverage(0.1, (seed) => {
        const hits = valuesOf(seed, 200, (u) => (u < 0.1 ? 1 : 0));
        return proportionOf(hits.filter((hit) => hit === 1).length, 200);
      }),
    );
  });

  it('for quantiles of one value a run', () => {
    const exact = exponential(0.9);
    const share = coverage(exact, (seed) => {
      const ofRuns = new Map<number, bigint>();
      for (const value of valuesOf(seed, 500, exponential))
        ofRuns.set(binOf(value), (ofRuns.get(binOf(value)) ?? 0n) + 1n);
      return quantileOfRuns(ofRuns, 500, 0.9);
    });
    expect(share).toBeGreaterThanOrEqual(0.9);
  });

  it('for quantiles of pooled values', () => {
    const exact = exponential(0.9);
    const share = coverage(exact, (seed) => {
      const values = valuesOf(seed, 3200, exponential);
      const tallies = Array.from({ length: 64 }, (_, run) =>
        valueTally(values.slice(run * 50, run * 50 + 50), run),
      );
      return pooledQuantile(tallies.reduce(mergedTally), 64, 0.9);
    });
    expectNear95(share);
  });

  it('would not if the error were taken for that of half as many runs', () => {
    const share = coverage(100_000, (seed) => {
      const { value, low = 0, high = 0 } = meanOf(momentsOf(valuesOf(seed, 200, exponential)));
      return { low: value - (value - low) / 2, high: value + (high - value) / 2 };
    });
    expect(share).toBeLessThan(0.9);
  });
});

describe('means', () => {
  it('warn where few runs are skewed', () => {
    const rare = valuesOf(3, 200, (u) => (u < 0.01 ? 1_000_000 : 0));
    expect(meanOf(momentsOf(rare)).isSkewed).toBe(true);
    expect(meanOf(momentsOf(valuesOf(3, 200, exponential))).isSkewed).toBe(false);
  });
});

describe('stopping', () => {
  it('looks at 256 runs and at each doubling', () => {
    expect(looksUpTo(2000)).toEqual([256, 512, 1024, 2000]);
    expect(looksUpTo(100)).toEqual([100]);
  });

  it('asks for half the interval', () => {
    const half = proportionOf(50, 100);
    expect(isPrecise(half, { absolute: 0.1 })).toBe(true);
    expect(isPrecise(half, { absolute: 0.09 })).toBe(false);
    expect(isPrecise(half, { relative: 0.2 })).toBe(true);
    expect(isPrecise({ ...half, low: undefined }, { relative: 1 })).toBe(false);
  });
});
