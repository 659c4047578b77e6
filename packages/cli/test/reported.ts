/**
 * Reports of drills that tests have written, as they were printed for machines.
 *
 * @module
 */
import { expect } from '@jest/globals';
import { runDrillJson } from './cli.ts';

type Timed = {
  readonly at: string;
  readonly step: number | null;
  readonly kind: string;
  readonly text: string;
  readonly rule?: string;
  readonly event?: { readonly type: string };
};
type Verdict = {
  readonly passed: boolean;
  readonly found: readonly string[];
  readonly expected: string;
};
/** What tests look at in a report. */
export type Reported = {
  readonly timeline: Timed[];
  readonly verdicts: Verdict[];
  readonly stepsNotReached: number;
};
type Report = { readonly passed: boolean; readonly drills: readonly Reported[] };

/** Runs a drill and reads its report. */
export const reported = async (json: object): Promise<Reported> => {
  const { out, err } = await runDrillJson(json, '--json');
  expect(err).toBe('');
  const report: Report = JSON.parse(out);
  return report.drills[0] ?? { timeline: [], verdicts: [], stepsNotReached: 0 };
};

/** Runs a drill and tells which of its expectations hold. */
export const holds = async (json: object): Promise<boolean[]> =>
  (await reported(json)).verdicts.map(({ passed }) => passed);
