/**
 * The heart: what a command brings about is a state and the events behind it, and nothing else can
 * make one.
 *
 * @module
 */
import { isLeft, left, right, type Either } from './either.ts';
import { invariant } from './invariant.ts';

/**
 * What a command brought about: the state after it, and the events behind it, oldest first.
 *
 * `Stream` says which stream the events belong to: the one that the state before came from, or a
 * new one. No value carries the member; it keeps the two apart for the compiler, so that the
 * events of two streams never end up in one list.
 */
export type Change<State, Event, Stream extends 'SAME' | 'NEW' = 'SAME'> = readonly [
  state: State,
  events: readonly Event[],
] & { readonly '~stream'?: Stream };

/** Why a command was refused, or the change it brought about. */
export type Outcome<Refusal, State, Event> = Either<Refusal, Change<State, Event>>;

/**
 * Why something was not started, or what was: its first state, and the events of its new stream.
 *
 * Read it as any outcome: `const [cluster, events] = begun.right`. `andThen` goes on from one, but
 * does not go over to one: `andThen(restore, ...)` does not compile, for the holder that the pipe
 * came with would be lost.
 */
export type Begun<Refusal, State, Event> = Either<Refusal, Change<State, Event, 'NEW'>>;

/** Applies one event. Total: what has happened cannot be refused. */
export type Evolve<State, Event> = (state: State, event: Event) => State;

/**
 * An event as this project keeps it: named in the past tense, with its instant and all else in
 * `data`.
 */
export type Dated = { readonly type: string; readonly data: { readonly at: number } };

/**
 * How often one instant may bring something before the machine is declared stuck; a fleet's
 * holder has some hundreds of backups.
 */
const CHANGES_AT_ONE_INSTANT_MAX = 100_000;

/** The one place where a change is put together. */
const change = <State, Event, Stream extends 'SAME' | 'NEW' = 'SAME'>(
  state: State,
  events: readonly Event[],
): Change<State, Event, Stream> => [state, events];

/**
 * Makes the constructor of changes from events: the state is always `before` with `events`
 * replayed.
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
 * Makes the constructor of outcomes that transitions end in: the same, as the last line of a
 * transition reads best.
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
 * @param begin - makes the state out of the first event
 */
export const beginning =
  <State, First>(begin: (event: First) => State) =>
  <Event extends First>(event: Event): Begun<never, State, Event> =>
    right(change(begin(event), [event]));

/**
 * Makes the constructor of a whole's changes from those of its parts: a fleet's from its holders'.
 *
 * All parts are put back at once, which costs less than one fold an event. That the events replay
 * to the same state is a law (`replay`), not a matter of construction.
 *
 * @param absorb - puts the parts that changed into the whole
 * @param eventsOf - the whole's events, oldest first
 */
export const assembling =
  <State, Part, Event>(
    absorb: (before: State, parts: readonly Part[]) => State,
    eventsOf: (parts: readonly Part[]) => readonly Event[],
  ) =>
  (before: State, parts: readonly Part[]): Change<State, Event> =>
    parts.length === 0 ? change(before, []) : change(absorb(before, parts), eventsOf(parts));

/**
 * Makes the constructor of what time alone brings: everything due up to and including an instant,
 * one event after another.
 *
 * @param evolve - the fold of the holder
 * @param nextEvent - the one event that time brings next, a function of the state alone; it need
 *   not be found if it is not due by then
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
 * Joins a change and what was decided on the state after it: the events of both, oldest first.
 *
 * @param first - what happened before; its stream is the stream of both
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
 * Reads the beginning of a stream as a change of the stream itself, which was empty before.
 *
 * @param begun - what `beginning` made, or a refusal
 */
export const fromNothing = <Refusal, State, Event>(
  begun: Begun<Refusal, State, Event>,
): Outcome<Refusal, State, Event> =>
  isLeft(begun) ? begun : right(change(begun.right[0], begun.right[1]));

/**
 * Goes on with one more transition if the one before was accepted. Events accumulate; the refusals
 * of all join in one closed union.
 *
 * Goes on from what `createCluster`, `restore` or `copyToRegion` started as well; the result is
 * then still a `Begun`, and all its events belong to the new stream. None of the three can be the
 * transition that is gone on with: that is a type error.
 *
 * @param transition - such as `addHsm` or `advance`
 * @param input - what it needs to know; one value (a rest parameter lets the compiler infer it from
 *   a transition that takes any kind of holder, such as `advance`)
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
