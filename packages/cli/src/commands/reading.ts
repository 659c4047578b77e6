/**
 * Reading files, and saying what is wrong with them.
 *
 * @module
 */
import { parseJson } from '@hsm-lifecycle/core/codec';
import { chain, left, map, mapLeft, tryCatch, type Either } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { decodeDrill } from '../file/drill-codec.ts';
import { misfitText, type Misfit } from '../file/misfit.ts';
import type { DrillRun } from '../run/ledger.ts';
import { runDrill } from '../run/run-drill.ts';
import { whyNotRead } from '../store/cause.ts';
import type { Io } from './io.ts';
import { textProblem } from './problem.ts';

/** What is wrong with the input, or what was read. */
export type Reading<Value> = Either<string, Value>;

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);

const MISFITS_SHOWN_MAX = 20;

const misfitsText = (file: string, misfits: readonly Misfit[]): string => {
  const more = misfits.length - MISFITS_SHOWN_MAX;
  const lines = misfits.slice(0, MISFITS_SHOWN_MAX).map((misfit) => `  ${misfitText(misfit)}`);
  const rest = more > 0 ? [`  and ${more} more`] : [];
  return [
    `${file} is not a drill:`,
    ...lines,
    ...rest,
    'The format: docs/reference/drill-file.md; hsm-lifecycle schema prints its JSON Schema.',
  ].join('\n');
};

/**
 * Parses text; the platform's own message says where a mistake is, once the size is known to be
 * sane.
 */
const parsed = (what: string, text: string): Reading<unknown> => {
  if (text.startsWith('SQLite format 3'))
    return left(`${what} is a store, not a text: hsm-lifecycle check, verify and open read it`);
  const value = parseJson(text);
  if (value._tag === 'Right') return value;
  if (value.left._tag !== 'MalformedInput') return left(textProblem(what)(value.left));
  return tryCatch(
    (): unknown => JSON.parse(text),
    (cause) => `${what} is not JSON: ${messageOf(cause)}`,
  );
};

/** What a file is called in sentences. */
export const called = (file: string): string => (file === '-' ? 'the standard input' : file);

/** Reads a text from a file, or from the standard input if it is `-`. */
export const readText = (file: string, io: Io): Reading<string> =>
  tryCatch(
    () => io.read(file),
    (cause) => `cannot read ${called(file)}: ${whyNotRead(cause)}`,
  );

/** Reads a JSON text from a file, or from the standard input if it is `-`. */
export const readJson = (file: string, io: Io): Reading<unknown> =>
  pipe(
    readText(file, io),
    chain((text) => parsed(called(file), text)),
  );

/** Runs the drill that a JSON value describes. */
export const runJson = (file: string, json: unknown): Reading<DrillRun> =>
  pipe(
    decodeDrill(json),
    chain((drill) => mapLeft((misfit: Misfit): readonly Misfit[] => [misfit])(runDrill(drill))),
    mapLeft((misfits) => misfitsText(called(file), misfits)),
  );

/** Reads a drill file and runs it. */
export const runFile = (
  file: string,
  io: Io,
): Reading<{ readonly file: string; readonly run: DrillRun }> =>
  pipe(
    readJson(file, io),
    chain((json) => runJson(file, json)),
    map((run) => ({ file, run })),
  );

/** Reads a JSON text given on the command line. */
export const parseArgument = (text: string): Reading<unknown> => parsed('the command', text);
