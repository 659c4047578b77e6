/**
 * The quota and the usage of an account in a region.
 *
 * @module
 */
import type { AccountRegion } from '@hsm-lifecycle/core';
import type { Fleet, Quotas } from '@hsm-lifecycle/core/fleet';

/**
 * An account's quota in a region: its own if one was set, or else the fleet's; infinite if there is
 * none.
 */
export const quotaOf = (
  { quotas, regionQuotas }: Fleet,
  { account, region }: AccountRegion,
  what: keyof Quotas,
): number =>
  regionQuotas[`${account}/${region}`]?.[what] ??
  (quotas === 'NONE' ? Number.POSITIVE_INFINITY : quotas[what]);

/** What an account's recorded usage in a region is. */
export const usageOf = (
  { usage }: Fleet,
  { account, region }: AccountRegion,
  what: keyof Quotas,
): number => usage.get(`${account}/${region}`)?.[what] ?? 0;
