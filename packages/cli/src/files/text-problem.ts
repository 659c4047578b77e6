/**
 * Problems that core's readers find in a text, as sentences.
 *
 * @module
 */
import type { UnreadableText } from '@hsm-lifecycle/core/codec';

const problemText = (problem: UnreadableText): string => {
  switch (problem._tag) {
    case 'InputTooLarge':
      return `more than ${problem.limit} ${problem.of}`;
    case 'InputTooDeep':
      return `nested deeper than ${problem.limit} levels, at position ${problem.position}`;
    case 'MalformedInput': {
      const { path, expected, actual } = problem;
      return `${path || '(the whole)'}: expected ${expected}; found ${actual}`;
    }
  }
};

/** Describes a problem with the text that is called `what`. */
export const textProblem =
  (what: string) =>
  (problem: UnreadableText): string =>
    `${what}: ${problemText(problem)}`;
