/**
 * Streams of outcomes, and how a caller reads them.
 *
 * @module
 */
import type { Answer } from '../kernel/answer.ts';
import type { Bytes } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { CryptoError, StreamFailed } from '../kernel/errors.ts';
import { refusal } from '../kernel/refusal.ts';

/** Chunks, and at most one Left, which is the last. */
export type Outcomes<E> = AsyncGenerator<Either<E, Bytes>, void, void>;

/** Says that the caller's source or sink threw. */
export const streamFailed =
  (side: StreamFailed['side']) =>
  (cause: unknown): StreamFailed => ({ _tag: 'StreamFailed', side, cause });

/** Gives chunks, and throws the error that ends them; rethrows a source's own exception. */
async function* orThrow(outcomes: Outcomes<CryptoError>): AsyncGenerator<Bytes, void, void> {
  for await (const outcome of outcomes) {
    if (outcome._tag === 'Left')
      throw outcome.left._tag === 'StreamFailed' ? outcome.left.cause : refusal(outcome.left);
    yield outcome.right;
  }
}

/**
 * Makes what a caller reads, once.
 *
 * @param release - wipes the keys and ends the source. A generator that was never started skips its
 *   `finally` blocks, so a reader that returns before the first chunk needs this
 */
export const readOnce = (
  outcomes: Outcomes<CryptoError>,
  release: () => Promise<unknown>,
): AsyncIterable<Bytes> => {
  const chunks = orThrow(outcomes);
  let isStarted = false;
  const iterator: AsyncIterableIterator<Bytes, void, void> = {
    next: () => {
      isStarted = true;
      return chunks.next();
    },
    return: async () => {
      if (!isStarted) await release();
      isStarted = true;
      return chunks.return();
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
};

/** Runs the caller's own code, and turns its exception into an error. */
export const runCallersCode = async <A>(
  work: () => A | Promise<A>,
  side: StreamFailed['side'],
): Answer<StreamFailed, A> => {
  try {
    return right(await work());
  } catch (error) {
    return left(streamFailed(side)(error));
  }
};
