/**
 * The heart: what a command brings about is a state and the events behind it, and nothing else can
 * make one.
 *
 * @module
 */
import { isLeft, left, right, type Either } from './either.ts';
import { invariant } from './invariant.ts';

/** What a command brought about: the state after it, and the events behind it, oldest first. */
export type Change<State, Event> = readonly [state: State, events: readonly Event[]];

/** Why a command was refused, or the change it brought about. */
export type Outcome<Refusal, State, Event> = Either<Refusal, Change<State, Event>>;

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

/**
 * Makes the constructor of changes that commands end in. The state is always `before` with `events`
 * replayed.
 *
 * @param evolve - the fold of the aggregate
 */
export const happening =
  <State, Event>(evolve: Evolve<State, Event>) =>
  (before: State, ...events: readonly Event[]): Either<never, Change<State, Event>> => {
    let state = before;
    for (const event of events) state = evolve(state, event);
    return right([state, events]);
  };

/**
 * Makes the constructor of an aggregate's first change, from its first event.
 *
 * @param begin - makes the state out of the first event
 */
export const beginning =
  <State, First>(begin: (event: First) => State) =>
  <Event extends First>(event: Event): Either<never, Change<State, Event>> =>
    right([begin(event), [event]]);

/**
 * Makes the constructor of what time alone brings: everything due up to and including an instant,
 * one event after another.
 *
 * @param evolve - the fold of the aggregate
 * @param coming - the one event that time brings next, a function of the state alone; it need not
 *   be found if it is not due by then
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
    return [state, events];
  };

/**
 * Continues with one more operation where the one before was accepted; events accumulate, refusals
 * join in one closed union.
 *
 * @param operation - a transition, such as `addHsm`
 * @param input - what it needs to know
 * @example
 * pipe(activate(cluster, { at }), andThen(addHsm, { availabilityZone: 'eu-west-1a', at }));
 */
export const andThen =
  <State, Input, Refusal, Event>(
    operation: (state: State, input: Input) => Outcome<Refusal, State, Event>,
    input: NoInfer<Input>,
  ) =>
  <Before, Earlier>(
    outcome: Outcome<Before, State, Earlier>,
  ): Outcome<Before | Refusal, State, Earlier | Event> => {
    if (isLeft(outcome)) return outcome;
    const [state, earlier] = outcome.right;
    const next = operation(state, input);
    if (isLeft(next)) return left(next.left);
    return right([next.right[0], [...earlier, ...next.right[1]]]);
  };
