/**
 * Simulating on all cores of a machine: worker threads of Node.
 *
 * @module
 */
export { newWorkerPool, type PoolOf, type WorkerPool } from './node/pool.ts';
