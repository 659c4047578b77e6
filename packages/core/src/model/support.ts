/**
 * When the support of an HSM type ends.
 *
 * @module
 */
import { own } from '../kernel/own.ts';
import type { Cluster } from './cluster.ts';
import type { EpochMillis } from './instant.ts';

/**
 * Since when the service makes no HSM of a cluster's type (U-53); `Infinity` if no end is known.
 */
export const supportEndsAt = ({
  edition,
  hsmType,
}: Pick<Cluster, 'edition' | 'hsmType'>): EpochMillis =>
  own(edition.endOfSupport, hsmType) ?? Number.POSITIVE_INFINITY;
