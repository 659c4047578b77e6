/**
 * Codecs of unions, told apart by a discriminant.
 *
 * @module
 */
import { excerpt } from '../kernel/excerpt.ts';
import type { Either } from '../kernel/either.ts';
import { invariant } from '../kernel/invariant.ts';
import { own } from '../kernel/own.ts';
import { codec, failure, type Codec, type Context, type ContextEntry, type Errors } from './io.ts';
import { below, isPlain, nothing } from './shapes.ts';

/** A codec for each kind of a union, by the value of its discriminant. */
export type Kinds<Key extends string, Union extends Readonly<Record<Key, string>>> = {
  readonly [Each in Union as Each[Key]]: Codec<Each>;
};

/** Refuses a member that is none of the known words. */
export const notOneOf = (
  all: readonly string[],
  entry: ContextEntry,
  context: Context,
): Either<Errors, never> =>
  below(context, entry, [
    { value: entry.actual, context: [], message: `one of ${all.join(', ')}` },
  ]);

/**
 * Makes the codec of a discriminated union.
 *
 * @param key - the discriminant
 * @param kinds - a codec for each of its values
 * @param instead - for values that people may look for in vain, what is expected, in words
 */
export const oneOf = <Key extends string, Union extends Readonly<Record<Key, string>>>(
  key: Key,
  kinds: Kinds<Key, Union>,
  instead: Readonly<Record<string, string>> = {},
): Codec<Union> => {
  const known = new Map(Object.entries(kinds as unknown as Readonly<Record<string, Codec<Union>>>));
  return codec<Union>(`an object with a ${key}`, {
    validate: (value, context) => {
      if (!isPlain(value)) return failure(value, context);
      const kind = own(value, key);
      const of = typeof kind === 'string' ? known.get(kind) : undefined;
      if (of !== undefined) return of.validate(value, context);
      const entry = { key, type: nothing, actual: kind };
      const message = typeof kind === 'string' ? own(instead, kind) : undefined;
      return message === undefined
        ? notOneOf([...known.keys()], entry, context)
        : below(context, entry, [{ value: kind, context: [], message }]);
    },
    encode: (value) => {
      const kind: unknown = (value as typeof value | undefined | null)?.[key];
      const of = typeof kind === 'string' ? known.get(kind) : undefined;
      invariant(of !== undefined, `${excerpt(kind)} is not the ${key} of anything to write`);
      return of.encode(value);
    },
    is: (value) => isPlain(value) && known.get(String(value[key]))?.is(value) === true,
  });
};
