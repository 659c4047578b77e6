/**
 * Reading JSON text from strangers: its size and depth are measured before anything is built of it.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import { malformedAt, type MalformedInput } from './malformed-input.ts';

/** How much text a reader takes. */
export type JsonLimits = {
  /** UTF-16 code units; 64 Mi if left out. */
  readonly charactersMax?: number;
  /** Values of any kind, for each costs memory however short its text is; 8 million if left out. */
  readonly valuesMax?: number;
  /** Lists and objects within each other; 64 if left out. The model's own files need 10. */
  readonly depthMax?: number;
};

/** The text, or what it would become, is larger than the limit. */
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

/** What a reader takes unless it is told otherwise. */
export const JSON_LIMITS: Required<JsonLimits> = Object.freeze({
  charactersMax: 64 * 2 ** 20,
  valuesMax: 8_000_000,
  depthMax: 64,
});

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
/** `[` and `{` have this in common with no other symbol of JSON, and `]` and `}` the other. */
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

/** Walks over a text once, without building anything. */
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
 * Reads JSON text of any origin. Never throws, whatever the text: what is too large or too deep is
 * refused before anything is built of it.
 *
 * Of a key that stands twice in one object the last counts, as in `JSON.parse`. A number that no
 * double can hold becomes infinite, and no codec takes that.
 *
 * @param text - JSON
 * @param limits - what to take, where that differs from {@link JSON_LIMITS}
 * @returns Right: plain JSON, neither frozen nor checked. Left: `InputTooLarge`, `InputTooDeep`, or
 *   `MalformedInput` at the path of the whole.
 */
export const parseJson = (
  text: string,
  limits: JsonLimits = {},
): Either<UnreadableText, unknown> => {
  const all = { ...JSON_LIMITS, ...limits };
  if (text.length > all.charactersMax)
    return left({ _tag: 'InputTooLarge', of: 'characters', limit: all.charactersMax });
  const tooMuch = measured(text, all);
  return tooMuch === undefined ? parsed(text) : left(tooMuch);
};
