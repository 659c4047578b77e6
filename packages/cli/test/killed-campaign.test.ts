/**
 * A campaign whose process is killed, and that the same command resumes.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { at } from './cli.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hsm-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const main = at('packages/cli/dist/main.js');
const campaign = path.join(folder, 'campaign.json');
const scenario = path.join(folder, 'scenario.json');
const nightly = JSON.parse(readFileSync(at('examples/scenarios/nightly-copy.json'), 'utf8'));
writeFileSync(scenario, JSON.stringify({ ...nightly, horizon: '20d', warmUp: '10d', expect: [] }));

const argv = [main, 'simulate', scenario, '--runs', '40', '--json'];
const resumable = [...argv, '--campaign', campaign];
const report = (args: readonly string[]): string =>
  spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout;

type Saved = {
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
  readonly events: number;
};
const summaryOf = (file: string): Saved => JSON.parse(readFileSync(file, 'utf8')).summary;

/** How many runs the campaign file holds. */
const runsSaved = (): number =>
  summaryOf(campaign).ranges.reduce((sum, { from, to }) => sum + to - from, 0);

describe('a campaign that is killed after it has saved some runs', () => {
  it('ends with the same bytes as one that is not', async () => {
    const killed = spawn(process.execPath, resumable, { stdio: 'ignore' });
    const ended = new Promise((resolve) => killed.on('exit', (_, signal) => resolve(signal)));
    // eslint-disable-next-line no-await-in-loop
    while (killed.exitCode === null && !existsSync(campaign)) await setTimeout(5);
    killed.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(runsSaved()).toBeLessThan(40);
    expect(report(resumable)).toBe(report(argv));
    expect(runsSaved()).toBe(40);
  }, 120_000);

  it('goes on from what was saved, instead of beginning anew', () => {
    rmSync(campaign);
    report([main, 'simulate', scenario, '--runs', '8', '--campaign', campaign]);
    const saved = JSON.parse(readFileSync(campaign, 'utf8'));
    report(resumable);
    const { events } = summaryOf(campaign);
    const { summary } = saved;
    const marked = { ...saved, summary: { ...summary, events: summary.events + 1 } };
    writeFileSync(campaign, JSON.stringify(marked));
    report(resumable);
    expect(summaryOf(campaign).events).toBe(events + 1);
  }, 120_000);
});
