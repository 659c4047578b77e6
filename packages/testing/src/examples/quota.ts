/**
 * The quota of a region.
 *
 * @module
 */
import type { Region } from '@hsm-lifecycle/core';
import type { Fleet, Quotas } from '@hsm-lifecycle/core/fleet';

/** A region's quota: its own if one was set, or else the fleet's; infinite if there is none. */
export const quotaOf = (
  { quotas, regionQuotas }: Fleet,
  region: Region,
  what: keyof Quotas,
): number =>
  regionQuotas[region]?.[what] ?? (quotas === 'NONE' ? Number.POSITIVE_INFINITY : quotas[what]);
