/**
 * The one asynchronous shape of this package.
 *
 * @module
 */
import type { Either } from './either.ts';

/**
 * A promise of an error or a value. The work starts with the call that returns it, and goes on
 * whether or not anybody awaits it. It rejects only for a defect, never for an error of the type
 * `E`.
 */
export type Answer<E, A> = Promise<Either<E, A>>;
