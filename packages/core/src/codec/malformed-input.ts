/**
 * Why input is refused: the first place where it is not what it must be.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { isLeft, left, type Either } from '../kernel/either.ts';
import type { Codec, Errors } from './io.ts';

/** The first wrong place of an input. */
export type MalformedInput = {
  readonly _tag: 'MalformedInput';
  /** From the outside in, such as `data.subnets.0.subnetId`; empty for the whole input. */
  readonly path: string;
  /** What belongs there, in words. */
  readonly expected: string;
  /** What is there: a short excerpt. */
  readonly actual: string;
};

const EXCERPT_CHARACTERS = 60;
const KEY_CHARACTERS = 64;
const PATH_KEYS = 32;

const clipped = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit)}…`;

/** The beginning of a name that somebody else has chosen. */
export const clippedKey = (key: string): string => clipped(key, KEY_CHARACTERS);

const quoted = (text: string): string => {
  const shown = JSON.stringify(clipped(text, EXCERPT_CHARACTERS));
  return text.length <= EXCERPT_CHARACTERS ? shown : `${shown} (${text.length} characters)`;
};

/** Shows a value in a few words, however large it is. */
const excerpt = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `a list of length ${value.length}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/** Says that a place is not as it must be. */
export const malformedAt = (path: string, expected: string, actual: unknown): MalformedInput => ({
  _tag: 'MalformedInput',
  path,
  expected,
  actual: excerpt(actual),
});

/** Says what io-ts found first. */
export const malformed = (errors: Errors): MalformedInput => {
  const [first] = errors;
  const last = first?.context.at(-1);
  invariant(first !== undefined && last !== undefined, 'io-ts found nothing wrong');
  const { context, message = last.type.name, value } = first;
  const keys = context.slice(0, PATH_KEYS).map(({ key }) => clippedKey(key));
  return malformedAt(keys.filter((key) => key !== '').join('.'), message, value);
};

/** Reads a plain JSON value. */
export const decoded = <Value>(
  codec: Codec<Value>,
  value: unknown,
): Either<MalformedInput, Value> => {
  const outcome = codec.decode(value);
  return isLeft(outcome) ? left(malformed(outcome.left)) : outcome;
};
