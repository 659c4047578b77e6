/**
 * Telling how far long work has come.
 *
 * @module
 */
import type { Io } from './io.ts';

const EVERY_MS = 1000;

/** Makes what writes a line to the standard error each second; work that takes less writes none. */
export const progressFor = ({ err }: Io, what: string): ((done: number, all: number) => void) => {
  let toldAt = performance.now();
  return (done, all) => {
    const at = performance.now();
    if (at - toldAt < EVERY_MS || done === all) return;
    toldAt = at;
    err(`${what}: ${Math.floor((100 * done) / all)} %\n`);
  };
};
