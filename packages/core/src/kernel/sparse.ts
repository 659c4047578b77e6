/**
 * Records in which `undefined` members may be absent.
 *
 * @module
 */

/**
 * A record in which members that may be `undefined` may also be absent. Constructors take it and
 * write all members.
 */
export type Sparse<Whole> = {
  readonly [Name in keyof Whole as undefined extends Whole[Name] ? never : Name]: Whole[Name];
} & {
  readonly [Name in keyof Whole as undefined extends Whole[Name] ? Name : never]?: Whole[Name];
};
