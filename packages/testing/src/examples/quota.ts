/**
 * What a region may have.
 *
 * @module
 */
import type { Region } from '@hsm-lifecycle/core';
import type { Fleet, Quotas } from '@hsm-lifecycle/core/fleet';

/**
 * Reads a region's quota off a fleet: the region's own if one was set, else the fleet's;
 * infinite where there is none.
 */
export const quotaOf = (
  { quotas, regionQuotas }: Fleet,
  region: Region,
  what: keyof Quotas,
): number =>
  regionQuotas[region]?.[what] ?? (quotas === 'NONE' ? Number.POSITIVE_INFINITY : quotas[what]);
