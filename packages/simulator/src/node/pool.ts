/**
 * A pool of workers.
 *
 * @module
 */
import { invariantOf } from './broken.ts';
import { Piscina } from 'piscina';
import type { RangePerformer } from '../campaign/run-ranges.ts';
import { left, right } from '../kernel/either.ts';
import type { Runaway } from '../life/tick.ts';
import type { Summary } from '../summary/summary.ts';
import { summaryFromJson } from '../summary/summary-json.ts';
import type { WorkerResult, WorkerTask } from './worker.ts';

/** What the workers simulate. */
export type PoolOf = Omit<WorkerTask, 'range'> & { readonly workers: number };

/** Workers that perform ranges until the pool is closed. */
export type WorkerPool = {
  readonly perform: RangePerformer<Runaway, Summary>;
  readonly close: () => Promise<void>;
};

/**
 * Starts a pool of worker threads. Their summaries are the same as in this thread.
 *
 * @param it - the scenario as JSON, the fleet as text, the seed, and how many workers
 */
export const newWorkerPool = ({ workers, ...task }: PoolOf): WorkerPool => {
  const pool = new Piscina<WorkerTask, WorkerResult>({
    filename: new URL('worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
  });
  return {
    perform: async (range) => {
      const result = await pool.run({ ...task, range });
      if ('runaway' in result) return left(result.runaway);
      if ('problem' in result) return invariantOf(result.problem);
      const summary = summaryFromJson(result.summary);
      return summary._tag === 'Right'
        ? right(summary.right)
        : invariantOf('a worker gave no summary');
    },
    close: () => pool.close({ force: true }),
  };
};
