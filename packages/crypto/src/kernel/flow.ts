/**
 * One function body for the synchronous and the asynchronous form of sealing, opening and
 * rewrapping.
 *
 * A flow is a generator. It yields the calls to providers, and a driver (`run-flow.ts`) makes them:
 * synchronously, or with `await`.
 *
 * @module
 */
import type { Awaitable } from './bytes.ts';
import { type Either, isLeft } from './either.ts';
import { chain } from './awaitable.ts';

/** What a flow yields to its driver. */
export type FlowStep<E> =
  | {
      readonly _tag: 'Run';
      readonly run: () => Awaitable<void>;
      readonly otherwise: (thrown: unknown) => E;
    }
  | { readonly _tag: 'Refuse'; readonly error: E }
  | { readonly _tag: 'Breathe' };

/** A computation that ends in `A`, or in the error `E`. */
export type Flow<E, A> = Generator<FlowStep<E>, A, void>;

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

/**
 * Runs a provider's code.
 *
 * @param run - may throw or reject. If it answers after the flow was aborted, the answer is wiped
 * @param otherwise - makes the error to end in if it throws
 */
export function* attempt<E, T>(
  run: () => Awaitable<T>,
  otherwise: (thrown: unknown) => E,
): Flow<E, T> {
  const results: T[] = [];
  let isAbandoned = false;
  const keep = (result: T): void => {
    if (isAbandoned) discard(result);
    else results.push(result);
  };
  try {
    yield { _tag: 'Run', run: () => chain(run(), keep), otherwise };
    for (const result of results) return result;
    throw new Error('a driver continued without running the step');
  } finally {
    isAbandoned = true;
  }
}

/** Ends the flow in an error. */
export function* refuse<E>(error: E): Flow<E, never> {
  yield { _tag: 'Refuse', error };
  throw new Error('a driver continued after a refusal');
}

/** Takes the value out of an outcome, or ends the flow in its error. */
export function* orRefuse<E, A>(outcome: Either<E, A>): Flow<E, A> {
  return isLeft(outcome) ? yield* refuse(outcome.left) : outcome.right;
}

/**
 * Lets other work of the event loop run if it has waited long enough. Does nothing in the
 * synchronous form.
 */
export function* breathe(): Flow<never, void> {
  yield { _tag: 'Breathe' };
}
