/**
 * The one door to io-ts: what a codec is, and how one is made.
 *
 * io-ts's own records and arrays gather every error of an input and let unknown members pass. Those
 * of this folder stop at the first wrong place, refuse unknown members (but in events), and freeze.
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

export { failure, success, type Context, type ContextEntry, type Errors, type Validation };

/** Where reading starts. A record that is read from here refuses members that it does not know. */
export const EXACT: Context = Object.freeze([]);

/**
 * Where reading starts when unknown members pass, at every depth. io-ts hands a context down
 * through all codecs, so this very one says it to each of them.
 */
export const TOLERANT: Context = Object.freeze([]);

/** Puts errors that were found inside a value in their place. */
export const placed = (context: Context, errors: Errors): Either<Errors, never> =>
  left(errors.map((error) => ({ ...error, context: [...context, ...error.context] })));

/** The context of what is inside a value: it starts anew, and is as tolerant. */
export const inside = (context: Context): Context => (context === TOLERANT ? TOLERANT : EXACT);

/** Reads plain JSON values into frozen values of the model, and writes them back. */
export type Codec<Value> = Type<Value, unknown>;

/** How a codec reads and writes. */
type Reading<Value> = {
  readonly validate: (value: unknown, context: Context) => Validation<Value>;
  readonly encode: (value: Value) => unknown;
  /** Tells a value of the model; needed where that is written in another form than it has. */
  readonly is?: (value: unknown) => boolean;
};

/**
 * Makes a codec.
 *
 * @param name - what it expects, as a refusal will say it
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
