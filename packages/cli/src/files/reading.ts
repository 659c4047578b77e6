/**
 * Reading text and JSON, with problems as sentences.
 *
 * @module
 */
import { parseJson } from '@hsm-lifecycle/core/codec';
import { chain, left, map, tryCatch, type Either } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Io } from '../terminal/io.ts';
import { whyNotRead } from './file-errors.ts';
import { firstJsonFault } from './json-place.ts';
import { textProblem } from './text-problem.ts';

/** What was read. Left: the problem with the input, as a sentence. */
export type InputResult<Value> = Either<string, Value>;

/** JSON, and the text that it was read from. */
export type JsonText = { readonly json: unknown; readonly text: string };

/** A mark that Windows editors put before the text. */
const BYTE_ORDER_MARK = '\uFEFF';

const parseText = (what: string, text: string): InputResult<unknown> => {
  if (text.startsWith('SQLite format 3'))
    return left(
      `${what} is a store, not a text file; hsm-lifecycle check, verify and open read stores`,
    );
  const value = parseJson(text);
  if (value._tag === 'Right') return value;
  if (value.left._tag !== 'MalformedInput') return left(textProblem(what)(value.left));
  const fault = firstJsonFault(text);
  return fault === undefined
    ? left(textProblem(what)(value.left))
    : left(`${what}:${fault.place}: this is not JSON: ${fault.why}`);
};

/** What a file is called in sentences. */
export const nameOfFile = (file: string): string => (file === '-' ? 'standard input' : file);

const unmarked = (text: string): string =>
  text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;

/**
 * Reads text from a file, or from standard input if the path is `-`, without its byte-order mark.
 */
export const readText = (file: string, io: Io): InputResult<string> =>
  tryCatch(
    () => unmarked(io.read(file)),
    (cause) => `cannot read ${nameOfFile(file)}: ${whyNotRead(cause)}`,
  );

/** Reads JSON from a file, or from standard input if the path is `-`. */
export const readJson = (file: string, io: Io): InputResult<JsonText> =>
  pipe(
    readText(file, io),
    chain((text) =>
      pipe(
        parseText(nameOfFile(file), text),
        map((json) => ({ json, text })),
      ),
    ),
  );

/** Parses the JSON of an option `--command`. */
export const parseArgument = (text: string): InputResult<unknown> => parseText('the command', text);
