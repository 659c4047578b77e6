/**
 * Streams of outcomes, and the two ways out of them.
 *
 * @module
 */
import type { Bytes } from '../kernel/bytes.ts';
import { type Either, left } from '../kernel/either.ts';
import type { Aborted, CryptoError, StreamFailed } from '../kernel/errors.ts';
import type { Flow } from '../kernel/flow.ts';
import { refusal } from '../kernel/refusal.ts';
import { runAsync } from '../kernel/run-flow.ts';
import type { Signal } from '../kernel/signal.ts';

/** Chunks, and a Left at most once, at the end. */
export type Outcomes<E> = AsyncGenerator<Either<E, Bytes>, void, void>;

/** Says that the caller's source or sink threw. */
export const streamFailed =
  (side: StreamFailed['side']) =>
  (cause: unknown): StreamFailed => ({ _tag: 'StreamFailed', side, cause });

/** Runs the flow of one chunk. */
export const chunkOf = async <E, A>(
  start: () => Flow<E, A>,
  signal: Signal | undefined,
): Promise<Either<E | Aborted, A>> => runAsync(start, signal)();

/**
 * Gives chunks, and throws the refusal at the end if there is one; a source's own exception is
 * thrown as it was.
 */
export async function* orThrow(outcomes: Outcomes<CryptoError>): AsyncGenerator<Bytes, void, void> {
  for await (const outcome of outcomes) {
    if (outcome._tag === 'Left')
      throw outcome.left._tag === 'StreamFailed' ? outcome.left.cause : refusal(outcome.left);
    yield outcome.right;
  }
}

/** Runs a promise of the caller's code. */
export const callersOwn = async <A>(
  work: () => Promise<A>,
  side: StreamFailed['side'],
): Promise<Either<StreamFailed, A>> => {
  try {
    return { _tag: 'Right', right: await work() };
  } catch (error) {
    return left(streamFailed(side)(error));
  }
};
