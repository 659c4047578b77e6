/**
 * The same bytes, whoever simulates: this thread, two workers, or two machines.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson, fleetToJson } from '@hsm-lifecycle/core/codec';
import {
  chunksOf,
  mergeSummaries,
  simulate,
  summaryFromJson,
  summaryToJson,
  type RunRange,
  type Summary,
} from '@hsm-lifecycle/simulator';
import { accepted } from '@hsm-lifecycle/testing/examples';
import { everything, fleetOfSteps, resolved } from './scenarios.ts';

const SEED = 5;
const scenario = { ...everything, horizon: '20d' };
const { campaign } = resolved(scenario, SEED);
const all: RunRange = { from: 0, to: 8 };
const bytes = (summary: Summary): string => canonicalJson(summaryToJson(summary));
const merged = (parts: readonly Summary[]): Summary =>
  parts.reduce((a, b) => accepted(mergeSummaries(a, b)));
const whole = bytes(accepted(simulate(campaign, all)));

/** Summaries of ranges from two worker threads, in a process of their own. */
const fromWorkers = (ranges: readonly RunRange[]): readonly Summary[] => {
  const script = fileURLToPath(new URL('in-workers.mjs', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [script], {
    input: JSON.stringify({ scenario, begin: fleetToJson(fleetOfSteps()), seed: SEED, ranges }),
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(stderr).toBe('');
  const summaries: readonly unknown[] = JSON.parse(stdout);
  return summaries.map((json) => accepted(summaryFromJson(json)));
};

describe('a campaign has the same bytes as in one thread', () => {
  it('from two workers', () => {
    expect(bytes(merged(fromWorkers(chunksOf([all], 3))))).toBe(whole);
  }, 60_000);

  it('from two shards, merged in either order', () => {
    const [one, two] = [
      { from: 0, to: 3 },
      { from: 3, to: 8 },
    ].map((range) => accepted(simulate(resolved(scenario, SEED).campaign, range)));
    if (one === undefined || two === undefined) throw new Error('there are two shards');
    expect([bytes(merged([one, two])), bytes(merged([two, one]))]).toEqual([whole, whole]);
  });

  it('unless the seed is another one', () => {
    expect(bytes(accepted(simulate(resolved(scenario, SEED + 1).campaign, all)))).not.toBe(whole);
  });
});
