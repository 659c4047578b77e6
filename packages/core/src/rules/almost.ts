/**
 * Words that are probably a misspelling of another.
 *
 * @module
 */

/** The letters alone, in lower case. */
const letters = (word: string): string => word.toLowerCase().replace(/[^a-z]/gu, '');

/** The length of the common beginning of two texts. */
const commonStart = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
};

/** The length of the common end of two texts. */
const commonEnd = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length))
    length += 1;
  return length;
};

/**
 * Tells whether two words have the same letters, but for case, spaces and one slip: a letter or two
 * that are missing, added, wrong or swapped in one place.
 */
export const isAlmost = (word: string, given: string): boolean => {
  const [a, b] = [letters(word), letters(given)];
  if (Math.abs(a.length - b.length) > 2 || a.length < 3) return false;
  const start = commonStart(a, b);
  const end = commonEnd(a.slice(start), b.slice(start));
  return Math.max(a.length, b.length) - start - end <= 2;
};
