/**
 * What the sentences about refusals are made of.
 *
 * @module
 */
import type { AnyRefusal } from './any-refusal.ts';

/** By tag, a sentence about the case, and one about the way out. */
export type Sentences = {
  readonly [Tag in AnyRefusal['_tag']]: (
    it: Extract<AnyRefusal, { readonly _tag: Tag }>,
  ) => readonly [whatIs: string, whatHelps: string];
};

/** Writes a list; an empty one as "none". */
export const commaList = (items: readonly string[]): string =>
  items.length === 0 ? 'none' : items.join(', ');

/** Writes a list of which one is meant. */
export const choiceText = (items: readonly string[]): string =>
  commaList(items).replace(/, (?=[^,]*$)/u, ' or ');
