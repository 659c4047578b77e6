/**
 * Simulations that are stopped say what they have.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { runCli } from '@hsm-lifecycle/cli';
import { at, type Ran } from './cli.ts';

const nightly = JSON.parse(readFileSync(at('examples/scenarios/nightly-copy.json'), 'utf8'));
const text = JSON.stringify({ ...nightly, horizon: '5d', warmUp: '10d', expect: [] });

/** Runs a command that is interrupted during its first runs. */
const interrupted = async (...flags: readonly string[]): Promise<Ran> => {
  let [out, err] = ['', ''];
  let isReleased = false;
  const code = await runCli(['simulate', 'it', '--runs', '12', ...flags], {
    out: (more) => (out += more),
    err: (more) => (err += more),
    read: () => text,
    isTerminal: false,
    env: {},
    onInterrupt: (stop) => {
      stop();
      return () => (isReleased = true);
    },
  });
  expect(isReleased).toBe(true);
  return { code, out, err };
};

describe('a simulation that is interrupted', () => {
  it('reports the runs that are done', async () => {
    const { code, out, err } = await interrupted('--json');
    expect([code, err, JSON.parse(out).runs]).toEqual([1, 'stopped\n', 4]);
  });

  it('compares the runs that are done', async () => {
    const { code, out, err } = await interrupted('--compare', 'it');
    expect([code, err]).toEqual([1, 'stopped\n']);
    expect(out).toContain('2 runs of each');
  });

  it('shows the values that it has come to', async () => {
    const { code, out, err } = await interrupted('--vary', 'work.copy.fails=0,1');
    expect([code, err]).toEqual([1, 'stopped: 4 of 12 runs with 0\n']);
    expect(out).toMatch(/figure +0$/mu);
  });
});
