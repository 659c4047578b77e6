/**
 * What this package uses of fp-ts.
 *
 * @module
 */
export { left, right } from 'fp-ts/lib/Either.js';
export type { Either } from 'fp-ts/lib/Either.js';
