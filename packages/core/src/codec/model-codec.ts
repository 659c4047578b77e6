/**
 * Codecs as they are published: for io-ts, and as Standard Schemas.
 *
 * @module
 */
import { isLeft } from '../kernel/either.ts';
import { unreadable } from './event-refusals.ts';
import { expectation, explainUnreadable } from './explain-unreadable.ts';
import { codec, placed, type Codec, type Context, type Errors } from './io.ts';
import type { StandardIssue, StandardResult, StandardSchema } from './standard-schema.ts';

/**
 * Reads plain JSON into a frozen value of the model, and writes it back: a `Type` of io-ts, and a
 * Standard Schema.
 *
 * `decode` gives one error, the first, whose message says where. `is` tells a value of the model,
 * not its JSON. It combines with io-ts's own: `t.type({ command: Command })`.
 */
export type ModelCodec<Value> = Codec<Value> & StandardSchema<Value>;

const pathIn = (context: Context, path: string): string =>
  [...context.map(({ key }) => key), path].filter((key) => key !== '').join('.');

/** What is wrong, for those who look at one message only: io-ts prints it as it is. */
const sentence = (errors: Errors, context: Context): string => {
  const refusal = unreadable(errors);
  return explainUnreadable(
    refusal._tag === 'MalformedInput'
      ? { ...refusal, path: pathIn(context, refusal.path) }
      : refusal,
  );
};

/** A key in a list is a number to those who take Standard Schemas. */
const standardPath = (context: Context): StandardIssue['path'] =>
  context
    .slice(1)
    .map(({ key }, index) => (Array.isArray(context[index]?.actual) ? Number(key) : key));

const issueOf = (error: Errors[number]): StandardIssue => {
  const refusal = unreadable([error]);
  const message =
    refusal._tag === 'MalformedInput' ? expectation(refusal) : explainUnreadable(refusal);
  return { message, path: standardPath(error.context) };
};

/**
 * Publishes a codec.
 *
 * @param name - the type's, as io-ts shows it
 * @param of - how it reads and writes
 */
export const published = <Value>(name: string, of: Codec<Value>): ModelCodec<Value> => {
  const type = codec<Value>(name, {
    validate: (value, context) => {
      const outcome = of.decode(value);
      if (!isLeft(outcome)) return outcome;
      const message = sentence(outcome.left, context);
      const errors = outcome.left.map(({ value: actual, context: [, ...inner] }) => ({
        value: actual,
        context: inner,
        message,
      }));
      return placed(context, errors);
    },
    encode: of.encode,
    is: of.is,
  });
  const validate = (value: unknown): StandardResult<Value> => {
    const outcome = of.decode(value);
    return isLeft(outcome) ? { issues: outcome.left.map(issueOf) } : { value: outcome.right };
  };
  const face = { version: 1, vendor: 'hsm-lifecycle', validate } as const;
  // Assigned, for a copy of a Type would lose its methods.
  return Object.assign(type, { '~standard': Object.freeze(face) });
};
