/**
 * Turning a `RemoveHsm` step into commands: the HSM is named, or selected by its ENI or IP address.
 *
 * @module
 */
import { grammars, holderIdOf, type Command } from '@hsm-lifecycle/core';
import { clusterIn, holderIn } from '@hsm-lifecycle/core/fleet';
import type { StepOf } from '../file/drill.ts';
import { left, right } from '../kernel/either.ts';
import { clusterNamed, singleIdNamed } from '../ledger/references.ts';
import {
  commandForEach,
  definedMembers,
  type StepCommands,
  type StepContext,
} from './step-context.ts';

type RemoveHsmStep = StepOf<'RemoveHsm'>;
type Selectors = { readonly eniId?: string; readonly ipAddress?: string };

const removal = (
  { at }: StepContext,
  clusterId: string,
  selectors: Selectors & { readonly hsmId?: string },
): Command => ({ type: 'RemoveHsm', data: { at, clusterId, ...selectors } });

const inCluster = (reference: string, selectors: Selectors, context: StepContext): StepCommands => {
  const cluster = clusterNamed(reference, context);
  return cluster._tag === 'Left'
    ? left({ ...cluster.left, field: 'cluster' })
    : right([removal(context, cluster.right.clusterId, selectors)]);
};

const byName = (
  { hsm = '', cluster }: RemoveHsmStep,
  selectors: Selectors,
  context: StepContext,
): StepCommands => {
  const named = cluster === undefined ? undefined : clusterNamed(cluster, context);
  if (named?._tag === 'Left') return left({ ...named.left, field: 'cluster' });
  return commandForEach({ field: 'hsm', reference: hsm }, context, (hsmId) => {
    const holder = holderIn(context.fleet, hsmId);
    const owner = holder === undefined ? hsmId : holderIdOf(holder);
    return removal(context, named?.right.clusterId ?? owner, { hsmId, ...selectors });
  });
};

/** The ENI that a reference means: an id, or that of an HSM. */
const eniNamed = (reference: string, context: StepContext): ReturnType<typeof singleIdNamed> => {
  if (grammars.eniId.matches(reference)) return right(reference);
  const hsmId = singleIdNamed(reference, context);
  if (hsmId._tag === 'Left') return hsmId;
  const holder = holderIn(context.fleet, hsmId.right);
  const cluster = holder && clusterIn(context.fleet, holderIdOf(holder));
  const eniId = cluster?.hsms.find((it) => it.hsmId === hsmId.right)?.eniId;
  return eniId === undefined
    ? left({ _tag: 'None', text: `"${reference}" has no ENI now` })
    : right(eniId);
};

/** Turns a `RemoveHsm` step into commands. What it gives too much of, the model refuses. */
export const removeHsmCommands = (step: RemoveHsmStep, context: StepContext): StepCommands => {
  const { hsm, cluster = '', eni, ipAddress } = step;
  const eniId = eni === undefined ? undefined : eniNamed(eni, context);
  if (eniId?._tag === 'Left') return left({ ...eniId.left, field: 'eni' });
  const selectors = definedMembers({ eniId: eniId?.right, ipAddress });
  return hsm === undefined
    ? inCluster(cluster, selectors, context)
    : byName(step, selectors, context);
};
