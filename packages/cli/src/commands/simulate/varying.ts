/**
 * `--vary`: the same scenario with other values at one place.
 *
 * @module
 */
import { left, right } from 'fp-ts/lib/Either.js';
import type { InputResult } from '../../files/reading.ts';

/** Which place to vary, and the values to put there. */
export type Variation = {
  /** Such as `faults[0].every.exponential`. */
  readonly path: string;
  readonly values: readonly string[];
};

const FORM = /^(?<path>[\w.[\]]+)=(?<values>.+)$/u;

/** Reads `faults[0].every.exponential=500d,1500d`. */
export const variationFrom = (text: string): InputResult<Variation> => {
  const parts = FORM.exec(text)?.groups;
  return parts === undefined
    ? left(`--vary: expected for example faults[0].every.exponential=500d,1500d, found ${text}`)
    : right({ path: parts['path'] ?? '', values: (parts['values'] ?? '').split(',') });
};

const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Numbers and words of JSON are what they are; everything else is text. */
const valueFrom = (text: string): unknown =>
  /^-?\d+(\.\d+)?$/u.test(text) || text === 'true' || text === 'false' ? JSON.parse(text) : text;

const withValue = (json: unknown, keys: readonly string[], value: unknown): unknown => {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (!isContainer(json) || !Object.hasOwn(json, key)) return undefined;
  const inner = withValue(json[key], rest, value);
  if (inner === undefined) return undefined;
  return Array.isArray(json)
    ? json.map((it: unknown, index) => (String(index) === key ? inner : it))
    : { ...json, [key]: inner };
};

/** Makes a function that puts a value at a place of a scenario, which must be there. */
export const putting =
  (path: string, text: string) =>
  (json: unknown): InputResult<unknown> => {
    const keys = path.split(/[.[\]]+/u).filter((key) => key !== '');
    const changed = withValue(json, keys, valueFrom(text));
    return changed === undefined ? left(`--vary: the scenario has no ${path}`) : right(changed);
  };
