/**
 * One function body for the synchronous and the asynchronous form of sealing, opening and
 * rewrapping.
 *
 * A step is a value, or a flow that leads to it. With synchronous providers every step is a value:
 * a generator for each would cost more than the rest of a small backup (measured). A flow is a
 * generator; it yields what it cannot do itself: wait for a promise, let other work run, or end in
 * an error. A driver (`run-flow.ts`) does that.
 *
 * @module
 */
import type { Awaitable } from './bytes.ts';
import { type Either, isLeft } from './either.ts';
import { isPromise } from './awaitable.ts';

/** What a flow yields to its driver. */
export type FlowStep<E> =
  | {
      readonly _tag: 'Wait';
      readonly work: Promise<void>;
      readonly otherwise: (thrown: unknown) => E;
    }
  | { readonly _tag: 'Refuse'; readonly error: E }
  | { readonly _tag: 'Breathe' };

/** A computation that ends in `A`, or in the error `E`. */
export type Flow<E, A> = Generator<FlowStep<E>, A, void>;

/** A value, or a flow that leads to it. In a flow: `isFlow(step) ? yield* step : step`. */
export type Step<E, A> = A | Flow<E, A>;

/** Tells a flow from a value. No value here is a generator. */
export const isFlow = <E, A>(step: Step<E, A>): step is Flow<E, A> =>
  typeof step === 'object' && step !== null && 'next' in step && 'throw' in step;

/** Wipes an answer that came too late to be used. */
const discard = (late: unknown): void => {
  if (late instanceof Uint8Array) late.fill(0);
  else if (
    typeof late === 'object' &&
    late !== null &&
    'dispose' in late &&
    typeof late.dispose === 'function'
  )
    late.dispose();
};

/** Waits for a provider's answer. If it comes after the flow was aborted, it is wiped. */
function* answerOf<E, T>(pending: Promise<T>, otherwise: (thrown: unknown) => E): Flow<E, T> {
  const results: T[] = [];
  let isAbandoned = false;
  const keep = (result: T): void => {
    if (isAbandoned) discard(result);
    else results.push(result);
  };
  try {
    yield { _tag: 'Wait', work: pending.then(keep), otherwise };
    for (const result of results) return result;
    throw new Error('a driver continued without waiting');
  } finally {
    isAbandoned = true;
  }
}

/** Ends the flow in an error. */
export function* refuse<E>(error: E): Flow<E, never> {
  yield { _tag: 'Refuse', error };
  throw new Error('a driver continued after a refusal');
}

/**
 * Runs a provider's code. Beside the drivers, this is the one place where its exceptions are
 * caught.
 *
 * @param run - may throw or reject. If it answers after the flow was aborted, the answer is wiped
 * @param otherwise - makes the error to end in if it throws
 */
export const attempt = <E, T>(
  run: () => Awaitable<T>,
  otherwise: (thrown: unknown) => E,
): Step<E, T> => {
  try {
    const answer = run();
    return isPromise(answer) ? answerOf(answer, otherwise) : answer;
  } catch (error) {
    return refuse(otherwise(error));
  }
};

function* continued<E, A, B>(flow: Flow<E, A>, next: (value: A) => Step<E, B>): Flow<E, B> {
  const step = next(yield* flow);
  return isFlow(step) ? yield* step : step;
}

/** Continues with the value of a step: at once, or when its flow has led to it. */
export const continueWith = <E, A, F, B>(
  step: Step<E, A>,
  next: (value: A) => Step<F, B>,
): Step<E | F, B> => (isFlow(step) ? continued<E | F, A, B>(step, next) : next(step));

/** A step as a flow, where speed does not matter. */
export function* asFlow<E, A>(step: Step<E, A>): Flow<E, A> {
  return isFlow(step) ? yield* step : step;
}

/** Takes the value out of an outcome, or ends the flow in its error. */
export const orRefuse = <E, A>(outcome: Either<E, A>): Step<E, A> =>
  isLeft(outcome) ? refuse(outcome.left) : outcome.right;

/**
 * Yield this to let other work of the event loop run if it has waited long enough. Does nothing in
 * the synchronous form.
 */
export const BREATHE: FlowStep<never> = { _tag: 'Breathe' };
