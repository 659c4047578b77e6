/**
 * Records whose undefined members may be left out.
 *
 * @module
 */

/**
 * A record in which members that may be `undefined` may also be left out. Its constructor writes
 * all of them.
 */
export type Sparse<Whole> = {
  readonly [Name in keyof Whole as undefined extends Whole[Name] ? never : Name]: Whole[Name];
} & {
  readonly [Name in keyof Whole as undefined extends Whole[Name] ? Name : never]?: Whole[Name];
};
