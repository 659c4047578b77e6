/**
 * A worker: simulates ranges of a scenario.
 *
 * @module
 */
import { fleetFromJson } from '@hsm-lifecycle/core/codec';
import { simulate, type Campaign } from '../campaign/simulate.ts';
import { decodeScenario } from '../scenario/scenario-codec.ts';
import { resolveScenario } from '../scenario/resolve.ts';
import type { RunRange } from '../summary/summary.ts';
import { summaryToJson, type SummaryJson } from '../summary/summary-json.ts';
import type { Runaway } from '../life/tick.ts';

/** What a worker needs: a scenario as JSON, and the fleet that it begins with as text. */
export type WorkerTask = {
  readonly scenario: unknown;
  readonly begin: string;
  readonly seed: number;
  readonly range: RunRange;
};

/** The summary of the range, or why there is none. */
export type WorkerResult =
  { readonly summary: SummaryJson } | { readonly runaway: Runaway } | { readonly problem: string };

/** The last campaign: all tasks of a pool are of the same one. */
let last: { readonly key: string; readonly campaign: Campaign } | undefined;

const campaignOf = ({ scenario, begin, seed }: WorkerTask): Campaign | string => {
  const key = JSON.stringify([scenario, seed]);
  if (last?.key === key) return last.campaign;
  const decoded = decodeScenario(scenario);
  const fleet = fleetFromJson(begin);
  if (decoded._tag === 'Left' || fleet._tag === 'Left') return 'the scenario cannot be read';
  const resolved = resolveScenario(decoded.right, fleet.right, seed);
  if (resolved._tag === 'Left') return `the scenario makes no sense: ${resolved.left.path}`;
  last = { key, campaign: resolved.right.campaign };
  return last.campaign;
};

/** Simulates a range. */
const perform = (task: WorkerTask): WorkerResult => {
  const campaign = campaignOf(task);
  if (typeof campaign === 'string') return { problem: campaign };
  const summary = simulate(campaign, task.range);
  return summary._tag === 'Left'
    ? { runaway: summary.left }
    : { summary: summaryToJson(summary.right) };
};

// Piscina calls the default export of a worker's file.
// oxlint-disable-next-line import/no-default-export
export default perform;
