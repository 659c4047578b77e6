/**
 * The fields that a drill file is made of. Each carries its decoder and its JSON Schema, so that
 * the two cannot disagree.
 *
 * @module
 */
import {
  Type,
  failure,
  failures,
  success,
  type Context,
  type Decoder,
  type Errors,
  type Validation,
  type ValidationError,
} from 'io-ts';
import { nearestName } from './nearest.ts';

/** A part of a JSON Schema (draft-07). */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** A decoder and its JSON Schema. The decoder's name is what errors say was expected. */
export type Field<Value> = {
  readonly codec: Decoder<unknown, Value>;
  readonly schema: JsonSchema;
  readonly optional?: boolean;
};

/** A field that may be left out. */
export type OptionalField<Value> = Field<Value> & { readonly optional: true };

/** The fields of a record type: optional where the member is. */
export type FieldsOf<Shape> = {
  readonly [Name in keyof Shape]-?: object extends Pick<Shape, Name>
    ? OptionalField<Exclude<Shape[Name], undefined>>
    : Field<Shape[Name]>;
};

/** Makes a decoder; its name is what errors say was expected. */
export const decoder = <Value>(
  name: string,
  validate: (input: unknown, context: Context) => Validation<Value>,
): Decoder<unknown, Value> =>
  new Type<Value, unknown>(
    name,
    (input): input is Value => validate(input, [])._tag === 'Right',
    validate,
    (value) => value,
  );

/** Makes a field from a function that gives `undefined` for what it cannot read. */
export const field = <Value>(
  expected: string,
  schema: JsonSchema,
  read: (input: unknown) => Value | undefined,
): Field<Value> => ({
  schema,
  codec: decoder(expected, (input, context) => {
    const value = read(input);
    return value === undefined ? failure(input, context) : success(value);
  }),
});

/** An error with the name that was meant, if there is one, as its `message`. */
const withMeant = (error: ValidationError, meant: string | undefined): ValidationError =>
  meant === undefined ? error : { ...error, message: meant };

/** Adds to the errors of a field which of the known names was meant, as their `message`. */
export const suggestingField = <Value>(
  it: Field<Value>,
  known: readonly string[],
): Field<Value> => ({
  ...it,
  codec: decoder(it.codec.name, (input, context) => {
    const result = it.codec.validate(input, context);
    const meant = typeof input === 'string' ? nearestName(input, known) : undefined;
    return result._tag === 'Right' ? result : failure(input, context, meant);
  }),
});

/** Makes a field optional. */
export const optionalField = <Value>(it: Field<Value>): OptionalField<Value> => ({
  ...it,
  optional: true,
});

/** Adds a description to the schema of a field; editors show it. */
export const describedField = <It extends Field<unknown>>(description: string, it: It): It => ({
  ...it,
  schema: { ...it.schema, description },
});

/** Whether a value is an object with members. */
export const isRecord = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

const unknownField = (names: readonly string[]): Decoder<unknown, never> =>
  decoder<never>(
    names.length === 0 ? 'no such field' : `no such field (known: ${names.join(', ')})`,
    failure,
  );

/** One step down in a value: the member's name, its decoder and its value. */
export const within = (context: Context, entry: Context[number]): Context => [...context, entry];

/** A record with these fields and no others. */
export const recordField = <Shape>(name: string, fields: FieldsOf<Shape>): Field<Shape> => {
  const known = Object.entries<Field<unknown>>(fields);
  const names = known.map(([key]) => key);
  const type = unknownField(names);
  const decode = (input: unknown, context: Context): Validation<Shape> => {
    if (!isRecord(input)) return failure(input, context);
    const errors: Errors = Object.keys(input)
      .filter((key) => !names.includes(key))
      .map((key) => {
        const actual = input[key];
        const others = names.filter((other) => !(other in input));
        const error = { value: actual, context: within(context, { key, type, actual }) };
        return withMeant(error, nearestName(key, others));
      });
    const pairs: (readonly unknown[])[] = [];
    for (const [key, { codec, optional: mayBeLeftOut }] of known) {
      if (mayBeLeftOut === true && !(key in input)) continue;
      const actual = input[key];
      const result = codec.validate(actual, within(context, { key, type: codec, actual }));
      if (result._tag === 'Left') errors.push(...result.left);
      else pairs.push([key, result.right]);
    }
    const value: Shape = Object.fromEntries(pairs);
    return errors.length > 0 ? failures(errors) : success(value);
  };
  return {
    codec: decoder(name, decode),
    schema: {
      type: 'object',
      properties: Object.fromEntries(known.map(([key, { schema }]) => [key, schema])),
      required: known.filter(([, it]) => it.optional !== true).map(([key]) => key),
      additionalProperties: false,
    },
  };
};

