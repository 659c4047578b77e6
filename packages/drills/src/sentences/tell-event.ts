/**
 * One event in plain English.
 *
 * @module
 */
import type { RuleId } from '@hsm-lifecycle/core';
import { fleetEventSentences } from './fleet-sentences.ts';
import { backupEventSentences } from './backup-sentences.ts';
import {
  clusterEventSentences,
  contentsEventSentences,
  hsmEventSentences,
} from './cluster-sentences.ts';
import { migrationEventSentences } from './migration-sentences.ts';
import { observedEventSentences } from './observed-sentences.ts';
import type { AnyFleetEvent, EventNames, EventSentences, SentenceOf } from './sentence.ts';

const sentences: EventSentences<AnyFleetEvent['type']> = {
  ...clusterEventSentences,
  ...hsmEventSentences,
  ...migrationEventSentences,
  ...fleetEventSentences,
  ...contentsEventSentences,
  ...backupEventSentences,
  ...observedEventSentences,
};

/**
 * Describes an event in one sentence, without a full stop, and names the rule that it follows.
 *
 * @param names - from `NameBook.namesFor`, for the stream of the event
 */
export const tellEvent = (
  event: AnyFleetEvent,
  names: EventNames,
): { readonly text: string; readonly rule: RuleId } => {
  const sentence: SentenceOf<AnyFleetEvent['data']> = sentences[event.type];
  const [text, rule] = sentence(event.data, names);
  return { text, rule };
};
