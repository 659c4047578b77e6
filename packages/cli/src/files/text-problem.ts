/**
 * Problems that core's readers find in a text, as sentences.
 *
 * @module
 */
import { explain } from '@hsm-lifecycle/core';
import type { UnreadableEvent, UnreadableText } from '@hsm-lifecycle/core/codec';

const problemText = (problem: UnreadableText | UnreadableEvent): string => {
  if (problem._tag !== 'MalformedInput') return explain(problem);
  const { path, expected, actual } = problem;
  return `${path || '(the whole)'}: expected ${expected}; found ${actual}`;
};

/** Describes a problem with the text that is called `what`. */
export const textProblem =
  (what: string) =>
  (problem: UnreadableText | UnreadableEvent): string =>
    `${what}: ${problemText(problem)}`;