/** A list of values, of at least this length. */
export const listField = <Value>(
  it: Field<Value>,
  expected: string,
  atLeast = 0,
): Field<readonly Value[]> => ({
  codec: decoder(expected, (input, context) => {
    if (!Array.isArray(input) || input.length < atLeast) return failure(input, context);
    const results = input.map((each: unknown, index) =>
      it.codec.validate(
        each,
        within(context, { key: String(index), type: it.codec, actual: each }),
      ),
    );
    const errors = results.flatMap((result) => (result._tag === 'Left' ? result.left : []));
    return errors.length > 0
      ? failures(errors)
      : success(results.flatMap((result) => (result._tag === 'Right' ? [result.right] : [])));
  }),
  schema: { type: 'array', items: it.schema, ...(atLeast > 0 ? { minItems: atLeast } : {}) },
});

/** Records distinguished by the value of one field; `definition` names them in the schema. */
export type Variants<Value> = {
  readonly by: string;
  readonly definition: string;
  readonly variants: Readonly<Record<string, Field<Value>>>;
  /** Other names that people use, and the right ones. */
  readonly otherNames?: Readonly<Record<string, string>>;
  /** For values that people look for in vain: what is expected instead, in words. */
  readonly instead?: Readonly<Record<string, string>>;
};

/** Decodes a record by the value of one of its fields. */
export const variantField = <Value>(
  { by, definition, variants, otherNames = {}, instead = {} }: Variants<Value>,
  expected: string,
): Field<Value> => {
  const known = field(`one of ${Object.keys(variants).join(', ')}`, {}, (input) =>
    typeof input === 'string' && Object.hasOwn(variants, input) ? input : undefined,
  );
  const meant = (given: unknown): string | undefined => {
    if (typeof given !== 'string') return undefined;
    const other = Object.hasOwn(otherNames, given) ? otherNames[given] : undefined;
    return other ?? nearestName(given, Object.keys(variants));
  };
  return {
    codec: decoder(expected, (input, context) => {
      if (!isRecord(input)) return failure(input, context);
      const actual = input[by];
      const reason =
        typeof actual === 'string' && Object.hasOwn(instead, actual) ? instead[actual] : undefined;
      if (reason !== undefined)
        return failure(
          actual,
          within(context, { key: by, type: decoder<never>(reason, failure), actual }),
        );
      const chosen = known.codec.validate(
        actual,
        within(context, { key: by, type: known.codec, actual }),
      );
      if (chosen._tag === 'Left')
        return failures(chosen.left.map((error) => withMeant(error, meant(actual))));
      return variants[chosen.right]?.codec.validate(input, context) ?? failure(input, context);
    }),
    schema: { $ref: `#/definitions/${definition}` },
  };
};

/** Decodes a record by one field, whose errors keep their paths, and anything else by another. */
export const recordOr = <Shape, Word>(
  whole: Field<Shape>,
  word: Field<Word>,
  expected: string,
): Field<Shape | Word> => ({
  codec: decoder<Shape | Word>(expected, (input, context) => {
    if (isRecord(input)) return whole.codec.validate(input, context);
    const decoded = word.codec.decode(input);
    return decoded._tag === 'Right'
      ? success(decoded.right)
      : failure(input, context, decoded.left[0]?.message);
  }),
  schema: { anyOf: [word.schema, whole.schema] },
});
