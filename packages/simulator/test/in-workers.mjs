/**
 * Simulates in two worker threads, with the compiled package: worker threads load no TypeScript.
 *
 * The standard input is a JSON object: the scenario, the fleet that it begins with as text, the
 * seed, and ranges of runs. The standard output is a JSON list of one summary for each range.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { newWorkerPool } from '@hsm-lifecycle/simulator/workers';
import { summaryToJson } from '@hsm-lifecycle/simulator';

const { ranges, ...task } = JSON.parse(readFileSync(0, 'utf8'));
const pool = newWorkerPool({ ...task, workers: 2 });
const results = await Promise.all(ranges.map((range) => pool.perform(range)));
await pool.close();
const summaries = results.map((it) => {
  if (it._tag === 'Left') throw new Error(JSON.stringify(it.left));
  return summaryToJson(it.right);
});
process.stdout.write(JSON.stringify(summaries));
