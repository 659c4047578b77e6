/**
 * Records that are still being written.
 *
 * @module
 */

/** Some members of a record, open for writing: what a recipe gets before the record is frozen. */
export type Writable<Whole, Names extends keyof Whole = keyof Whole> = {
  -readonly [Name in Names]: Whole[Name];
};
