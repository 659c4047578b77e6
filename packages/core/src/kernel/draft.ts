/**
 * The one door to immer, for what is nested and cold: users, keys, policies, tags.
 *
 * @module
 */
import { produce } from 'immer';

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
