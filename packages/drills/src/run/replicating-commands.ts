/**
 * Turning steps that replicate keys and users between clusters into commands.
 *
 * @module
 */
import type { StepOf } from '../file/drill.ts';
import { left, right } from '../kernel/either.ts';
import { clusterNamed } from '../ledger/references.ts';
import type { StepCommands, StepContext } from './step-context.ts';

/** A step that replicates a key or a user. */
export type ReplicatingStep = StepOf<'ReplicateKey' | 'ReplicateUser'>;

/** Turns a step that replicates into its command. */
export const replicationCommands = (step: ReplicatingStep, context: StepContext): StepCommands => {
  const to = clusterNamed(step.cluster, context);
  if (to._tag === 'Left') return left({ ...to.left, field: 'cluster' });
  const from = clusterNamed(step.from, context);
  if (from._tag === 'Left') return left({ ...from.left, field: 'from' });
  const address = { at: context.at, clusterId: to.right.clusterId, from: from.right.clusterId };
  return right([
    step.do === 'ReplicateKey'
      ? { type: step.do, data: { ...address, keyId: step.key } }
      : { type: step.do, data: { ...address, name: step.name } },
  ]);
};
