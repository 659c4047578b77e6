/**
 * The matchers as plain functions that throw, for node:test and every runner without an `expect`.
 *
 * @module
 */
import type { AnyRefusal, BackupHolder, NotBegun } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { MatcherContext } from './jest/context.ts';
import type { AnyEvent } from './jest/happened.ts';
import { matchers, type Some, type Verdict } from './jest/matchers.ts';
import { same } from './laws/same.ts';

export type { AnyEvent } from './jest/happened.ts';
export type { Some } from './jest/matchers.ts';

const print = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** As little as the matchers need: plain equality, no colours. */
const context: MatcherContext = {
  equals: same,
  utils: {
    matcherHint: (name, received, expected) => `${name}(${received}, ${expected})`,
    printExpected: print,
    printReceived: print,
    diff: (expected, received) => `Expected: ${print(expected)}\nReceived: ${print(received)}`,
  },
};

const passed = ({ pass, message }: Verdict): void => {
  if (!pass) throw new Error(message());
};

/**
 * Throws unless an outcome or a decision is a refusal of this name.
 *
 * @param facts - members that the refusal has too
 */
export const assertRefusedWith = (outcome: unknown, tag: AnyRefusal['_tag'], facts?: Some): void =>
  passed(matchers.toBeRefusedWith.call(context, outcome, tag, facts));

/**
 * Throws unless an event of this type is among what happened.
 *
 * @param data - members that the data of the event has too
 */
export const assertHappened = (outcome: unknown, type: AnyEvent['type'], data?: Some): void =>
  passed(matchers.toHaveHappened.call(context, outcome, type, data));

/**
 * Throws unless what happened replays to this state.
 *
 * @param from - where the replay begins: a stream that has not begun, or an empty fleet
 */
export const assertReplaysTo = (
  outcome: unknown,
  state: BackupHolder | Fleet,
  from?: BackupHolder | NotBegun | Fleet,
): void => passed(matchers.toReplayTo.call(context, outcome, state, from));
