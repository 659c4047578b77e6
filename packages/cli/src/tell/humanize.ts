/**
 * Putting names and dates into sentences that speak of ids and milliseconds.
 *
 * @module
 */
import { explain } from '@hsm-lifecycle/core';
import { type StepRefusal } from '@hsm-lifecycle/core/fleet';
import type { NameBook } from '../run/name-book.ts';
import { instantText } from './when.ts';

const ID = /\b(?:cluster|backup|hsm)-[2-7a-zA-Z]{11,16}\b/gu;
const MILLIS = /\b(\d{10,16}) ms since 1970|(?<=Give an instant of )(\d{10,16})/gu;

/** Writes ids as names and instants as dates. */
export const humanize = (text: string, book?: NameBook): string =>
  text
    .replace(ID, (id) => {
      const name = book?.called(id) ?? id;
      return name === id ? id : `${name} (${id})`;
    })
    .replace(MILLIS, (_, long: string | undefined, short: string | undefined) =>
      instantText(Number(long ?? short)),
    );

/** What a refusal says: the case and the way out, and the rule with its source. */
export type Explained = { readonly short: string; readonly rule: string };

/** Explains a refusal, with names and dates. */
export const explained = (refusal: StepRefusal, book?: NameBook): Explained => {
  const text = humanize(explain(refusal), book);
  const end = text.lastIndexOf(` (${refusal.rule}:`);
  return end < 0
    ? { short: text, rule: refusal.rule }
    : { short: text.slice(0, end), rule: text.slice(end + 2, -1) };
};
