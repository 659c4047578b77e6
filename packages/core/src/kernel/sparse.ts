/**
 * Records with members that may be left out.
 *
 * @module
 */

/**
 * A record whose members that may be `undefined` may be left out altogether; its constructor writes
 * them all.
 */
export type Sparse<Whole> = {
  readonly [Name in keyof Whole as undefined extends Whole[Name] ? never : Name]: Whole[Name];
} & {
  readonly [Name in keyof Whole as undefined extends Whole[Name] ? Name : never]?: Whole[Name];
};
