/**
 * Simulating scenarios from the command line.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { run, type Ran } from './cli.ts';

const examples = path.join(import.meta.dirname, '..', '..', '..', 'examples', 'scenarios');
const folder = mkdtempSync(path.join(tmpdir(), 'hsm-simulate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A short scenario: a copy every night, which fails now and then. */
const scenario = {
  ...JSON.parse(readFileSync(path.join(examples, 'nightly-copy.json'), 'utf8')),
  horizon: '20d',
  warmUp: '10d',
};
const expecting = (...expect_: readonly object[]) => ({ ...scenario, expect: expect_ });
const loss = { measure: 'RecoveryPoint', quantile: 0.5, because: 'the plan' };

const simulate = (json: unknown, ...flags: readonly string[]): Promise<Ran> =>
  run(['simulate', 'it', '--runs', '4', ...flags], { files: { it: JSON.stringify(json) } });

describe('simulate', () => {
  it('says first whether what is expected holds, and exits accordingly', async () => {
    const met = await simulate(
      expecting({ ...loss, statistic: 'mean', quantile: undefined, atMost: '9d' }),
    );
    expect([met.code, met.out]).toEqual([0, expect.stringContaining('1 of 1 expectation met.')]);
    const broken = await simulate(
      expecting({ ...loss, statistic: 'mean', quantile: undefined, atMost: '1h' }),
    );
    expect([broken.code, broken.out]).toEqual([1, expect.stringContaining('broken: Recovery')]);
    const undecided = await simulate(expecting({ ...loss, atMost: '9d' }));
    expect([undecided.code, undecided.out]).toEqual([1, expect.stringContaining('undecided')]);
  });

  it('prints every parameter with its source', async () => {
    const { out } = await simulate(expecting());
    expect(out).toContain('HsmFailures: every exponential, mean 1500d [assumed]');
    expect(out).toContain('copy: takes lognormal, median 10m, p95 1h, fails 0.02 [assumed]');
  });

  it('refuses bad scenarios with their place', async () => {
    const { code, err } = await simulate({ ...scenario, horizon: 'a year' });
    expect(code).toBe(2);
    expect(err).toMatch(/it:\d+:\d+: horizon: expected a span .*; found "a year"/u);
    expect((await run(['simulate', 'nowhere.json'])).code).toBe(2);
  });

  it.each([
    [['--shard', '1/2']],
    [['--compare', 'it', '--vary', 'horizon=1d']],
    [['--vary', 'nothing.there=1']],
    [['--until-ci', 'Nothing.p99 < 5%']],
    [['--until-ci', 'RecoveryPoint']],
    [['--shard', '3/2']],
    [['--runs', '0']],
  ])('refuses %j', async (flags) => {
    expect((await simulate(scenario, ...flags)).code).toBe(2);
  });

  it('gives the same bytes again, from shards that are merged, and resumed', async () => {
    const whole = await simulate(scenario, '--json');
    const [one, two] = ['one.json', 'two.json'].map((name) => path.join(folder, name));
    if (one === undefined || two === undefined) throw new Error('no names');
    await simulate(scenario, '--shard', '2/2', '--campaign', two);
    await simulate(scenario, '--shard', '1/2', '--campaign', one);
    const files = { [one]: readFileSync(one, 'utf8'), [two]: readFileSync(two, 'utf8') };
    const merged = await run(['merge', two, one, '--json'], { files });
    expect(merged.out).toBe(whole.out);
    const resumed = await run(['simulate', 'it', '--runs', '4', '--json', '--campaign', one], {
      files: { it: JSON.stringify(scenario), [one]: files[one] ?? '' },
    });
    expect(resumed.out).toBe(whole.out);
    expect((await run(['merge', one, one], { files })).code).toBe(2);
    const other = await run(['simulate', 'it', '--campaign', one], {
      files: { it: JSON.stringify({ ...scenario, horizon: '21d' }), [one]: files[one] ?? '' },
    });
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('of another scenario')]);
  });

  it('compares with itself without a difference, and varies one number', async () => {
    const same = await simulate(scenario, '--compare', 'it');
    expect(same.out).toContain('the same in every run');
    expect(same.out).not.toMatch(/[≠~]/u);
    const varied = await simulate(scenario, '--vary', 'work.copy.fails=0,1');
    expect(varied.out).toMatch(/figure +0 +1$/mu);
    expect(varied.out).toMatch(/share of nothing .*100 %/u);
  });

  it.each(readdirSync(examples))('runs the example %s', async (name) => {
    const { code, err } = await run(['simulate', name, '--runs', '1'], {
      files: { [name]: readFileSync(path.join(examples, name), 'utf8') },
    });
    expect([code === 2, err]).toEqual([false, expect.not.stringContaining('hsm-lifecycle:')]);
  });
});
