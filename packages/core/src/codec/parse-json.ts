/**
 * Reads untrusted JSON text: checks its size and depth before parsing.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import { malformedAt, type MalformedInput } from './malformed-input.ts';

/** How much text a reader accepts. */
export type JsonLimits = {
  /** UTF-16 code units; 64 Mi if left out. */
  readonly charactersMax?: number;
  /** Values of any kind, since each costs memory however short its text; 8 million if left out. */
  readonly valuesMax?: number;
  /** Nesting of lists and objects; 64 if left out. This project's files need 10. */
  readonly depthMax?: number;
};

/** The text has more characters or values than the limit. */
export type InputTooLarge = {
  readonly _tag: 'InputTooLarge';
  readonly of: 'characters' | 'values';
  readonly limit: number;
};

/** The text nests deeper than the limit; `position` is the first bracket too many. */
export type InputTooDeep = {
  readonly _tag: 'InputTooDeep';
  readonly limit: number;
  readonly position: number;
};

/** Why a text is refused. */
export type UnreadableText = InputTooLarge | InputTooDeep | MalformedInput;

/** The default limits. */
export const JSON_LIMITS: Required<JsonLimits> = Object.freeze({
  charactersMax: 64 * 2 ** 20,
  valuesMax: 8_000_000,
  depthMax: 64,
});

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
/** `[` and `{`. */
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Finds the end of a string that starts at a quote. */
const stringEnd = (text: string, start: number): number => {
  for (let index = start + 1; index < text.length; index += 1) {
    const symbol = text.charCodeAt(index);
    if (symbol === BACKSLASH) index += 1;
    else if (symbol === QUOTE) return index;
  }
  return text.length;
};

/** Measures a text in one pass, without allocating. */
const measured = (
  text: string,
  { depthMax, valuesMax }: Required<JsonLimits>,
): InputTooLarge | InputTooDeep | undefined => {
  let depth = 0;
  let values = 1;
  for (let index = 0; index < text.length; index += 1) {
    const symbol = text.charCodeAt(index);
    if (symbol === QUOTE) index = stringEnd(text, index);
    else if (symbol === COMMA) values += 1;
    else if (OPENING.has(symbol)) {
      depth += 1;
      values += 1;
      if (depth > depthMax) return { _tag: 'InputTooDeep', limit: depthMax, position: index };
    } else if (CLOSING.has(symbol)) depth -= 1;
    if (values > valuesMax) return { _tag: 'InputTooLarge', of: 'values', limit: valuesMax };
  }
  return undefined;
};

const parsed = (text: string): Either<MalformedInput, unknown> => {
  try {
    return right(JSON.parse(text));
  } catch {
    return left(malformedAt('', 'JSON text', text));
  }
};

/**
 * Reads JSON text of any origin. Never throws; refuses text that is too large or too deep before
 * parsing it.
 *
 * If an object repeats a key, the last one counts, as in `JSON.parse`. A number too large for a
 * double becomes infinite, which every codec refuses.
 *
 * @param text - JSON
 * @param limits - limits that differ from {@link JSON_LIMITS}
 * @returns Right: plain JSON, neither frozen nor checked. Left: `InputTooLarge`, `InputTooDeep`, or
 *   `MalformedInput` with an empty path, also for what is not text.
 */
export const parseJson = (
  text: string,
  limits: JsonLimits = {},
): Either<UnreadableText, unknown> => {
  if (typeof text !== 'string') return left(malformedAt('', 'JSON text', text));
  const all = { ...JSON_LIMITS, ...limits };
  if (text.length > all.charactersMax)
    return left({ _tag: 'InputTooLarge', of: 'characters', limit: all.charactersMax });
  const tooMuch = measured(text, all);
  return tooMuch === undefined ? parsed(text) : left(tooMuch);
};
