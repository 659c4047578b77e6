/**
 * The one text for a plain value.
 *
 * @module
 */

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;

const inOrder = (a: string, b: string): number => (a < b ? -1 : 1);

const member = (value: Plain, key: string): string =>
  `${JSON.stringify(key)}:${canonicalJson(value[key])}`;

/**
 * Writes a plain value as JSON: keys in order of their UTF-16 code units, no spaces, `undefined`
 * members left out. Two values that say the same give the same text.
 *
 * @param value - what the `encode` functions give, or any plain value that is no deeper than some
 *   thousands
 */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${[...value].map(canonicalJson).join(',')}]`;
  if (!isPlain(value)) return JSON.stringify(value) ?? 'null';
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys
    .toSorted(inOrder)
    .map((key) => member(value, key))
    .join(',')}}`;
};
