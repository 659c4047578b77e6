/**
 * Why a written event is refused that is no malformed one.
 *
 * @module
 */
import { isLeft, left, type Either } from '../kernel/either.ts';
import type { Codec, Context, Errors, Validation } from './io.ts';
import { malformed, type MalformedInput } from './malformed-input.ts';

/**
 * A newer release wrote the event, and whoever does not understand it must not go on past it.
 * Nothing beside `type` and `needs` was looked at.
 */
export type NewerEvent = {
  readonly _tag: 'NewerEvent';
  /** What it says its type is; up to 64 characters, empty when it says nothing. */
  readonly type: string;
  /** The least reader level that may go on past it. */
  readonly needs: number;
  /** The reader level of this release. */
  readonly reads: number;
};

/**
 * No event has this type. Its `needs` is not above this release's level, so whoever wrote it says
 * that nothing depends on it; whether to go on past it is the host's choice.
 */
export type UnknownEvent = {
  readonly _tag: 'UnknownEvent';
  /** Up to 64 characters. */
  readonly type: string;
};

/** Why an event cannot be read. */
export type UnreadableEvent = MalformedInput | NewerEvent | UnknownEvent;

type EventRefusal = NewerEvent | UnknownEvent;

/** How a refusal travels through io-ts, which knows no errors but its own. */
type Refused = Errors[number] & { readonly refusal: EventRefusal };

/** Makes what a codec answers that refuses an event. */
export const refusedAs = <Value>(
  value: unknown,
  context: Context,
  refusal: EventRefusal,
): Validation<Value> => {
  const error: Refused = { value, context, refusal };
  return left([error]);
};

/** Says what io-ts found first. */
export const unreadable = (errors: Errors): UnreadableEvent => {
  const [first] = errors;
  return first !== undefined && 'refusal' in first ? (first as Refused).refusal : malformed(errors);
};

/** Reads an event. */
export const decodedEvent = <Value>(
  codec: Codec<Value>,
  value: unknown,
): Either<UnreadableEvent, Value> => {
  const outcome = codec.decode(value);
  return isLeft(outcome) ? left(unreadable(outcome.left)) : outcome;
};
