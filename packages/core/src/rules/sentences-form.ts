/**
 * Types and helpers for sentences about refusals.
 *
 * @module
 */
import type { AnyRefusal } from './any-refusal.ts';

/** By tag, a sentence about what is wrong, and one about what would help. */
export type Sentences = {
  readonly [Tag in AnyRefusal['_tag']]: (
    it: Extract<AnyRefusal, { readonly _tag: Tag }>,
  ) => readonly [whatIs: string, whatHelps: string];
};

/** Writes a list; an empty one as "none". */
export const commaList = (items: readonly string[]): string =>
  items.length === 0 ? 'none' : items.join(', ');

/** Writes a list of alternatives, the last with "or". */
export const choiceText = (items: readonly string[]): string =>
  commaList(items).replace(/, (?=[^,]*$)/u, ' or ');
