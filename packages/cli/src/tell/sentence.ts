/**
 * What events say in plain English, and which rule they follow.
 *
 * @module
 */
import type { Gone, RuleId } from '@hsm-lifecycle/core';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { counted, listed } from './when.ts';

/** Any event of a fleet. */
export type AnyEvent = FleetEvent['event'];

/**
 * How ids are called, what the event's own stream is called, and the rule by which an HSM gets what
 * it joins with.
 */
export type Speaker = {
  readonly it: string;
  readonly called: (id: string) => string;
  readonly joinsBy: (hsmId: string) => RuleId;
};

/** A sentence, and the rule behind it. */
export type Told = readonly [text: string, rule: RuleId];

/**
 * Says an event. Written as a method, so that the sentence of one event may stand for that of any:
 * `tell` looks it up by the event's own type.
 */
export type Sentence<Data> = { say(data: Data, speaker: Speaker): Told }['say'];

/** By type of event, its sentence. */
export type EventSentences<Type extends AnyEvent['type']> = {
  readonly [Each in Type]: Sentence<Extract<AnyEvent, { readonly type: Each }>['data']>;
};

/** Says of which keys and users a cluster has now lost the last place, if any. */
export const goneText = ({ gone: { keys, users } }: Gone, { it }: Speaker): string => {
  const parts = [
    ...(keys > 0 ? [counted(keys, 'key')] : []),
    ...(users > 0 ? [counted(users, 'user')] : []),
  ];
  return parts.length === 0 ? '' : `; that was the last place of ${listed(parts)} in ${it}`;
};
