/**
 * Turning decoded values into others.
 *
 * @module
 */
import { failure, success, type Context } from 'io-ts';
import type { Either } from '../kernel/either.ts';
import { decoder, isRecord, within, type Field } from './field.ts';

/**
 * Why a decoded value is refused all the same: which member, or the whole if that is empty, and
 * what it should be.
 */
export type MemberFlaw = { readonly member: string; readonly expected: string };

/** The same place, where something else was expected. */
const calledAs = (expected: string, context: Context): Context =>
  context.map((entry, index) =>
    index === context.length - 1
      ? { key: entry.key, actual: entry.actual, type: decoder<never>(expected, failure) }
      : entry,
  );

/** Turns a decoded value into another one. Left: the member that prevents it. */
export const mapField = <Shape, Value>(
  from: Field<Shape>,
  map: (shape: Shape) => Either<MemberFlaw, Value>,
): Field<Value> => ({
  codec: decoder<Value>(from.codec.name, (input, context) => {
    const decoded = from.codec.validate(input, context);
    if (decoded._tag === 'Left') return decoded;
    const mapped = map(decoded.right);
    if (mapped._tag === 'Right') return success(mapped.right);
    const { member: key, expected } = mapped.left;
    if (key === '') return failure(input, calledAs(expected, context));
    const actual = isRecord(input) ? input[key] : undefined;
    const type = decoder<never>(expected, failure);
    return failure(actual, within(context, { key, type, actual }));
  }),
  schema: from.schema,
});
