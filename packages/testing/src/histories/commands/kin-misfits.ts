/**
 * Commands to replicate keys and users that should be refused.
 *
 * @module
 */
import type { Cluster, Command } from '@hsm-lifecycle/core';
import { clustersIn } from '../../examples/fleet.ts';
import { drawAnyOf } from './draw.ts';
import { isWritable, kinIn } from './fits.ts';
import { proposalFor, someWritable, type Proposal, type Situation } from './situation.ts';

const clusterPair = (
  say: (to: Cluster, from: Cluster, it: Situation) => Command | undefined,
): Proposal =>
  proposalFor(someWritable, (to, it) => {
    const from = drawAnyOf(it.draw, clustersIn(it.fleet));
    return from === undefined ? undefined : say(to, from, it);
  });

/** Replicating between strangers, what is not there, and what another of the name stands for. */
export const aboutKin: readonly Proposal[] = [
  clusterPair((to, { clusterId: from, lineageId }, { at }) =>
    lineageId === to.lineageId
      ? undefined
      : { type: 'ReplicateUser', data: { at, clusterId: to.clusterId, from, name: 'admin' } },
  ),
  clusterPair((to, from, { at }) =>
    isWritable(from)
      ? {
          type: 'ReplicateKey',
          data: { at, clusterId: to.clusterId, from: from.clusterId, keyId: 'none' },
        }
      : {
          type: 'ReplicateKey',
          data: { at, clusterId: to.clusterId, from: from.clusterId, keyId: 'k1' },
        },
  ),
  proposalFor(someWritable, ({ clusterId }, { at }) => ({
    type: 'ReplicateKey',
    data: { at, clusterId, from: 'cluster-22222222222', keyId: 'k1' },
  })),
  proposalFor(
    ({ fleet, draw }) => drawAnyOf(draw, kinIn(fleet, clustersIn(fleet))),
    ({ to, from }, { at, draw }) => {
      const keyId = drawAnyOf(
        draw,
        (from.material?.keys ?? []).filter(
          (it) =>
            to.material?.keys.some(
              (its) => its.keyId === it.keyId && its.createdAt !== it.createdAt,
            ) ?? false,
        ),
      )?.keyId;
      const { clusterId } = to;
      return keyId === undefined
        ? undefined
        : { type: 'ReplicateKey', data: { at, clusterId, from: from.clusterId, keyId } };
    },
  ),
];
