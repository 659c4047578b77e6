/**
 * The filters of lists: unknown keys are refused, values are alternatives, all keys apply (U-31).
 *
 * @module
 */
import { invalidFault, type Fault } from '../faults/fault.ts';
import { left, right, type Either } from '../kernel/either.ts';
import type { ValueOf } from '../model/action.ts';

/** What is wanted, by key. */
export type Wanted = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads filters. */
export const readFilters = (
  filters: ValueOf<'Filters'> | undefined = {},
  keys: readonly string[],
): Either<Fault, Wanted> => {
  const unknown = Object.keys(filters).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    return left(
      invalidFault(`${unknown} is not a filter. Filters are: ${keys.join(', ')}.`, 'U-31'),
    );
  return right(new Map(Object.entries(filters).map(([key, values]) => [key, new Set(values)])));
};

/** Tells whether a thing with certain values is wanted. */
export const isWanted = (wanted: Wanted, valueOf: (key: string) => string | undefined): boolean => {
  for (const [key, values] of wanted) {
    const value = valueOf(key);
    if (value === undefined || !values.has(value)) return false;
  }
  return true;
};

/** Filters as they go into a token: sorted, each value once. */
export const wantedText = (wanted: Wanted): string =>
  JSON.stringify(
    [...wanted]
      .map(([key, values]): [string, string[]] => [key, [...values].toSorted()])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
