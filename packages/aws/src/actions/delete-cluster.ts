/**
 * `DeleteCluster`.
 *
 * @see F-13, F-105; U-26
 * @module
 */
import { notFoundFault } from '../faults/fault.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { shownCluster } from '../service/show.ts';

/** Deletes a cluster without HSMs. */
export const deleteClusterAction: Perform<'DeleteCluster'> = async (context, input) => {
  const { ClusterId: clusterId } = input;
  const outcome = await submitCommand(context, {
    action: 'DeleteCluster',
    clusterId,
    command: (seen) =>
      seen.cluster(clusterId) === undefined
        ? left(notFoundFault(clusterId))
        : right({ type: 'DeleteCluster', data: { clusterId } }),
  });
  return isLeft(outcome) ? outcome : shownCluster(context, outcome.right.fleet, clusterId);
};
