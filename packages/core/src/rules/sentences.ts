/**
 * What each refusal says, and what would make the command legal.
 *
 * @module
 */
import { clusterSentences } from './cluster-sentences.ts';
import { contentsSentences } from './contents-sentences.ts';
import { modelSentences } from './model-sentences.ts';
import type { Sentences } from './sentences-form.ts';

/** By tag, the sentences. */
export const sentences: Sentences = {
  ...modelSentences,
  ...clusterSentences,
  ...contentsSentences,
};

/** The tags of all refusals there are. */
export const refusalTags: readonly string[] = Object.freeze(Object.keys(sentences));
