/**
 * Refusals in sentences that have names and dates instead of ids and milliseconds.
 *
 * @module
 */
import { explain, type EpochMillis } from '@hsm-lifecycle/core';
import type { StepRefusal } from '@hsm-lifecycle/core/fleet';
import { EVENTS_MAX, type TooFar } from '@hsm-lifecycle/drills';
import { instantText, type NameBook } from '@hsm-lifecycle/drills/sentences';

const ID = /\b(?:cluster|backup|hsm)-[2-7a-zA-Z]{11,16}\b/gu;
const MILLIS = /\b(\d{10,16}) ms since 1970|(?<=Give an instant of )(\d{10,16})/gu;

/** Adds names to ids, and writes instants as dates. */
const withNamesAndDates = (text: string, book?: NameBook): string =>
  text
    .replace(ID, (id) => {
      const name = book?.called(id) ?? id;
      return name === id ? id : `${name} (${id})`;
    })
    .replace(MILLIS, (_, long: string | undefined, short: string | undefined) =>
      instantText(Number(long ?? short)),
    );

/** What a refusal says (the case, and what would help), and the rule with its source. */
export type RefusalText = { readonly short: string; readonly rule: string };

/** Explains a refusal, with names and dates. */
export const refusalText = (refusal: StepRefusal, book?: NameBook): RefusalText => {
  const text = withNamesAndDates(explain(refusal), book);
  const end = text.lastIndexOf(` (${refusal.rule}:`);
  return end < 0
    ? { short: text, rule: refusal.rule }
    : { short: text.slice(0, end), rule: text.slice(end + 2, -1) };
};

/** Says that too much would happen before an instant. */
export const tooFarText = (at: EpochMillis, { reached }: TooFar): string =>
  `${instantText(at)} is too far away: more than ${EVENTS_MAX} events would happen by then; ` +
  `the latest instant possible is ${instantText(reached)}`;
