/**
 * The range of quotas.
 *
 * @module
 */
import type { QuotaOutOfRange } from '../rules/model-refusals.ts';
import type { Quotas } from './fleet.ts';

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Refuses a quota that is not a whole number, 0 or more. */
export const quotaRefusal = (quotas: {
  readonly [Name in keyof Quotas]?: number | undefined;
}): QuotaOutOfRange | undefined => {
  for (const field of ['clusters', 'hsms'] as const) {
    const actual = quotas[field];
    if (actual !== undefined && !isCount(actual))
      return { _tag: 'QuotaOutOfRange', rule: 'M-10', field, actual };
  }
  return undefined;
};
