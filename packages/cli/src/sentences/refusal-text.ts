/**
 * Refusals and errors in sentences with names and readable dates.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import { EVENTS_MAX, type TooFar } from '@hsm-lifecycle/drills';
import { instantText, type NameBook } from '@hsm-lifecycle/drills/sentences';
import { explainError } from './explain-error.ts';

const ID = /\b(?:cluster|backup|hsm)-[2-7a-zA-Z]{11,16}\b/gu;
const ISO = /[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/gu;

/** Adds names to ids, and writes ISO instants as dates. */
const withNamesAndDates = (text: string, book?: NameBook): string =>
  text
    .replace(ID, (id) => {
      const name = book?.called(id) ?? id;
      return name === id ? id : `${name} (${id})`;
    })
    .replace(ISO, (date) => instantText(Date.parse(date)));

/** What is the case and what would help; and the rule with its source, if there is one. */
export type RefusalText = { readonly short: string; readonly rule: string | undefined };

/** A refusal of the machine, or an error of another package, which has no rule. */
export type Explainable = { readonly _tag: string; readonly rule?: string };

/** Explains a refusal or an error, with names and dates. */
export const refusalText = (refusal: Explainable, book?: NameBook): RefusalText => {
  const text = withNamesAndDates(explainError(refusal), book);
  const end = refusal.rule === undefined ? -1 : text.lastIndexOf(` (${refusal.rule}:`);
  return end < 0
    ? { short: text, rule: refusal.rule }
    : { short: text.slice(0, end), rule: text.slice(end + 2, -1) };
};

/** Says that too much would happen before an instant. */
export const tooFarText = (at: EpochMillis, { reached }: TooFar): string =>
  `${instantText(at)} is too far away: more than ${EVENTS_MAX} events would happen by then; ` +
  `the latest instant possible is ${instantText(reached)}`;
