/**
 * The fields that a drill file is made of: each knows how it is decoded and how a JSON Schema
 * describes it, so that the two cannot part.
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
} from 'io-ts';

/** A part of a JSON Schema (draft-07). */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * A decoder, and what a JSON Schema says of the same values. Its name is what an error says was
 * expected.
 */
export type Field<Value> = {
  readonly codec: Decoder<unknown, Value>;
  readonly schema: JsonSchema;
  readonly optional?: boolean;
};

/** A field that may be left out. */
export type Optional<Value> = Field<Value> & { readonly optional: true };

/**
 * The fields of a record: those that its type lets one leave out are optional, the others are not.
 */
export type FieldsOf<Shape> = {
  readonly [Name in keyof Shape]-?: object extends Pick<Shape, Name>
    ? Optional<Exclude<Shape[Name], undefined>>
    : Field<Shape[Name]>;
};

const decoder = <Value>(
  name: string,
  validate: (input: unknown, context: Context) => Validation<Value>,
): Decoder<unknown, Value> =>
  new Type<Value, unknown>(
    name,
    (input): input is Value => validate(input, [])._tag === 'Right',
    validate,
    (value) => value,
  );

/** Makes a field out of a reading that gives `undefined` for what it cannot read. */
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

/** Lets a field be left out. */
export const optional = <Value>(it: Field<Value>): Optional<Value> => ({ ...it, optional: true });

/** Says in the schema what a field is for; editors show it. */
export const described = <It extends Field<unknown>>(description: string, it: It): It => ({
  ...it,
  schema: { ...it.schema, description },
});

const isRecord = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/** What an unknown field is held against. */
const stranger = (names: readonly string[]): Decoder<unknown, never> =>
  decoder<never>(
    names.length === 0 ? 'no such field' : `no such field, but one of ${names.join(', ')}`,
    failure,
  );

const within = (
  context: Context,
  key: string,
  [type, actual]: readonly [Decoder<unknown, unknown>, unknown],
): Context => [...context, { key, type, actual }];

/** A record with these fields and no others. */
export const record = <Shape>(name: string, fields: FieldsOf<Shape>): Field<Shape> => {
  const known = Object.entries<Field<unknown>>(fields);
  const names = known.map(([key]) => key);
  const stray = stranger(names);
  const decode = (input: unknown, context: Context): Validation<Shape> => {
    if (!isRecord(input)) return failure(input, context);
    const errors: Errors = Object.keys(input)
      .filter((key) => !names.includes(key))
      .map((key) => ({ value: input[key], context: within(context, key, [stray, input[key]]) }));
    const pairs: (readonly unknown[])[] = [];
    for (const [key, { codec, optional: mayBeLeftOut }] of known) {
      if (mayBeLeftOut === true && !(key in input)) continue;
      const result = codec.validate(input[key], within(context, key, [codec, input[key]]));
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

/** A list of such things. */
export const list = <Value>(
  it: Field<Value>,
  expected: string,
  atLeast = 0,
): Field<readonly Value[]> => ({
  codec: decoder(expected, (input, context) => {
    if (!Array.isArray(input) || input.length < atLeast) return failure(input, context);
    const results = input.map((each: unknown, index) =>
      it.codec.validate(each, within(context, String(index), [it.codec, each])),
    );
    const errors = results.flatMap((result) => (result._tag === 'Left' ? result.left : []));
    return errors.length > 0
      ? failures(errors)
      : success(results.flatMap((result) => (result._tag === 'Right' ? [result.right] : [])));
  }),
  schema: { type: 'array', items: it.schema, ...(atLeast > 0 ? { minItems: atLeast } : {}) },
});

/**
 * Records told apart by the value of one field; `definition` is where the schema describes them
 * all.
 */
export type Variants<Value> = {
  readonly by: string;
  readonly definition: string;
  readonly variants: Readonly<Record<string, Field<Value>>>;
};

/** Chooses a record's fields by the value of one of them. */
export const variant = <Value>(
  { by, definition, variants }: Variants<Value>,
  expected: string,
): Field<Value> => {
  const known = field(`one of ${Object.keys(variants).join(', ')}`, {}, (input) =>
    typeof input === 'string' && Object.hasOwn(variants, input) ? input : undefined,
  );
  return {
    codec: decoder(expected, (input, context) => {
      if (!isRecord(input)) return failure(input, context);
      const chosen = known.codec.validate(input[by], within(context, by, [known.codec, input[by]]));
      if (chosen._tag === 'Left') return chosen;
      return variants[chosen.right]?.codec.validate(input, context) ?? failure(input, context);
    }),
    schema: { $ref: `#/definitions/${definition}` },
  };
};
