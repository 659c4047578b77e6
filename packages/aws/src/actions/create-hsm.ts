/**
 * `CreateHsm`.
 *
 * @see F-11, F-70, F-71, F-89, F-120
 * @module
 */
import { invalidFault, notFoundFault } from '../faults/fault.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { seenBy } from '../service/seen-by.ts';
import { hsmView } from '../view/cluster-view.ts';

const OCTET_MAX = 255;

/** An address whose numbers go to 255; the API's own pattern lets 999 pass (F-62). */
const isAddress = (text: string): boolean =>
  text.split('.').every((octet) => Number(octet) <= OCTET_MAX);

/** Adds an HSM to a cluster. */
export const createHsmAction: Perform<'CreateHsm'> = async (context, input) => {
  const { ClusterId: clusterId, AvailabilityZone: availabilityZone, IpAddress: ipAddress } = input;
  if (ipAddress !== undefined && !isAddress(ipAddress))
    return left(invalidFault(`${ipAddress} is not an IP address.`, 'F-62'));
  const outcome = await submitCommand(context, {
    action: 'CreateHsm',
    clusterId,
    command: (seen) =>
      seen.cluster(clusterId) === undefined
        ? left(notFoundFault(clusterId))
        : right({
            type: 'AddHsm',
            data: { clusterId, availabilityZone, ...(ipAddress !== undefined && { ipAddress }) },
          }),
  });
  if (isLeft(outcome)) return outcome;
  const { events, fleet } = outcome.right;
  const adding = events.find(({ event }) => event.type === 'HsmAdding')?.event;
  const hsmId = adding?.type === 'HsmAdding' ? adding.data.hsmId : undefined;
  const hsm = seenBy(context.caller, fleet)
    .cluster(clusterId)
    ?.hsms.find((it) => it.hsmId === hsmId);
  return hsm === undefined
    ? left(notFoundFault(clusterId))
    : right({ Hsm: hsmView(clusterId, hsm) });
};
