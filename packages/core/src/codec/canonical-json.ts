/**
 * Canonical JSON: one text for each plain value.
 *
 * @module
 */

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;

const inOrder = (a: string, b: string): number => (a < b ? -1 : 1);

const member = (value: Plain, key: string): string =>
  `${JSON.stringify(key)}:${canonicalJson(value[key])}`;

/**
 * Writes a plain value as JSON: keys sorted by UTF-16 code units, no spaces, `undefined` members
 * left out. Equal values give the same text.
 *
 * @param value - the result of an `encode` function, or any plain value nested at most a few
 *   thousand levels deep
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
