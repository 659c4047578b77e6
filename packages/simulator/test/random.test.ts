import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, double, property } from 'fast-check';
import { spanAt, type Distribution } from '@hsm-lifecycle/simulator';
import { normalQuantile } from '../src/random/normal.ts';
import { luckOf } from '../src/random/luck.ts';
import { streamOf } from '../src/random/stream.ts';

describe('normalQuantile', () => {
  // NIST/SEMATECH e-Handbook, and R's qnorm to 12 digits.
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.95, 1.6448536269514722],
    [0.99, 2.3263478740408408],
    [1e-10, -6.361340902404056],
    [0.001, -3.090232306167813],
  ])('of %d is %d', (p, x) => {
    expect(normalQuantile(p)).toBeCloseTo(x, 10);
  });
});

describe('spanAt', () => {
  it.each<[Distribution, number, number]>([
    [{ constant: 7 }, 0.9, 7],
    [{ exponential: 1_000_000 }, 0.5, 693_147],
    [{ exponential: 1_000_000 }, 0.95, 2_995_732],
    [{ uniform: [100, 200] }, 0.25, 125],
    [{ lognormal: { median: 600_000, p95: 3_600_000 } }, 0.5, 600_000],
    [{ lognormal: { median: 600_000, p95: 3_600_000 } }, 0.95, 3_600_000],
    [{ weibull: { median: 900, shape: 2 } }, 0.5, 900],
    [{ weibull: { median: 900_000, shape: 1 } }, 0.95, 3_889_735],
  ])('of %j at %d is %d', (distribution, u, span) => {
    expect(spanAt(distribution, u)).toBe(span);
  });

  it('never falls', () => {
    const share = double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
    const any = constantFrom<Distribution>(
      { exponential: 1e6 },
      { uniform: [10, 1e6] },
      { lognormal: { median: 1e5, p95: 1e6 } },
      { weibull: { median: 1e5, shape: 0.7 } },
    );
    assert(
      property(any, share, share, (distribution, a, b) =>
        a <= b
          ? spanAt(distribution, a) <= spanAt(distribution, b)
          : spanAt(distribution, a) >= spanAt(distribution, b),
      ),
    );
  });
});

describe('streams', () => {
  it('are the same for ever: a release may not change them', () => {
    const stream = streamOf(['hsm-lifecycle', 1, 1, '0', 'HsmFailures', 'eu-west-1a/0']);
    expect([stream(), stream(), stream()]).toMatchInlineSnapshot(`
     [
       0.5902022096797652,
       0.25573842034717104,
       0.873372338289716,
     ]
    `);
  });

  it('differ by seed, run, process and subject, and are uniform', () => {
    const paths = [
      [1, 'r', 'p', 's'],
      [2, 'r', 'p', 's'],
      [1, 'q', 'p', 's'],
      [1, 'r', 'q', 's'],
      [1, 'r', 'p', 't'],
      [1, 'r', 'ps', ''],
    ];
    const firsts = paths.map((path) => streamOf(path)());
    expect(new Set(firsts).size).toBe(paths.length);
    const stream = streamOf(['uniform']);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let n = 0; n < 100_000; n += 1) {
      const bin = Math.floor(stream() * 10);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(33.7); // 9 degrees of freedom, p = 1e-4
  });

  it('of one subject do not depend on what others ask', () => {
    const path = { seed: 5, run: '0', process: 'p' };
    const [alone, among] = [luckOf(path), luckOf(path)];
    const each = { exponential: 1e9 };
    const wanted = [alone.span('a', each), alone.span('a', each)];
    const first = among.span('a', each);
    among.chance('b', 0.5);
    among.choice('c', 10);
    expect([first, among.span('a', each)]).toEqual(wanted);
  });
});
