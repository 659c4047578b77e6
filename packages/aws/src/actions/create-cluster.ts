/**
 * `CreateCluster`: a new cluster, or one restored from a backup.
 *
 * @see F-10, F-47, F-108, F-109, F-183; U-34
 * @module
 */
import type { Subnet, Tags } from '@hsm-lifecycle/core';
import type { Timeless } from '@hsm-lifecycle/runtime';
import { fault, invalidFault, notFoundFault, type Fault } from '../faults/fault.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { Input } from '../model/action.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Context, Perform } from '../service/context.ts';
import type { Seen } from '../service/seen-by.ts';
import { shownCluster } from '../service/show.ts';
import { arnParts } from '../view/arn.ts';
import { tagsOf } from '../view/tag-list.ts';
import { daysOfPolicy } from './days-of-policy.ts';

type Plan = {
  readonly subnets: readonly Subnet[];
  readonly tags: Tags;
  readonly retentionDays: number | undefined;
};

/** The id of the backup to restore: the caller's own, or one that is shared with it. */
const sourceOf = (context: Context, seen: Seen, given: string): Either<Fault, string> => {
  const arn = arnParts(given);
  const { account, region } = context.caller;
  if (arn === undefined || arn.account === account) {
    const id = arn?.id ?? given;
    const isHere = arn === undefined || arn.region === region;
    return isHere && seen.backup(id) !== undefined ? right(id) : left(notFoundFault(given));
  }
  const shared = seen.shared(arn);
  return shared === undefined
    ? left(fault('CloudHsmAccessDeniedException', `You have no access to ${given}.`, 'F-178'))
    : right(shared.backup.backupId);
};

const planOf = (input: Input<'CreateCluster'>, subnets: readonly Subnet[]): Either<Fault, Plan> => {
  const tags = tagsOf(input.TagList);
  if (isLeft(tags)) return tags;
  const retentionDays = daysOfPolicy(input.BackupRetentionPolicy);
  if (isLeft(retentionDays)) return retentionDays;
  return right({ subnets, tags: tags.right, retentionDays: retentionDays.right });
};

const commandOf = (
  context: Context,
  input: Input<'CreateCluster'>,
  { plan, backupId }: { readonly plan: Plan; readonly backupId: string | undefined },
): Timeless => {
  const { account, region } = context.caller;
  const { retentionDays, subnets, tags } = plan;
  const mode = input.Mode ?? (backupId === undefined ? context.defaultMode : undefined);
  const data = {
    account,
    subnets,
    tags,
    hsmType: input.HsmType,
    ...(mode !== undefined && { mode }),
    ...(input.NetworkType !== undefined && { networkType: input.NetworkType }),
    ...(retentionDays !== undefined && { retentionDays }),
  };
  return backupId === undefined
    ? { type: 'CreateCluster', data: { ...data, region } }
    : { type: 'Restore', data: { ...data, backupId } };
};

/** Creates a cluster. */
export const createClusterAction: Perform<'CreateCluster'> = async (context, input) => {
  const { account, region } = context.caller;
  const outcome = await submitCommand(context, {
    action: 'CreateCluster',
    command: (seen, fleet) => {
      const { SourceBackupId: given } = input;
      const source = given === undefined ? right(undefined) : sourceOf(context, seen, given);
      if (isLeft(source)) return source;
      const subnets = context.subnets.find(input.SubnetIds, { account, region, fleet });
      if (isLeft(subnets)) return left(invalidFault(subnets.left.message, 'F-118'));
      const plan = planOf(input, subnets.right);
      if (isLeft(plan)) return plan;
      return right(commandOf(context, input, { plan: plan.right, backupId: source.right }));
    },
  });
  if (isLeft(outcome)) return outcome;
  const { fleet, events } = outcome.right;
  return shownCluster(context, fleet, events[0]?.stream ?? '');
};
