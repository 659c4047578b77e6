/**
 * `DeleteHsm`.
 *
 * @see F-14, F-28, F-94, F-98; U-19
 * @module
 */
import { invalidFault, notFoundFault } from '../faults/fault.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';

/** Removes an HSM from a cluster. */
export const deleteHsmAction: Perform<'DeleteHsm'> = async (context, input) => {
  const { ClusterId: clusterId, HsmId: hsmId, EniId: eniId, EniIp: ipAddress } = input;
  const outcome = await submitCommand(context, {
    action: 'DeleteHsm',
    clusterId,
    command: (seen) =>
      seen.cluster(clusterId) === undefined
        ? left(notFoundFault(clusterId))
        : right({
            type: 'RemoveHsm',
            data: {
              clusterId,
              ...(hsmId !== undefined && { hsmId }),
              ...(eniId !== undefined && { eniId }),
              ...(ipAddress !== undefined && { ipAddress }),
            },
          }),
  });
  if (isLeft(outcome)) return outcome;
  const removing = outcome.right.events.find(({ event }) => event.type === 'HsmRemoving')?.event;
  return removing?.type === 'HsmRemoving'
    ? right({ HsmId: removing.data.hsmId })
    : left(invalidFault('The HSM is being deleted already.'));
};
