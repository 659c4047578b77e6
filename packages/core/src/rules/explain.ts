/**
 * Explains errors in English.
 *
 * @module
 */
import type { AnyRefusal } from './any-refusal.ts';
import { ruleBook } from './rule-book.ts';
import type { Explanation, SentenceBook } from './sentence-book.ts';
import { inputSentences } from './input-sentences.ts';
import { sentences } from './sentences.ts';

const ownBooks: readonly SentenceBook[] = [sentences, inputSentences];

const TAG_CHARACTERS = 100;
const SENTENCE_CHARACTERS = 1000;

/** Line breaks, control characters, and bidirectional marks. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

const oneLine = (text: string, charactersMax: number): string => {
  const clipped = text.length > charactersMax ? `${text.slice(0, charactersMax)}…` : text;
  return clipped.replace(UNPRINTABLE, ' ');
};

/** Reads a member of any value; undefined if it is not text or reading it throws. */
const textOf = (error: unknown, member: '_tag' | 'rule'): string | undefined => {
  try {
    const text: unknown = typeof error === 'object' && error !== null && Reflect.get(error, member);
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
};

const isExplanation = (value: unknown): value is Explanation =>
  Array.isArray(value) && value.length === 2 && value.every((it) => typeof it === 'string');

/** Looks a tag up in a book. Undefined if it is unknown or the error lacks needed members. */
const askBook = (book: SentenceBook, tag: string, error: unknown): Explanation | undefined => {
  try {
    if (!Object.hasOwn(book, tag)) return undefined;
    const said: unknown = book[tag]?.(error as never);
    return isExplanation(said) ? said : undefined;
  } catch {
    return undefined;
  }
};

const inGeneral = (tag: string | undefined): Explanation =>
  tag === undefined
    ? ['The error has no _tag.', 'Pass the `left` of an outcome to explain.']
    : [
        `No sentence is known for ${oneLine(tag, TAG_CHARACTERS)}.`,
        'Pass the error to explain unchanged, with the book of its package in `books`.',
      ];

const ruleText = (id: string | undefined): string => {
  const rule = ruleBook.find((it) => it.id === id);
  return rule === undefined ? '' : ` (${rule.id}: ${rule.statement} Source: ${rule.source}.)`;
};

type Tagged = { readonly _tag: string };

type ExplainOptions = { readonly books?: readonly SentenceBook[] };

/** Reads the books of any options; none if they are not a list, or reading them throws. */
const booksIn = (options: unknown): readonly SentenceBook[] => {
  try {
    const given: unknown = Reflect.get(Object(options), 'books');
    return Array.isArray(given) ? Array.from<SentenceBook>(given) : [];
  } catch {
    return [];
  }
};

/** Reads a list of any length, one error after the other; undefined if it is not a list. */
const listed = (errors: unknown): readonly unknown[] | undefined => {
  try {
    return Array.isArray(errors) ? Array.from<unknown>(errors) : undefined;
  } catch {
    return undefined;
  }
};

/** Writes a line for each error: what is wrong and what would help, then what `more` adds. */
const lines = (errors: unknown, options: unknown, more: (error: unknown) => string): string => {
  const books = [...booksIn(options), ...ownBooks];
  const line = (error: unknown): string => {
    const tag = textOf(error, '_tag');
    let said: Explanation | undefined;
    if (tag !== undefined) for (const book of books) said ??= askBook(book, tag, error);
    const [whatIs, whatHelps] = said ?? inGeneral(tag);
    const text = [whatIs, whatHelps].map((it) => oneLine(it, SENTENCE_CHARACTERS)).join(' ');
    return `${text}${more(error)}`;
  };
  return (listed(errors) ?? [errors]).map(line).join('\n');
};

/**
 * Says what is wrong and what would help, in one line: `explain` without the rule and its source.
 *
 * @param error - as for `explain`
 * @param options - as for `explain`
 * @example
 * saying({ _tag: 'SameRegion', rule: 'U-15', region: 'eu-west-1' });
 * // => 'The backup is already in eu-west-1. Choose another region.'
 */
export const saying = (
  error: AnyRefusal | Tagged | readonly Tagged[],
  options: ExplainOptions = {},
): string => lines(error, options, () => '');

/**
 * Explains an error in one line: what is wrong, what would help and, for a refusal of core, the
 * rule with its source.
 *
 * Never throws. An error in none of the books gets a general sentence, so callers need no change
 * for new errors. Long values are shortened and control characters removed, since the text ends up
 * in logs and terminals.
 *
 * @param error - a refusal of this package, or an error of a package whose book is given; a list of
 *   them, such as the `left` of `decodeDrill`, gives one line for each
 * @param options - `books`: the sentences of other packages, or your own for another language;
 *   searched in order, before core's own
 * @example
 * const text = explain({ _tag: 'SameRegion', rule: 'U-15', region: 'eu-west-1' });
 * text.split(' (')[0]; // => 'The backup is already in eu-west-1. Choose another region.'
 */
export const explain = (
  error: AnyRefusal | Tagged | readonly Tagged[],
  options: ExplainOptions = {},
): string => lines(error, options, (each) => ruleText(textOf(each, 'rule')));
