/**
 * Records before they are frozen.
 *
 * @module
 */

/** Some members of a record, writable until it is frozen. */
export type Writable<Whole, Names extends keyof Whole = keyof Whole> = {
  -readonly [Name in Names]: Whole[Name];
};
