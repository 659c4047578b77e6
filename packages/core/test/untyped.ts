/**
 * What JavaScript may give where TypeScript would not.
 *
 * @module
 */

/** Hides a value from the compiler. */
export const untyped = (value: unknown): never => value as never;
