/**
 * Changes: the state after a command and the events that led to it. Only these constructors make
 * them.
 *
 * @module
 */
import { isLeft, left, right, type Either } from './either.ts';
import { invariant } from './invariant.ts';

/**
 * The result of an accepted command: the state afterwards, and its events, oldest first.
 *
 * `Stream` says whether the events belong to the stream of the state before, or to a new one. It
 * exists only for the compiler, which thus keeps the events of two streams out of one list.
 */
export type Change<State, Event, Stream extends 'SAME' | 'NEW' = 'SAME'> = readonly [
  state: State,
  events: readonly Event[],
] & { readonly '~stream'?: Stream };

/** A refusal, or the change that a command made. */
export type Outcome<Refusal, State, Event> = Either<Refusal, Change<State, Event>>;

/**
 * A refusal, or a new holder: its first state, and the events of its new stream.
 *
 * Read it like any outcome: `const [cluster, events] = begun.right`. `andThen` can follow it, but
 * cannot lead to it: `andThen(restore, ...)` does not compile, since the holder before it would be
 * lost.
 */
export type Begun<Refusal, State, Event> = Either<Refusal, Change<State, Event, 'NEW'>>;

/** Applies one event. Total: events cannot be refused. */
export type Evolve<State, Event> = (state: State, event: Event) => State;

/**
 * The shape of an event: a type in the past tense, and `data` with the instant and everything else.
 */
export type Dated = { readonly type: string; readonly data: { readonly at: number } };

/**
 * How many events one instant may have before `unfolding` assumes a loop and throws. Far above real
 * holders, which have some hundreds of backups.
 */
const CHANGES_AT_ONE_INSTANT_MAX = 100_000;

/** The only place where a change is constructed. */
const change = <State, Event, Stream extends 'SAME' | 'NEW' = 'SAME'>(
  state: State,
  events: readonly Event[],
): Change<State, Event, Stream> => [state, events];

/**
 * Makes the constructor of changes from events: the state is always `before` with `events`
 * applied.
 *
 * @param evolve - the fold of the holder, or of the fleet
 */
export const replaying =
  <State, Event>(evolve: Evolve<State, Event>) =>
  (before: State, events: readonly Event[]): Change<State, Event> => {
    let state = before;
    for (const event of events) state = evolve(state, event);
    return change(state, events);
  };

/**
 * Makes the constructor of outcomes that transitions return. Like {@link replaying}, but wrapped in
 * a `Right`.
 *
 * @param evolve - the fold of the holder
 */
export const happening = <State, Event>(
  evolve: Evolve<State, Event>,
): ((before: State, ...events: readonly Event[]) => Outcome<never, State, Event>) => {
  const replayed = replaying(evolve);
  return (before, ...events) => right(replayed(before, events));
};

/**
 * Makes the constructor of a stream's first change, from its first event.
 *
 * @param begin - makes the state from the first event
 */
export const beginning =
  <State, First>(begin: (event: First) => State) =>
  <Event extends First>(event: Event): Begun<never, State, Event> =>
    right(change(begin(event), [event]));

/**
 * Makes the constructor of a fleet's changes from the changes of its holders.
 *
 * Puts all holders back at once, which is cheaper than one fold per event. The law `replay` checks
 * that the events lead to the same state.
 *
 * @param absorb - puts the changed parts back into the whole
 * @param eventsOf - the events of the whole, oldest first
 */
export const assembling =
  <State, Part, Event>(
    absorb: (before: State, parts: readonly Part[]) => State,
    eventsOf: (parts: readonly Part[]) => readonly Event[],
  ) =>
  (before: State, parts: readonly Part[]): Change<State, Event> =>
    parts.length === 0 ? change(before, []) : change(absorb(before, parts), eventsOf(parts));

/**
 * Makes the constructor of the changes that time alone causes: everything due up to and including
 * an instant, one event after another.
 *
 * @param evolve - the fold of the holder
 * @param nextEvent - finds the next event, from the state alone; may return `undefined` if it is
 *   not due by the instant given
 */
export const unfolding =
  <State, Event extends Dated>(
    evolve: Evolve<State, Event>,
    nextEvent: (state: State, by: number) => Event | undefined,
  ) =>
  (before: State, at: number): Change<State, Event> => {
    const events: Event[] = [];
    let state = before;
    let sameInstant = 0;
    let last = Number.NEGATIVE_INFINITY;
    for (
      let next = nextEvent(state, at);
      next !== undefined && next.data.at <= at;
      next = nextEvent(state, at)
    ) {
      sameInstant = next.data.at === last ? sameInstant + 1 : 0;
      invariant(
        next.data.at >= last && sameInstant < CHANGES_AT_ONE_INSTANT_MAX,
        `stuck on ${next.type}`,
      );
      last = next.data.at;
      state = evolve(state, next);
      events.push(next);
    }
    return change(state, events);
  };

/**
 * Joins a change and a decision made on the state after it: the events of both, oldest first.
 *
 * @param first - the earlier change; its stream is the stream of both
 * @param decision - made on the state of `first`
 */
export const followedBy = <State, Earlier, Refusal, Event, Stream extends 'SAME' | 'NEW'>(
  [, earlier]: Change<State, Earlier, Stream>,
  decision: Outcome<Refusal, State, Event>,
): Either<Refusal, Change<State, Earlier | Event, Stream>> => {
  if (isLeft(decision)) return left(decision.left);
  const [state, later] = decision.right;
  return right(change(state, earlier.length === 0 ? later : [...earlier, ...later]));
};

/**
 * Turns the beginning of a stream into a change of that stream, which was empty before.
 *
 * @param begun - the result of `beginning`, or a refusal
 */
export const fromNothing = <Refusal, State, Event>(
  begun: Begun<Refusal, State, Event>,
): Outcome<Refusal, State, Event> =>
  isLeft(begun) ? begun : right(change(begun.right[0], begun.right[1]));

/**
 * Runs another transition if the one before was accepted. Events accumulate; the refusals of all
 * transitions form one closed union.
 *
 * It can follow `createCluster`, `restore` or `copyToRegion`: the result is still a `Begun`, and
 * all its events belong to the new stream. None of the three can be the next transition: that is a
 * type error.
 *
 * @param transition - such as `addHsm` or `advance`
 * @param input - its input; one value (a rest parameter, so that the compiler infers it from a
 *   transition that takes any kind of holder, such as `advance`)
 * @example
 * pipe(activate(cluster, { at }), andThen(addHsm, { availabilityZone: 'eu-west-1a', at }));
 */
export const andThen =
  <State, Input extends readonly [unknown], Refusal, Event>(
    transition: (state: State, ...input: Input) => Outcome<Refusal, State, Event>,
    ...input: NoInfer<Input>
  ) =>
  <Before, Earlier, Stream extends 'SAME' | 'NEW'>(
    outcome: Either<Before, Change<State, Earlier, Stream>>,
  ): Either<Before | Refusal, Change<State, Earlier | Event, Stream>> =>
    isLeft(outcome) ? outcome : followedBy(outcome.right, transition(outcome.right[0], ...input));
