/**
 * Progress of long work.
 *
 * @module
 */
import type { Io } from './io.ts';

const EVERY_MS = 1000;

/** Makes a function that reports progress on standard error, at most once a second. */
export const progressFor = ({ err }: Io, what: string): ((done: number, all: number) => void) => {
  let reportedAt = performance.now();
  return (done, all) => {
    const at = performance.now();
    if (at - reportedAt < EVERY_MS || done === all) return;
    reportedAt = at;
    err(`${what}: ${Math.floor((100 * done) / all)} %\n`);
  };
};
