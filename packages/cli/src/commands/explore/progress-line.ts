/**
 * Progress of a search: one line that is overwritten on a terminal, otherwise a line every ten
 * seconds.
 *
 * @module
 */
import type { Io } from '../../terminal/io.ts';

const ON_TERMINAL_MS = 200;
const ELSEWHERE_MS = 10_000;

/** `show` writes the text if it is time to; `done` clears the line. */
export type ProgressLine = {
  readonly show: (text: () => string) => void;
  readonly done: () => void;
};

/** Starts a progress line. */
export const progressLine = ({ err, line }: Io): ProgressLine => {
  const every = line === undefined ? ELSEWHERE_MS : ON_TERMINAL_MS;
  let at = performance.now();
  const show: ProgressLine['show'] = (text) => {
    const now = performance.now();
    if (now - at < every) return;
    at = now;
    if (line === undefined) err(`${text()}\n`);
    else line(text());
  };
  return { show, done: () => line?.('') };
};
