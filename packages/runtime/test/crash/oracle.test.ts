/**
 * The crash run in short: `npm run crash` runs it for long.
 *
 * @module
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import { crashRun, type CrashReport } from './crash-run.ts';
import { whyNoOracle } from './oracle.ts';

const ROUNDS = 10;
const SEED = 20_261_123;
const LONGEST_MS = 600_000;

const missing = whyNoOracle();
if (missing !== undefined) process.stdout.write(`crash run skipped: ${missing}\n`);

(missing === undefined ? describe : describe.skip)('hosts that are killed at work', () => {
  let report: CrashReport | undefined;
  afterAll(() => {
    if (report === undefined) return;
    process.stdout.write(`crash run: ${JSON.stringify({ seed: SEED, ...report.counts })}\n`);
    if (!report.hadSmallDisk) process.stdout.write('no disk was full: no tmpfs can be mounted\n');
  });

  it(
    'leave nothing that the oracle objects to',
    async () => {
      report = await crashRun({ rounds: ROUNDS, seed: SEED });
      expect(report.violations).toEqual([]);
      expect(report.counts['opened']).toBeGreaterThan(0);
      expect(report.counts['commands']).toBeGreaterThan(0);
    },
    LONGEST_MS,
  );

  it.each([
    ['BYTES_APART', 'READY without a record'],
    ['RECORD_STAYS', 'purged, and has a record'],
    ['EVENTS_LOST', 'acknowledged and lost'],
  ] as const)(
    'are seen through if the store has the flaw %s',
    async (flaw, what) => {
      const { violations } = await crashRun({ rounds: 60, seed: SEED, flaw, stopsEarly: true });
      expect(violations.map((found) => found.what)).toContain(what);
    },
    LONGEST_MS,
  );
});
