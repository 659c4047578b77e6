/**
 * The one door to immer: for what is nested and cold (users, keys, policies, tags), and for drafts
 * that come from the recipes of others.
 *
 * @module
 */
import { current, freeze, isDraft, original, produce } from 'immer';

/** What a recipe of {@link edit} may write on. */
export type Draft<Value> = {
  -readonly [Key in keyof Value]: Value[Key] extends object ? Draft<Value[Key]> : Value[Key];
};

/**
 * Makes a changed, frozen copy of a value; the value itself and all parts that the recipe does not
 * touch stay as they are.
 *
 * @param base - any plain, frozen value
 * @param recipe - writes on a draft of it
 */
export const edit = <Value extends object>(
  base: Value,
  recipe: (draft: Draft<Value>) => void,
): Value => produce<Value>(base, (draft) => recipe(draft as Draft<Value>));

/** Copies what a draft shows, reading through it; parts that are no drafts are kept as they are. */
const readThrough = (value: unknown): unknown => {
  if (!isDraft(value)) return value;
  if (Array.isArray(value)) return value.map(readThrough);
  return Object.fromEntries(
    Object.entries(value as object).map(([name, part]) => [name, readThrough(part)]),
  );
};

/**
 * Takes a value out of a draft, as it is at this point of the recipe: the frozen original if the
 * recipe has not touched it, else a frozen copy. Any other value is returned as it is.
 *
 * A draft must not get into what the machine makes: its values are frozen, immer does not look
 * into frozen values when the recipe ends, and the drafts in them would be revoked.
 *
 * A draft of another copy of immer may hide its original: minified copies name their members
 * otherwise. Such a draft is read through.
 *
 * @param value - a holder, a fleet, an event or an edition, or a draft of one
 */
export const undraft = <Value>(value: Value): Value => {
  if (!isDraft(value)) return value;
  const draft = value as object;
  const plain = original(draft) === undefined ? readThrough(draft) : current(draft);
  return freeze(plain, true) as Value;
};
