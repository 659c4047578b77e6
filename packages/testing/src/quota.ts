/**
 * What a region may have.
 *
 * @module
 */
import type { Region } from '@hsm-lifecycle/core';
import type { Fleet, Quotas } from '@hsm-lifecycle/core/fleet';

/**
 * Reads a region's quota off an estate: the region's own if one was set, else the estate's;
 * infinite where there is none.
 */
export const quotaOf = (
  { quotas, regionQuotas }: Fleet,
  region: Region,
  what: keyof Quotas,
): number =>
  regionQuotas[region]?.[what] ?? (quotas === 'NONE' ? Number.POSITIVE_INFINITY : quotas[what]);
