/**
 * Commands that should be refused for what the service does late or no more.
 *
 * @module
 */
import type { Cluster, Command } from '@hsm-lifecycle/core';
import { drawAnyOf } from './draw.ts';
import { isStanding, isSupported, isUnreported, takesHsms } from './fits.ts';
import { of } from './life-misfits.ts';
import { proposalFor, someCluster, someHsm, type Proposal, type Situation } from './situation.ts';

const adding = ({ clusterId, subnets }: Cluster, { at, draw }: Situation): Command => ({
  type: 'AddHsm',
  data: {
    at,
    clusterId,
    availabilityZone: drawAnyOf(draw, subnets)?.availabilityZone ?? 'none',
  },
});

/** Before an activation is reported, after the end of support, and in a destroyed region. */
export const serviceMisfits: readonly Proposal[] = [
  proposalFor(
    (it: Situation) =>
      someHsm(
        it,
        (hsm, cluster) =>
          isStanding(hsm) &&
          (!isSupported(cluster, it.at) || it.fleet.lost[cluster.region] === 'DESTROYED'),
      ),
    ({ cluster: { clusterId }, hsm: { hsmId } }, { at }): Command => ({
      type: 'ReplaceHsm',
      data: { at, clusterId, hsmId },
    }),
  ),
  proposalFor(
    (it: Situation) => someCluster(it, (each) => takesHsms(each) && !isSupported(each, it.at)),
    adding,
  ),
  of(isUnreported, adding),
  of(isUnreported, ({ clusterId }, { at }) => ({ type: 'Activate', data: { at, clusterId } })),
  of(isUnreported, ({ clusterId: id }, { at }) => ({
    type: 'Settle',
    data: { at, id, outcome: 'FAILED' },
  })),
];
