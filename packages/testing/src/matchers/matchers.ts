/**
 * Matchers for an `expect`: whether something was refused, what has happened, and what it replays
 * to.
 *
 * @module
 */
import type { AnyRefusal, BackupHolder, NotBegun } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { MatcherContext } from './context.ts';
import { explanationOf, eventsFoundIn, refusalIn, type LifecycleEvent } from './happened.ts';
import { replayOnto } from './replay.ts';

/** The result of a matcher, as test runners expect it. */
export type MatcherResult = { readonly pass: boolean; readonly message: () => string };

/** Members that a refusal or an event's data must have. Asymmetric matchers are allowed. */
export type ExpectedMembers = Readonly<Record<string, unknown>>;

/**
 * A matcher: `this` comes from the runner, with its equality, its colours, and whether `.not` was
 * used.
 */
export type Matcher<Expected extends readonly unknown[]> = (
  this: MatcherContext,
  outcome: unknown,
  ...expected: Expected
) => MatcherResult;

const membersOf = (value: object, some: ExpectedMembers): ExpectedMembers =>
  Object.fromEntries(Object.keys(some).map((name) => [name, Reflect.get(value, name)]));

const typesOf = (events: readonly LifecycleEvent[]): string =>
  events.length === 0 ? 'nothing' : events.map(({ type }) => type).join(', ');

/** The parts of messages, in the runner's colours. */
const wordsOf = ({ utils, isNot }: MatcherContext) => ({
  head: (name: string, ...expected: readonly string[]): string =>
    `${utils.matcherHint(name, 'outcome', expected.join(', '), { isNot: isNot === true })}\n\n`,
  expected: (value: unknown): string => utils.printExpected(value),
  received: (value: unknown): string => utils.printReceived(value),
  difference: (wanted: unknown, is: unknown): string => {
    const text = utils.diff?.(wanted, is);
    return typeof text === 'string' ? `\n\n${text}` : '';
  },
  was: (outcome: unknown): string => {
    const refusal = refusalIn(outcome);
    if (refusal !== undefined)
      return `it was refused with ${utils.printReceived(refusal._tag)}.\n${explanationOf(refusal)}`;
    const happened = eventsFoundIn(outcome);
    return happened === undefined
      ? `it was ${utils.printReceived(outcome)}.`
      : `these events happened: ${typesOf(happened.events)}.`;
  },
});

const matches = (context: MatcherContext, value: object, some: ExpectedMembers): boolean =>
  context.equals(membersOf(value, some), some, [...(context.customTesters ?? [])]);

const toBeRefusedWith: Matchers['toBeRefusedWith'] = function (outcome, tag, facts = {}) {
  const words = wordsOf(this);
  const refusal = refusalIn(outcome);
  const head = words.head('toBeRefusedWith', 'tag', 'facts');
  if (refusal?._tag !== tag)
    return {
      pass: false,
      message: () =>
        `${head}Expected to be refused with ${words.expected(tag)}, but ${words.was(outcome)}`,
    };
  if (matches(this, refusal, facts))
    return {
      pass: true,
      message: () =>
        `${head}Expected not to be refused with ${words.expected(tag)}.\n${explanationOf(refusal)}`,
    };
  const difference = (): string => words.difference(facts, membersOf(refusal, facts));
  return {
    pass: false,
    message: () =>
      `${head}It was refused with ${words.expected(tag)}, but with other facts.${difference()}`,
  };
};

const toHaveHappened: Matchers['toHaveHappened'] = function (outcome, type, data = {}) {
  const words = wordsOf(this);
  const head = words.head('toHaveHappened', 'type', 'data');
  const ofType = eventsFoundIn(outcome)?.events.filter((it) => it.type === type) ?? [];
  const found = ofType.find((it) => matches(this, it.data, data));
  if (found !== undefined)
    return {
      pass: true,
      message: () =>
        `${head}Expected ${words.expected(type)} not to have happened, but it did: ` +
        words.received(found.data),
    };
  if (ofType.length === 0)
    return {
      pass: false,
      message: () =>
        `${head}Expected ${words.expected(type)} to have happened, but ${words.was(outcome)}`,
    };
  const differences = (): string =>
    ofType.map((it) => words.difference(data, membersOf(it.data, data))).join('');
  return {
    pass: false,
    message: () => `${head}${words.expected(type)} happened, but with other data.${differences()}`,
  };
};

const toReplayTo: Matchers['toReplayTo'] = function (outcome, state, from) {
  const words = wordsOf(this);
  const head = words.head('toReplayTo', 'state', 'from');
  const happened = eventsFoundIn(outcome);
  if (happened === undefined)
    return {
      pass: false,
      message: () => `${head}Expected events to replay, but ${words.was(outcome)}`,
    };
  const replay = replayOnto(happened, state, from);
  if (replay._tag === 'Impossible')
    return {
      pass: false,
      message: () =>
        `${head}The events cannot be replayed: ${replay.why}.\nThese events happened: ` +
        `${typesOf(happened.events)}.`,
    };
  if (replay.isSame)
    return {
      pass: true,
      message: () =>
        `${head}Expected the events not to replay to this state, but they do: ` +
        `${typesOf(happened.events)}.`,
    };
  return {
    pass: false,
    message: () =>
      `${head}The events replay to another ` +
      `state.${words.difference(replay.expected, replay.actual)}`,
  };
};

/** The matchers, for `expect.extend`. */
export type Matchers = {
  readonly toBeRefusedWith: Matcher<[tag: AnyRefusal['_tag'], facts?: ExpectedMembers]>;
  readonly toHaveHappened: Matcher<[type: LifecycleEvent['type'], data?: ExpectedMembers]>;
  readonly toReplayTo: Matcher<
    [state: BackupHolder | Fleet, from?: BackupHolder | NotBegun | Fleet]
  >;
};

/**
 * Matchers for outcomes, decisions of `given(...).when(...)`, lists of events, and histories. They
 * work with `.not`.
 *
 * @example
 * expect.extend({ ...matchers });
 */
export const matchers: Matchers = { toBeRefusedWith, toHaveHappened, toReplayTo };
