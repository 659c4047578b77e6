/**
 * Short excerpts of values of any size.
 *
 * @module
 */

const EXCERPT_CHARACTERS = 60;

/** Cuts a text to a number of characters. */
export const clipped = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit)}…`;

const quoted = (text: string): string => {
  const shown = JSON.stringify(clipped(text, EXCERPT_CHARACTERS));
  return text.length <= EXCERPT_CHARACTERS ? shown : `${shown} (${text.length} characters)`;
};

/** Tells whether a value is a list; a proxy that was revoked throws, and is none. */
const isList = (value: unknown): value is readonly unknown[] => {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
};

const lengthText = (list: readonly unknown[]): string => {
  try {
    return `a list of length ${list.length}`;
  } catch {
    return 'a list';
  }
};

/**
 * Shows a value briefly: text in quotes, a list by its length, anything else by its kind. Never
 * throws.
 */
export const excerpt = (value: unknown): string => {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isList(value)) return lengthText(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};
