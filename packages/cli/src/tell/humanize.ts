/**
 * Puts names and readable dates into sentences with ids and ISO dates.
 *
 * @module
 */
import type { NameBook } from '../run/name-book.ts';
import { explainError } from '../store/explain-error.ts';
import { instantText } from './when.ts';

const ID = /\b(?:cluster|backup|hsm)-[2-7a-zA-Z]{11,16}\b/gu;
const ISO = /[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/gu;

/** Writes ids as names and instants as dates. */
export const humanize = (text: string, book?: NameBook): string =>
  text
    .replace(ID, (id) => {
      const name = book?.called(id) ?? id;
      return name === id ? id : `${name} (${id})`;
    })
    .replace(ISO, (date) => instantText(Date.parse(date)));

/** What is the case and what would help, and the rule with its source if there is one. */
export type Explained = { readonly short: string; readonly rule: string | undefined };

/** A refusal of the machine, or an error of another package, which has no rule. */
export type Explainable = { readonly _tag: string; readonly rule?: string };

/** Explains an error, with names and dates. */
export const explained = (error: Explainable, book?: NameBook): Explained => {
  const text = humanize(explainError(error), book);
  const end = error.rule === undefined ? -1 : text.lastIndexOf(` (${error.rule}:`);
  return end < 0
    ? { short: text, rule: error.rule }
    : { short: text.slice(0, end), rule: text.slice(end + 2, -1) };
};
