/**
 * What the command line asks for.
 *
 * @module
 */
import { right } from 'fp-ts/lib/Either.js';
import type { InputResult } from '../../files/reading.ts';
import type { Io } from '../../terminal/io.ts';
import { readScenario, type ReadScenario } from './read-scenario.ts';
import type { SimulateOptions } from './simulate-options.ts';

const YEAR_DAYS = 365;

/** A file to simulate, with the options. */
export type Job = { readonly file: string; readonly options: SimulateOptions; readonly io: Io };

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sets the horizon, if `--years` is given. */
const withYears =
  ({ years }: SimulateOptions) =>
  (json: unknown): InputResult<unknown> =>
    right(
      years === undefined || !isObject(json) ? json : { ...json, horizon: `${years * YEAR_DAYS}d` },
    );

/** Reads a scenario as the options say. */
export const readFor = (
  { options, io }: Job,
  file: string,
  put: (json: unknown) => InputResult<unknown> = right,
): InputResult<ReadScenario> => {
  const change = (json: unknown): InputResult<unknown> => {
    const longer = withYears(options)(json);
    return longer._tag === 'Left' ? longer : put(longer.right);
  };
  return readScenario({ file, seed: options.seed, change }, io);
};
