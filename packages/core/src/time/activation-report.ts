/**
 * The service's report that a cluster is activated, some time after its activation (F-244).
 *
 * @module
 */
import type { Cluster } from '../model/cluster.ts';
import type { EpochMillis } from '../model/instant.ts';

/** Tells whether the service has not reported a cluster's activation yet. */
export const isReportPending = ({ phase, activationDueAt }: Cluster): boolean =>
  phase === 'INITIALIZED' && activationDueAt !== undefined;

/**
 * When the service reports a cluster's activation by itself.
 *
 * @returns `undefined` if none is pending, where a host reports it, and out of reach (U-54)
 */
export const reportDueAt = (now: Cluster): EpochMillis | undefined => {
  const { activationDueAt, isolatedSince } = now;
  return isReportPending(now) && isolatedSince === undefined && activationDueAt !== 'REPORTED'
    ? activationDueAt
    : undefined;
};
