/**
 * Saying what is wrong with a text that the machine's own readers refuse.
 *
 * @module
 */
import type { UnreadableText } from '@hsm-lifecycle/core/codec';

const problemText = (problem: UnreadableText): string => {
  switch (problem._tag) {
    case 'InputTooLarge':
      return `more than ${problem.limit} ${problem.of}`;
    case 'InputTooDeep':
      return `lists and objects nest deeper than ${problem.limit}, at position ${problem.position}`;
    case 'MalformedInput':
      return `${problem.path || '(the whole)'}: expected ${problem.expected}; found ${problem.actual}`;
  }
};

/** Says what is wrong, and with what. */
export const textProblem =
  (what: string) =>
  (problem: UnreadableText): string =>
    `${what}: ${problemText(problem)}`;
