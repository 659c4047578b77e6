/**
 * The one door to io-ts: what a codec is, and how one is made.
 *
 * io-ts's own records and arrays gather every error of an input and let unknown members pass. Those
 * of this folder stop at the first wrong place, refuse unknown members, and freeze.
 *
 * @module
 */
import {
  Type,
  failure,
  success,
  type Context,
  type ContextEntry,
  type Errors,
  type Validation,
} from 'io-ts';
import { isRight } from '../kernel/either.ts';

export { failure, success, type Context, type ContextEntry, type Errors, type Validation };

/** Reads plain JSON values into frozen values of the model, and writes them back. */
export type Codec<Value> = Type<Value, unknown>;

/** How a codec reads and writes. */
type Reading<Value> = {
  readonly validate: (value: unknown, context: Context) => Validation<Value>;
  readonly encode: (value: Value) => unknown;
};

/**
 * Makes a codec.
 *
 * @param name - what it expects, as a refusal will say it
 * @param reading - how it reads and writes
 */
export const codec = <Value>(name: string, { validate, encode }: Reading<Value>): Codec<Value> =>
  new Type<Value, unknown>(
    name,
    (value): value is Value => isRight(validate(value, [])),
    validate,
    encode,
  );
