/**
 * Saying what is wrong with a text that the machine's own readers refuse, or with what it asks for.
 *
 * @module
 */
import { explain, type EpochMillis } from '@hsm-lifecycle/core';
import type { UnreadableEvent, UnreadableText } from '@hsm-lifecycle/core/codec';
import { EVENTS_MAX, type TooFar } from '../run/pass-time.ts';
import { instantText } from '../tell/when.ts';

/** Says what is wrong, and with what. */
export const textProblem =
  (what: string) =>
  (problem: UnreadableText | UnreadableEvent): string =>
    problem._tag === 'MalformedInput'
      ? `${what}: ${problem.path || '(the whole)'}: expected ${problem.expected}; found ${problem.actual}`
      : `${what}: ${explain(problem)}`;

/** Says that an instant is too far away to be followed. */
export const tooFarText = (at: EpochMillis, { reached }: TooFar): string =>
  `${instantText(at)} is too far away: more than ${EVENTS_MAX} things would happen by then; it can be ${instantText(reached)} at most`;
