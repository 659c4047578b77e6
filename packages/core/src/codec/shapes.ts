/**
 * Codecs of records, lists and dictionaries. They are exact (except in events), freeze
 * their results, and stop at the first wrong place.
 *
 * A list of fifty million wrong items costs one refusal. Only own properties are read and only
 * known names are written, so a `__proto__` in the input has no effect.
 *
 * @module
 */
import { own } from '../kernel/own.ts';
import { isLeft, type Either } from '../kernel/either.ts';
import { isPlainObject } from '../kernel/plain-object.ts';
import {
  codec,
  failure,
  inside,
  placed,
  success,
  TOLERANT,
  type Codec,
  type Context,
  type ContextEntry,
  type Errors,
  type Validation,
} from './io.ts';

/** A member that may be absent, and then stays absent. */
export type Optional<Value> = { readonly optional: Codec<Value> };

/** A codec for each member, marked optional where the type says so. */
export type Members<Parts> = {
  readonly [Name in keyof Parts]-?: Partial<Pick<Parts, Name>> extends Pick<Parts, Name>
    ? Optional<Exclude<Parts[Name], undefined>>
    : Codec<Parts[Name]>;
};

/** Marks a member that may be absent. */
export const optional = <Value>(of: Codec<Value>): Optional<Value> => ({ optional: of });

type AnyMember = { readonly key: string; readonly of: Codec<unknown>; readonly mayLack: boolean };
type Plain = Readonly<Record<string, unknown>>;

/** Tells whether a value is a JSON object. */
export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Prefixes errors found in a member with the member's context. */
export const below = (
  context: Context,
  entry: ContextEntry,
  errors: Errors,
): Either<Errors, never> => placed([...context, entry], errors);

const stranger = (value: Plain, known: ReadonlyMap<string, AnyMember>): string | undefined =>
  Object.keys(value).find((key) => !known.has(key) && value[key] !== undefined);

/** Accepts any value, unread. */
export const anything: Codec<unknown> = codec<unknown>('anything', {
  validate: success,
  encode: (value) => value,
});

export const nothing: Codec<undefined> = codec('no such member', {
  validate: failure,
  encode: (value) => value,
});

const membersOf = (
  members: Readonly<Record<string, Codec<unknown> | Optional<unknown>>>,
): ReadonlyMap<string, AnyMember> =>
  new Map(
    Object.entries(members).map(([key, member]) => {
      const mayLack = 'optional' in member;
      return [key, { key, of: mayLack ? member.optional : member, mayLack }];
    }),
  );

const readMembers = (
  value: Plain,
  known: ReadonlyMap<string, AnyMember>,
  context: Context,
): Validation<Plain> => {
  const parts: Record<string, unknown> = {};
  for (const { key, of, mayLack } of known.values()) {
    const actual = own(value, key);
    if (mayLack && actual === undefined) continue;
    const outcome = of.validate(actual, inside(context));
    if (isLeft(outcome)) return below(context, { key, type: of, actual }, outcome.left);
    parts[key] = outcome.right;
  }
  const extra = context === TOLERANT ? undefined : stranger(value, known);
  if (extra === undefined) return success(parts);
  return failure(value[extra], [...context, { key: extra, type: nothing, actual: value[extra] }]);
};

const isOfMembers = (value: unknown, known: ReadonlyMap<string, AnyMember>): boolean =>
  isPlain(value) &&
  [...known.values()].every(
    ({ key, of, mayLack }) => (mayLack && value[key] === undefined) || of.is(value[key]),
  );

const writeMembers = (value: Plain, known: ReadonlyMap<string, AnyMember>): Plain => {
  const written: Record<string, unknown> = {};
  for (const { key, of } of known.values()) {
    const member = value[key];
    if (member === undefined) continue;
    const json = of.encode(member);
    if (json !== undefined) written[key] = json;
  }
  return written;
};

/**
 * Makes the codec of a record that has a constructor.
 *
 * @param name - what it expects, in words
 * @param members - in the order in which they are read
 * @param make - makes the record from its members; the result is frozen
 */
export const made = <Parts, Whole extends Parts>(
  name: string,
  members: Members<Parts>,
  make: (parts: Parts) => Whole,
): Codec<Whole> => {
  const known = membersOf(members as Readonly<Record<string, Codec<unknown> | Optional<unknown>>>);
  return codec<Whole>(name, {
    validate: (value, context) => {
      if (!isPlain(value)) return failure(value, context);
      const parts = readMembers(value, known, context);
      return isLeft(parts) ? parts : success(Object.freeze(make(parts.right as Parts)));
    },
    encode: (value) => writeMembers(value as Plain, known),
    is: (value) => isOfMembers(value, known),
  });
};

/** Makes the codec of a plain record. */
export const record = <Parts>(name: string, members: Members<Parts>): Codec<Parts> =>
  made<Parts, Parts>(name, members, (parts) => parts);

/**
 * Makes the codec of a list.
 *
 * @param name - what it expects, in words
 * @param of - the codec of its items
 * @param itemsMax - the most items allowed; any number if left out
 */
export const list = <Item>(
  name: string,
  of: Codec<Item>,
  itemsMax: number = Number.POSITIVE_INFINITY,
): Codec<readonly Item[]> =>
  codec<readonly Item[]>(name, {
    validate: (value, context) => {
      if (!Array.isArray(value) || value.length > itemsMax) return failure(value, context);
      const items: Item[] = [];
      for (const [index, actual] of value.entries()) {
        const outcome = of.validate(actual, inside(context));
        if (isLeft(outcome))
          return below(context, { key: String(index), type: of, actual }, outcome.left);
        items.push(outcome.right);
      }
      return success(Object.freeze(items));
    },
    encode: (items) => [...items].map((item) => of.encode(item)),
    is: (value) => Array.isArray(value) && value.length <= itemsMax && value.every(of.is),
  });

/**
 * Makes the codec of a dictionary: a record whose keys are data.
 *
 * @param name - what it expects, in words
 * @param keys - the codec of its keys
 * @param of - the codec of its values
 */
export const dictionary = <Value>(
  name: string,
  keys: Codec<string>,
  of: Codec<Value>,
): Codec<Readonly<Record<string, Value>>> =>
  codec<Readonly<Record<string, Value>>>(name, {
    validate: (value, context) => {
      if (!isPlainObject(value)) return failure(value, context);
      const entries: [string, Value][] = [];
      for (const key of Object.keys(value)) {
        const actual = value[key];
        if (!keys.is(key))
          return below(context, { key, type: keys, actual }, [
            { value: key, context: [], message: `as a key, ${keys.name}` },
          ]);
        const outcome = of.validate(actual, inside(context));
        if (isLeft(outcome)) return below(context, { key, type: of, actual }, outcome.left);
        entries.push([key, outcome.right]);
      }
      return success(Object.freeze(Object.fromEntries(entries)));
    },
    encode: (value) =>
      Object.fromEntries(Object.entries(value).map(([key, member]) => [key, of.encode(member)])),
    is: (value) =>
      isPlain(value) &&
      Object.entries(value).every(([key, member]) => keys.is(key) && of.is(member)),
  });
