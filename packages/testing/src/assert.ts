/**
 * Assertions for node:test and every other runner without an `expect`: functions that throw.
 *
 * @module
 */
import type { AnyRefusal, BackupHolder, NotBegun } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { MatcherContext } from './matchers/context.ts';
import type { LifecycleEvent } from './matchers/happened.ts';
import { matchers, type ExpectedMembers, type MatcherResult } from './matchers/matchers.ts';
import { same } from './laws/same.ts';

export type { LifecycleEvent } from './matchers/happened.ts';
export type { ExpectedMembers } from './matchers/matchers.ts';

const print = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** The least that the matchers need: plain equality, no colours. */
const context: MatcherContext = {
  equals: same,
  utils: {
    matcherHint: (name, received, expected) => `${name}(${received}, ${expected})`,
    printExpected: print,
    printReceived: print,
    diff: (expected, received) => `Expected: ${print(expected)}\nReceived: ${print(received)}`,
  },
};

const passed = ({ pass, message }: MatcherResult): void => {
  if (!pass) throw new Error(message());
};

/**
 * Throws unless an outcome or a decision is a refusal with this tag.
 *
 * @param facts - members that the refusal must have
 */
export const assertRefusedWith = (
  outcome: unknown,
  tag: AnyRefusal['_tag'],
  facts?: ExpectedMembers,
): void => passed(matchers.toBeRefusedWith.call(context, outcome, tag, facts));

/**
 * Throws unless an event of this type is among the events.
 *
 * @param data - members that the event's data must have
 */
export const assertHappened = (
  outcome: unknown,
  type: LifecycleEvent['type'],
  data?: ExpectedMembers,
): void => passed(matchers.toHaveHappened.call(context, outcome, type, data));

/**
 * Throws unless the events replay to this state.
 *
 * @param from - what to replay on; a stream that has not begun, or an empty fleet, if left out
 */
export const assertReplaysTo = (
  outcome: unknown,
  state: BackupHolder | Fleet,
  from?: BackupHolder | NotBegun | Fleet,
): void => passed(matchers.toReplayTo.call(context, outcome, state, from));
