/**
 * Forms: the shapes that input values must have, such as texts of a grammar, numbers, words, lists
 * and records.
 *
 * A value that fits its form can be used and encoded. Forms do not check whether a number is in
 * range or an id exists; transitions do.
 *
 * @module
 */
import { excerpt } from '../kernel/excerpt.ts';
import { isPlainObject } from '../kernel/plain-object.ts';
import type { Grammar } from './grammar.ts';

/** The first place where a value does not fit its form. */
export type FormMisfit = {
  /** The path of the field, from the outside in, such as `subnets.0.subnetId`. */
  readonly field: string;
  /** What belongs there, in words. */
  readonly expected: string;
  /** What is there: a short excerpt. */
  readonly actual: string;
};

/** Finds the first misfit of a value; its `field` is empty if the value itself is the misfit. */
export type FormCheck = (value: unknown) => FormMisfit | undefined;

/** A check, and the type of the values that pass it. */
export type Form<Value> = FormCheck & {
  /** Never present: it ties the form to its type. */
  readonly for?: (value: Value) => Value;
};

/** A form for each field of a record; optional fields have optional forms. */
export type FormsOf<Shape> = {
  readonly [Name in keyof Shape]-?: Partial<Pick<Shape, Name>> extends Pick<Shape, Name>
    ? Form<Exclude<Shape[Name], undefined> | undefined>
    : Form<Shape[Name]>;
};

const formMisfit = (expected: string, actual: unknown): FormMisfit => ({
  field: '',
  expected,
  actual: excerpt(actual),
});

const unknownMember = (field: string, actual: unknown): FormMisfit => ({
  field,
  expected: 'left out: there is no such member',
  actual: excerpt(actual),
});

/** Finds the misfit of a member, if any, with the member in its path. */
export const memberMisfit = (
  form: FormCheck,
  value: unknown,
  name: string | number,
): FormMisfit | undefined => {
  const misfit = form(value);
  if (misfit === undefined) return undefined;
  return { ...misfit, field: misfit.field === '' ? String(name) : `${name}.${misfit.field}` };
};

const single =
  <Value>(expected: string, isOne: (value: unknown) => boolean): Form<Value> =>
  (value) =>
    isOne(value) ? undefined : formMisfit(expected, value);

/** Any text: for ids that are only looked up, and for free text. */
export const textForm: Form<string> = single('text', (value) => typeof value === 'string');

/** Yes or no. */
export const flagForm: Form<boolean> = single(
  'true or false',
  (value) => typeof value === 'boolean',
);

/** Any number, NaN included: a rule checks its range. */
export const numberForm: Form<number> = single('a number', (value) => typeof value === 'number');

/** A whole number, positive or negative. */
export const wholeForm: Form<number> = single('a whole number', Number.isSafeInteger);

/** A value that another guard checks, such as an instant. */
export const uncheckedForm = <Value>(): Form<Value> => single<Value>('anything', () => true);

/** Makes the form of text that matches a grammar. */
export const grammarForm = <Text extends string>({
  expected,
  matches,
}: Grammar<Text>): Form<Text> => single(expected, matches);

/** Makes the form of one of a few words. */
export const wordsForm = <const Word extends string>(...words: readonly Word[]): Form<Word> =>
  single(`one of ${words.join(', ')}`, (value) => words.some((word) => word === value));

/** Makes the form of a value that may be absent. */
export const optionalForm =
  <Value>(form: Form<Value>): Form<Value | undefined> =>
  (value) =>
    value === undefined ? undefined : form(value);

/** Makes the form of a list. */
export const listForm =
  <Item>(expected: string, form: Form<Item>): Form<readonly Item[]> =>
  (value) => {
    if (!Array.isArray(value)) return formMisfit(expected, value);
    for (let index = 0; index < value.length; index += 1) {
      const wrong = memberMisfit(form, value[index], index);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Makes the form of a record whose keys are data. Takes plain objects only, not a `Map`. */
export const dictionaryForm =
  <Value>(
    expected: string,
    keys: Grammar,
    form: Form<Value>,
  ): Form<Readonly<Record<string, Value>>> =>
  (value) => {
    if (!isPlainObject(value)) return formMisfit(expected, value);
    for (const [key, each] of Object.entries(value)) {
      if (!keys.matches(key)) return formMisfit(`as a key, ${keys.expected}`, key);
      const wrong = memberMisfit(form, each, key);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };

/** Makes the untyped check of a record from the checks of its members. */
export const membersCheck = (expected: string, checks: object): FormCheck => {
  const known = Object.entries<FormCheck>({ ...checks });
  return (value) => {
    if (!isRecord(value)) return formMisfit(expected, value);
    for (const [name, check] of known) {
      const wrong = memberMisfit(check, value[name], name);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
};

/** Makes the form of a record that refuses unknown members. */
export const exactForm = <Shape>(expected: string, forms: FormsOf<Shape>): Form<Shape> => {
  const form = recordForm<Shape>(expected, forms);
  const known = new Set(Object.keys(forms));
  return (value) => {
    const misfit = form(value);
    if (misfit !== undefined || !isRecord(value)) return misfit;
    const extra = Object.keys(value).find((key) => !known.has(key) && value[key] !== undefined);
    return extra === undefined ? undefined : unknownMember(extra, value[extra]);
  };
};

/** Makes the form of a record. Ignores unknown members. */
export const recordForm = <Shape>(expected: string, forms: FormsOf<Shape>): Form<Shape> =>
  membersCheck(expected, forms);

/** Makes the form of one word, or else a value of another form. */
export const wordOrForm =
  <const Word extends string, Value>(word: Word, form: Form<Value>): Form<Word | Value> =>
  (value) =>
    value === word ? undefined : form(value);
