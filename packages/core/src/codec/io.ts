/**
 * The only module that imports io-ts: defines what a codec is and makes codecs.
 *
 * io-ts's records and arrays collect every error and ignore unknown members. Those of this folder
 * stop at the first wrong place, refuse unknown members (except in events), and freeze.
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
import { isRight, left, type Either } from '../kernel/either.ts';
import { InvariantViolation } from '../kernel/invariant.ts';

export { failure, success, type Context, type ContextEntry, type Errors, type Validation };

/** The root context for exact reading: records refuse unknown members. */
export const EXACT: Context = Object.freeze([]);

/**
 * The root context for reading that ignores unknown members at every depth. io-ts passes the
 * context down through all codecs, and each compares it by identity.
 */
export const TOLERANT: Context = Object.freeze([]);

/** Prefixes errors found inside a value with its context. */
export const placed = (context: Context, errors: Errors): Either<Errors, never> =>
  left(errors.map((error) => ({ ...error, context: [...context, ...error.context] })));

/** A new root context for the inside of a value, exact or tolerant like the given one. */
export const inside = (context: Context): Context => (context === TOLERANT ? TOLERANT : EXACT);

/** Reads plain JSON values into frozen values of the model, and writes them back. */
export type Codec<Value> = Type<Value, unknown>;

/**
 * Reads a value from outside. A getter or a proxy inside it that throws makes the value unreadable;
 * it never escapes as an exception.
 */
export const attempted = <Value>(of: Codec<Value>, value: unknown): Validation<Value> => {
  try {
    return of.decode(value);
  } catch (error) {
    if (error instanceof InvariantViolation) throw error;
    const context = [{ key: '', type: of, actual: value }];
    return left([{ value, context, message: 'plain JSON, whose members can all be read' }]);
  }
};

/** Tells whether a value from outside is of the model; one that cannot be read is not. */
export const isReadably = <Value>(of: Codec<Value>, value: unknown): boolean => {
  try {
    return of.is(value);
  } catch (error) {
    if (error instanceof InvariantViolation) throw error;
    return false;
  }
};

/** How a codec reads and writes. */
type Reading<Value> = {
  readonly validate: (value: unknown, context: Context) => Validation<Value>;
  readonly encode: (value: Value) => unknown;
  /** Recognizes a value of the model; needed where its JSON has another form. */
  readonly is?: (value: unknown) => boolean;
};

/**
 * Makes a codec.
 *
 * @param name - what it expects, as refusals print it
 * @param reading - how it reads and writes
 */
export const codec = <Value>(
  name: string,
  { validate, encode, is }: Reading<Value>,
): Codec<Value> =>
  new Type<Value, unknown>(
    name,
    (value): value is Value => is?.(value) ?? isRight(validate(value, EXACT)),
    validate,
    encode,
  );
