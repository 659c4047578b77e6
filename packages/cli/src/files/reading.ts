/**
 * Reading text and JSON, with problems as sentences.
 *
 * @module
 */
import { parseJson } from '@hsm-lifecycle/core/codec';
import { chain, left, tryCatch, type Either } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Io } from '../terminal/io.ts';
import { errorMessage, whyNotRead } from './file-errors.ts';
import { textProblem } from './text-problem.ts';

/** What was read. Left: the problem with the input, as a sentence. */
export type InputResult<Value> = Either<string, Value>;

/** `JSON.parse` says where a mistake is, once `parseJson` has checked the size. */
const parseText = (what: string, text: string): InputResult<unknown> => {
  if (text.startsWith('SQLite format 3'))
    return left(
      `${what} is a store, not a text file; hsm-lifecycle check, verify and open read stores`,
    );
  const value = parseJson(text);
  if (value._tag === 'Right') return value;
  if (value.left._tag !== 'MalformedInput') return left(textProblem(what)(value.left));
  return tryCatch(
    (): unknown => JSON.parse(text),
    (cause) => `${what} is not JSON: ${errorMessage(cause)}`,
  );
};

/** What a file is called in sentences. */
export const nameOfFile = (file: string): string => (file === '-' ? 'standard input' : file);

/** Reads text from a file, or from standard input if the path is `-`. */
export const readText = (file: string, io: Io): InputResult<string> =>
  tryCatch(
    () => io.read(file),
    (cause) => `cannot read ${nameOfFile(file)}: ${whyNotRead(cause)}`,
  );

/** Reads JSON from a file, or from standard input if the path is `-`. */
export const readJson = (file: string, io: Io): InputResult<unknown> =>
  pipe(
    readText(file, io),
    chain((text) => parseText(nameOfFile(file), text)),
  );

/** Parses the JSON of an option `--command`. */
export const parseArgument = (text: string): InputResult<unknown> => parseText('the command', text);
