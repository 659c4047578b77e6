/**
 * The only module that imports immer: for nested values that rarely change (users, keys, policies,
 * tags), and for drafts that callers pass in.
 *
 * @module
 */
import { current, freeze, isDraft, original, produce } from 'immer';

/** The writable draft in a recipe of {@link edit}. */
export type Draft<Value> = {
  -readonly [Key in keyof Value]: Value[Key] extends object ? Draft<Value[Key]> : Value[Key];
};

/**
 * Makes a changed, frozen copy of a value. The value itself does not change; parts that the recipe
 * does not touch are shared.
 *
 * @param base - any plain, frozen value
 * @param recipe - writes on a draft of it
 */
export const edit = <Value extends object>(
  base: Value,
  recipe: (draft: Draft<Value>) => void,
): Value => produce<Value>(base, (draft) => recipe(draft as Draft<Value>));

/** Copies a draft by reading through it; keeps parts that are not drafts. */
const readThrough = (value: unknown): unknown => {
  if (!isDraft(value)) return value;
  if (Array.isArray(value)) return value.map(readThrough);
  return Object.fromEntries(
    Object.entries(value as object).map(([name, part]) => [name, readThrough(part)]),
  );
};

/**
 * Returns the value of a draft at this point of the recipe: the frozen original if the recipe has
 * not touched it, else a frozen copy. Returns any other value unchanged.
 *
 * No draft may end up in a result: results are frozen, immer does not search frozen values when the
 * recipe ends, and drafts inside them would be revoked.
 *
 * A draft made by another copy of immer may hide its original, since minified copies rename their
 * members. Such a draft is read through.
 *
 * @param value - a holder, a fleet, an event or an edition, or a draft of one
 */
export const undraft = <Value>(value: Value): Value => {
  if (!isDraft(value)) return value;
  const draft = value as object;
  const plain = original(draft) === undefined ? readThrough(draft) : current(draft);
  return freeze(plain, true) as Value;
};
