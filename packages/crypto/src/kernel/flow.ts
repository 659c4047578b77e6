/**
 * One body for an operation's synchronous and asynchronous form.
 *
 * An operation is a generator. It yields what a provider has to do, and a driver (`run-flow.ts`)
 * does it: at once, or with `await`.
 *
 * @module
 */
import type { Awaitable } from './bytes.ts';
import { type Either, isLeft } from './either.ts';
import { chain } from './awaitable.ts';

/** What an operation asks of its driver. */
export type FlowStep<E> =
  | {
      readonly _tag: 'Run';
      readonly run: () => Awaitable<void>;
      readonly otherwise: (thrown: unknown) => E;
    }
  | { readonly _tag: 'Refuse'; readonly error: E }
  | { readonly _tag: 'Breathe' };

/** An operation that ends in `A`, or in the refusal `E`. */
export type Flow<E, A> = Generator<FlowStep<E>, A, void>;

/** Throws away what came too late to be used. */
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
 * @param run - may throw, reject, or answer after the operation was aborted: the late answer is
 *   wiped
 * @param otherwise - the refusal to end in when it throws
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
    throw new Error('a driver went on without running its step');
  } finally {
    isAbandoned = true;
  }
}

/** Ends the operation in a refusal. */
export function* refuse<E>(error: E): Flow<E, never> {
  yield { _tag: 'Refuse', error };
  throw new Error('a driver went on after a refusal');
}

/** Takes the value out of an outcome, or ends the operation in its refusal. */
export function* orRefuse<E, A>(outcome: Either<E, A>): Flow<E, A> {
  return isLeft(outcome) ? yield* refuse(outcome.left) : outcome.right;
}

/**
 * Says that this is a good place to let other work of the event loop run, if it has waited long
 * enough; nothing in the synchronous form.
 */
export function* breathe(): Flow<never, void> {
  yield { _tag: 'Breathe' };
}
