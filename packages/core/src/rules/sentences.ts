/**
 * Sentences for every refusal: what is wrong, and what would make the command legal.
 *
 * @module
 */
import { clusterRefusalSentences } from './cluster-sentences.ts';
import { contentsRefusalSentences } from './contents-sentences.ts';
import { modelRefusalSentences } from './model-sentences.ts';
import type { Sentences } from './sentences-form.ts';

/** The sentences, by tag. */
export const sentences: Sentences = {
  ...modelRefusalSentences,
  ...clusterRefusalSentences,
  ...contentsRefusalSentences,
};

/** The tags of all refusals. */
export const refusalTags: readonly string[] = Object.freeze(Object.keys(sentences));
