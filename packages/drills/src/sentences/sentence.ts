/**
 * The shape of an event's sentence, and what goes into it.
 *
 * @module
 */
import type { Gone, RuleId } from '@hsm-lifecycle/core';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { countText, listText } from './when.ts';

/** Any event of a fleet. */
export type AnyFleetEvent = FleetEvent['event'];

/** The names and rules that the sentence of an event needs. */
export type EventNames = {
  /** The name of the event's own stream. */
  readonly subject: string;
  /** The name of an id. */
  readonly called: (id: string) => string;
  /** The rule by which an HSM gets its contents when it joins. */
  readonly joinsBy: (hsmId: string) => RuleId;
};

/** A sentence, and the rule that the event follows. */
export type SentenceAndRule = readonly [text: string, rule: RuleId];

/**
 * Writes the sentence of one type of event. Declared as a method so that its parameter is
 * bivariant: `tellEvent` looks it up by the event's own type.
 */
export type SentenceOf<Data> = { say(data: Data, names: EventNames): SentenceAndRule }['say'];

/** Sentences by type of event. */
export type EventSentences<Type extends AnyFleetEvent['type']> = {
  readonly [Each in Type]: SentenceOf<Extract<AnyFleetEvent, { readonly type: Each }>['data']>;
};

/** Says how many keys and users the cluster has lost with the last place that held them, if any. */
export const goneText = ({ gone: { keys, users } }: Gone, { subject }: EventNames): string => {
  const parts = [
    ...(keys > 0 ? [countText(keys, 'key')] : []),
    ...(users > 0 ? [countText(users, 'user')] : []),
  ];
  return parts.length === 0 ? '' : `; ${subject} has now lost ${listText(parts)} for good`;
};

/** Writes why something failed, without a full stop, and then what is lost with it. */
export const failureText = (
  { reason, gone }: Gone & { readonly reason: string },
  names: EventNames,
): string => reason.trimEnd().replace(/\.$/u, '') + goneText({ gone }, names);
