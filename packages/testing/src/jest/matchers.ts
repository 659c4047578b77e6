/**
 * Matchers for an `expect`: whether something was refused, what has happened, and what it replays
 * to.
 *
 * @module
 */
import type { AnyRefusal, BackupHolder, NotBegun } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { MatcherContext } from './context.ts';
import { explained, happenedIn, refusalIn, type AnyEvent } from './happened.ts';
import { replayed } from './replayed.ts';

/** What a runner wants to know of a matcher. */
export type Verdict = { readonly pass: boolean; readonly message: () => string };

/**
 * Members that a refusal or the data of an event shall have; asymmetric matchers may be among them.
 */
export type Some = Readonly<Record<string, unknown>>;

/**
 * A matcher: `this` is the runner's own, for its equality, its colours, and `.not`.
 */
export type Matcher<Expected extends readonly unknown[]> = (
  this: MatcherContext,
  outcome: unknown,
  ...expected: Expected
) => Verdict;

const membersOf = (value: object, some: Some): Some =>
  Object.fromEntries(Object.keys(some).map((name) => [name, Reflect.get(value, name)]));

const typesOf = (events: readonly AnyEvent[]): string =>
  events.length === 0 ? 'nothing' : events.map(({ type }) => type).join(', ');

/** The words of messages, with the runner's colours. */
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
      return `it was refused with ${utils.printReceived(refusal._tag)}.\n${explained(refusal)}`;
    const happened = happenedIn(outcome);
    return happened === undefined
      ? `it was ${utils.printReceived(outcome)}.`
      : `this has happened: ${typesOf(happened.events)}.`;
  },
});

const matches = (context: MatcherContext, value: object, some: Some): boolean =>
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
        `${head}Expected not to be refused with ${words.expected(tag)}.\n${explained(refusal)}`,
    };
  const difference = (): string => words.difference(facts, membersOf(refusal, facts));
  return {
    pass: false,
    message: () =>
      `${head}It was refused with ${words.expected(tag)}, but for other facts.${difference()}`,
  };
};

const toHaveHappened: Matchers['toHaveHappened'] = function (outcome, type, data = {}) {
  const words = wordsOf(this);
  const head = words.head('toHaveHappened', 'type', 'data');
  const ofType = happenedIn(outcome)?.events.filter((it) => it.type === type) ?? [];
  const found = ofType.find((it) => matches(this, it.data, data));
  if (found !== undefined)
    return {
      pass: true,
      message: () =>
        `${head}Expected ${words.expected(type)} not to have happened, but it has: ${words.received(found.data)}`,
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
    message: () =>
      `${head}${words.expected(type)} has happened, but with other data.${differences()}`,
  };
};

const toReplayTo: Matchers['toReplayTo'] = function (outcome, state, from) {
  const words = wordsOf(this);
  const head = words.head('toReplayTo', 'state', 'from');
  const happened = happenedIn(outcome);
  if (happened === undefined)
    return {
      pass: false,
      message: () => `${head}Expected events to replay, but ${words.was(outcome)}`,
    };
  const replay = replayed(happened, state, from);
  if (replay._tag === 'Impossible')
    return {
      pass: false,
      message: () =>
        `${head}It cannot be replayed: ${replay.why}\nThis has happened: ${typesOf(happened.events)}.`,
    };
  if (replay.isSame)
    return {
      pass: true,
      message: () =>
        `${head}Expected what has happened not to replay to this state, but it does: ${typesOf(happened.events)}.`,
    };
  return {
    pass: false,
    message: () =>
      `${head}What has happened replays to another state.${words.difference(replay.expected, replay.actual)}`,
  };
};

/** What to give to `expect.extend`. */
export type Matchers = {
  readonly toBeRefusedWith: Matcher<[tag: AnyRefusal['_tag'], facts?: Some]>;
  readonly toHaveHappened: Matcher<[type: AnyEvent['type'], data?: Some]>;
  readonly toReplayTo: Matcher<
    [state: BackupHolder | Fleet, from?: BackupHolder | NotBegun | Fleet]
  >;
};

/**
 * Matchers for what the machine decides.
 *
 * They take outcomes, decisions of `given(...).when(...)`, lists of events and histories alike, and
 * work with `.not`.
 *
 * @example
 * expect.extend({ ...matchers });
 */
export const matchers: Matchers = { toBeRefusedWith, toHaveHappened, toReplayTo };
