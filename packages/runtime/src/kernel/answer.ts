/**
 * What asynchronous work comes to. It never rejects: whatever can go wrong is in the Left.
 *
 * @module
 */
import type { Either } from './either.ts';

/** A promise of a refusal or a value. */
export type Answer<Refusal, Value> = Promise<Either<Refusal, Value>>;
