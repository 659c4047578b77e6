/**
 * The end of support of an HSM type.
 *
 * @module
 */
import type { HsmTypeUnsupported } from '../rules/cluster-refusals.ts';
import type { Cluster } from '../model/cluster.ts';
import type { EpochMillis } from '../model/instant.ts';
import { supportEndsAt } from '../model/support.ts';

/** Refuses to make an HSM of a type whose support has ended. */
export const supportRefusal = (
  now: Pick<Cluster, 'edition' | 'hsmType'>,
  at: EpochMillis,
): HsmTypeUnsupported | undefined => {
  const since = supportEndsAt(now);
  return at < since
    ? undefined
    : { _tag: 'HsmTypeUnsupported', rule: 'U-53', hsmType: now.hsmType, since };
};
