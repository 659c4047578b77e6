/**
 * Observations that should be refused.
 *
 * @module
 */
import { DAY_MS, type CommandOf } from '@hsm-lifecycle/core';
import { clustersIn } from '../../examples/fleet.ts';
import { chance, drawAnyOf } from './draw.ts';
import { observation } from './observed-proposals.ts';
import type { Proposal, Situation } from './situation.ts';

type ClusterSeen = CommandOf<'ObserveCluster'>['data'];

const MOSTLY = 0.7;

const taken = (it: Situation): CommandOf<'ObserveCluster'> | undefined => {
  const command = observation(it);
  return command?.type === 'ObserveCluster' ? command : undefined;
};

const changed =
  (change: (data: ClusterSeen, it: Situation) => Partial<ClusterSeen> | undefined): Proposal =>
  (it) => {
    const command = taken(it);
    const changes = command && change(command.data, it);
    return changes && { type: 'ObserveCluster', data: { ...command.data, ...changes } };
  };

/** Observations to be refused: of ids that are taken, and of what cannot be. */
export const observedMisfits: readonly Proposal[] = [
  changed((_, { fleet, draw }) => {
    const known = drawAnyOf(draw, clustersIn(fleet))?.clusterId;
    return known === undefined ? undefined : { clusterId: known };
  }),
  changed((_, { at }) => ({ createdAt: at + 1 })),
  changed(({ backups: [first] }, { at }) =>
    first && first.createdAt < at ? { createdAt: first.createdAt + 1 } : undefined,
  ),
  changed(({ phase }) => (phase === 'UNINITIALIZED' ? { certificate: 'SEEN A' } : undefined)),
  changed(({ expectedAt }) =>
    expectedAt === undefined ? undefined : { expectedAt: expectedAt + 60 * DAY_MS },
  ),
  changed(({ hsms }, { at }) => {
    const [first, ...others] = hsms;
    return first && { hsms: [{ ...first, expectedAt: at - 1 }, ...others] };
  }),
  changed(({ hsms: [first, ...others] }, { draw }) =>
    first && chance(draw, MOSTLY)
      ? { hsms: [{ ...first, availabilityZone: 'sa-east-1f' }, ...others] }
      : undefined,
  ),
  changed(
    ({ backups: [first, ...others] }, { at }) =>
      first && { backups: [{ ...first, createdAt: at + 1 }, ...others] },
  ),
  changed(({ phase }) => (phase === 'ACTIVE' ? { phase: 'DELETE_IN_PROGRESS' } : undefined)),
];
