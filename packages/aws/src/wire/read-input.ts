/**
 * Reads the body of a request.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import { fault, invalidFault, type Fault } from '../faults/fault.ts';
import { utf8Text } from '../kernel/bytes.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { shapeBook, type Action, type Input } from '../model/action.ts';
import { flawText, type InputFlaw } from '../model/flaw.ts';
import { readValue } from '../model/read-value.ts';

const faultFor = (flaws: readonly InputFlaw[]): Fault =>
  flaws.some((flaw) => flaw.kind === 'TYPE')
    ? fault('SerializationException', flawText(flaws))
    : invalidFault(flawText(flaws));

/** Reads the input of an action from a JSON value. */
export const readInput = <It extends Action>(
  action: It,
  value: unknown,
): Either<Fault, Input<It>> => {
  const read = readValue(shapeBook, action, value);
  if (isLeft(read)) return left(faultFor(read.left));
  // The shapes that the value was read by are those that the type derives from.
  // eslint-disable-next-line typescript/no-unsafe-type-assertion
  return right(read.right as Input<It>);
};

/** Reads JSON; an empty body is an empty object. */
export const readBodyJson = (body: Bytes): Either<Fault, unknown> => {
  if (body.length === 0) return right({});
  try {
    const value: unknown = JSON.parse(utf8Text(body));
    return right(value);
  } catch {
    return left(fault('SerializationException', 'The body is not JSON.'));
  }
};
