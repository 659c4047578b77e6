/**
 * `InitializeCluster`.
 *
 * @see F-19, F-73, F-75 to F-78; U-18
 * @module
 */
import { invalidFault, notFoundFault } from '../faults/fault.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { submitCommand, lookAt } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { seenBy } from '../service/seen-by.ts';
import { clusterMessage } from '../view/state-message.ts';

/**
 * Initializes a cluster with the signed certificate. The certificate is checked before the command,
 * which therefore names the signing request that it answers.
 */
export const initializeAction: Perform<'InitializeCluster'> = async (context, input) => {
  const { ClusterId: clusterId, SignedCert: signedCert, TrustAnchor: trustAnchor } = input;
  const fleet = await lookAt(context, 'InitializeCluster');
  if (isLeft(fleet)) return fleet;
  const before = seenBy(context.caller, fleet.right).cluster(clusterId);
  if (before === undefined) return left(notFoundFault(clusterId));
  const { signingRequestId } = before;
  if (signingRequestId !== undefined) {
    const flaw = await context.certificates.flawOf({ signingRequestId, signedCert, trustAnchor });
    if (flaw !== undefined) return left(invalidFault(flaw, 'F-77'));
  }
  const outcome = await submitCommand(context, {
    action: 'InitializeCluster',
    clusterId,
    command: (seen) => {
      const present = seen.cluster(clusterId);
      if (present === undefined) return left(notFoundFault(clusterId));
      const data = { clusterId };
      // Without a signing request the model refuses; one that is new has not been checked.
      if (signingRequestId === undefined)
        return present.signingRequestId === undefined
          ? right({ type: 'Initialize', data })
          : left(invalidFault('The cluster has a new ClusterCsr. Sign that one.', 'F-75'));
      const answer = { certificate: signedCert, signingRequestId };
      return right({ type: 'Initialize', data: { ...data, ...answer } });
    },
  });
  if (isLeft(outcome)) return outcome;
  const after = seenBy(context.caller, outcome.right.fleet).cluster(clusterId);
  return after === undefined
    ? left(notFoundFault(clusterId))
    : right({ State: after.state, StateMessage: clusterMessage(after) });
};
