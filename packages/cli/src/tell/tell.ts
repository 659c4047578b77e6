/**
 * Telling one event in plain English.
 *
 * @module
 */
import { backupSentences } from './backup-sentences.ts';
import {
  clusterSentences,
  contentsSentences,
  fleetSentences,
  hsmSentences,
} from './cluster-sentences.ts';
import type { AnyEvent, EventSentences, Sentence, Speaker, Told } from './sentence.ts';

const sentences: EventSentences<AnyEvent['type']> = {
  ...clusterSentences,
  ...hsmSentences,
  ...fleetSentences,
  ...contentsSentences,
  ...backupSentences,
};

/** Tells an event: one sentence, as it stands in a timeline, and the rule behind it. */
export const tell = (event: AnyEvent, speaker: Speaker): Told => {
  const sentence: Sentence<AnyEvent['data']> = sentences[event.type];
  return sentence(event.data, speaker);
};
