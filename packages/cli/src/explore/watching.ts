/**
 * Telling how a search is coming on: on a terminal one line that is written over, elsewhere a line
 * now and then.
 *
 * @module
 */
import type { Io } from '../commands/io.ts';

const ON_TERMINAL_MS = 200;
const ELSEWHERE_MS = 10_000;

/** Takes what to say; says it when it is time. `done` leaves a clean line. */
export type Watching = { readonly tell: (text: () => string) => void; readonly done: () => void };

/** Begins to tell. */
export const watching = ({ err, line }: Io): Watching => {
  const every = line === undefined ? ELSEWHERE_MS : ON_TERMINAL_MS;
  let at = performance.now();
  const tell: Watching['tell'] = (text) => {
    const now = performance.now();
    if (now - at < every) return;
    at = now;
    if (line === undefined) err(`${text()}\n`);
    else line(text());
  };
  return { tell, done: () => line?.('') };
};
