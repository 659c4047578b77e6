/**
 * Refusals of written events that are not malformed.
 *
 * @module
 */
import { isLeft, left, type Either } from '../kernel/either.ts';
import { attempted, type Codec, type Context, type Errors, type Validation } from './io.ts';
import { malformed, type MalformedInput } from './malformed-input.ts';

/**
 * A newer release wrote the event, and a reader that does not understand it must stop. Only `type`
 * and `needs` were read.
 */
export type NewerEvent = {
  readonly _tag: 'NewerEvent';
  /** Its type, cut to 64 characters; empty if it has none. */
  readonly type: string;
  /** The lowest reader level that may read past it. */
  readonly needs: number;
  /** The reader level of this release. */
  readonly reads: number;
};

/**
 * No event has this type. Its `needs` is not above this release's level, so its writer declares it
 * safe to skip; whether to skip it is the host's choice.
 */
export type UnknownEvent = {
  readonly _tag: 'UnknownEvent';
  /** Up to 64 characters. */
  readonly type: string;
};

/** Why an event cannot be read. */
export type UnreadableEvent = MalformedInput | NewerEvent | UnknownEvent;

type EventRefusal = NewerEvent | UnknownEvent;

/** Carries a refusal through io-ts, which passes on only its own errors. */
type Refused = Errors[number] & { readonly refusal: EventRefusal };

/** Makes the result of a codec that refuses an event. */
export const refusedAs = <Value>(
  value: unknown,
  context: Context,
  refusal: EventRefusal,
): Validation<Value> => {
  const error: Refused = { value, context, refusal };
  return left([error]);
};

/** Turns the first error of io-ts into a refusal. */
export const unreadable = (errors: Errors): UnreadableEvent => {
  const [first] = errors;
  return first !== undefined && 'refusal' in first ? (first as Refused).refusal : malformed(errors);
};

/** Reads an event. */
export const decodedEvent = <Value>(
  codec: Codec<Value>,
  value: unknown,
): Either<UnreadableEvent, Value> => {
  const outcome = attempted(codec, value);
  return isLeft(outcome) ? left(unreadable(outcome.left)) : outcome;
};
