/**
 * Published codecs: io-ts types that are also Standard Schemas.
 *
 * @module
 */
import { isLeft, left } from '../kernel/either.ts';
import { inputSentences } from '../rules/input-sentences.ts';
import { unreadable } from './event-refusals.ts';
import { attempted, codec, isReadably, type Codec, type Context, type Errors } from './io.ts';
import { pathOf } from './malformed-input.ts';
import type { StandardIssue, StandardResult, StandardSchema } from './standard-schema.ts';

/**
 * Reads plain JSON into a frozen value of the model, and writes it back. It is a `Type` of io-ts
 * and a Standard Schema.
 *
 * `decode` returns only the first error; its message contains the path. `is` recognizes a value of
 * the model, not its JSON. Combine it with io-ts's own codecs: `t.type({ command: Command })`.
 */
export type ModelCodec<Value> = Codec<Value> & StandardSchema<Value>;

/** A path as Standard Schema wants it: numbers for places in a list. */
const standardPath = (context: Context): StandardIssue['path'] =>
  context
    .slice(1)
    .map(({ key }, index) => (Array.isArray(context[index]?.actual) ? Number(key) : key));

/** Says what is wrong at a place, and what would help. */
const sentence = (error: Errors[number], path: string): string => {
  const refusal = unreadable([error]);
  const { [refusal._tag]: said } = inputSentences;
  return said({ ...refusal, path } as never).join(' ');
};

const issueOf = (error: Errors[number]): StandardIssue => ({
  message: sentence(error, pathOf(error.context.slice(-1))),
  path: standardPath(error.context),
});

/** Adds the path to the message, since reporters of io-ts print the message alone. */
const withPlace = (error: Errors[number], outer: Context): Errors[number] => {
  const context = [...outer, ...error.context.slice(1)];
  return { value: error.value, context, message: sentence(error, pathOf(context)) };
};

/**
 * Publishes a codec.
 *
 * @param name - the type's, as io-ts shows it
 * @param of - the codec to publish
 */
export const published = <Value>(name: string, of: Codec<Value>): ModelCodec<Value> => {
  const type = codec<Value>(name, {
    validate: (value, context) => {
      const outcome = attempted(of, value);
      return isLeft(outcome)
        ? left(outcome.left.map((error) => withPlace(error, context)))
        : outcome;
    },
    encode: of.encode,
    is: (value) => isReadably(of, value),
  });
  const validate = (value: unknown): StandardResult<Value> => {
    const outcome = attempted(of, value);
    return isLeft(outcome) ? { issues: outcome.left.map(issueOf) } : { value: outcome.right };
  };
  const face = { version: 1, vendor: 'hsm-lifecycle', validate } as const;
  // Assigned, since spreading a Type would lose its methods.
  return Object.assign(type, { '~standard': Object.freeze(face) });
};
