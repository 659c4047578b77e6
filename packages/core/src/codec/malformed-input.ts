/**
 * The refusal of malformed input, at its first wrong place.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { clipped, excerpt } from '../kernel/excerpt.ts';
import { isLeft, left, type Either } from '../kernel/either.ts';
import { attempted, type Codec, type Context, type Errors } from './io.ts';

/** The first wrong place of an input. */
export type MalformedInput = {
  readonly _tag: 'MalformedInput';
  /** Keys from the outside in, such as `data.subnets.0.subnetId`; empty for the whole input. */
  readonly path: string;
  /** What belongs there, in words. */
  readonly expected: string;
  /** What is there: a short excerpt. */
  readonly actual: string;
};

const KEY_CHARACTERS = 64;
const PATH_KEYS = 32;

/** The beginning of a key from the input, cut to a limit. */
export const clippedKey = (key: string): string => clipped(key, KEY_CHARACTERS);

/** Makes the refusal for one place. */
export const malformedAt = (path: string, expected: string, actual: unknown): MalformedInput => ({
  _tag: 'MalformedInput',
  path,
  expected,
  actual: excerpt(actual),
});

/** Turns a context of io-ts into a path: keys from the outside in. */
export const pathOf = (context: Context): string =>
  context
    .slice(0, PATH_KEYS)
    .map(({ key }) => clippedKey(key))
    .filter((key) => key !== '')
    .join('.');

/** Turns the first error of io-ts into a refusal. */
export const malformed = (errors: Errors): MalformedInput => {
  const [first] = errors;
  const last = first?.context.at(-1);
  invariant(first !== undefined && last !== undefined, 'io-ts found nothing wrong');
  const { context, message = last.type.name, value } = first;
  return malformedAt(pathOf(context), message, value);
};

/** Reads a plain JSON value. */
export const decoded = <Value>(
  codec: Codec<Value>,
  value: unknown,
): Either<MalformedInput, Value> => {
  const outcome = attempted(codec, value);
  return isLeft(outcome) ? left(malformed(outcome.left)) : outcome;
};
