/**
 * Carries out the command that an action comes to.
 *
 * @module
 */
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { Timeless } from '@hsm-lifecycle/runtime';
import type { Fault } from '../faults/fault.ts';
import { faultOf } from '../faults/fault-of.ts';
import type { Submitted } from '../host/host.ts';
import { isLeft, left, type Either } from '../kernel/either.ts';
import type { Action } from '../model/action.ts';
import type { Context } from './context.ts';
import { seenBy, type Seen } from './seen-by.ts';

/** A lost region answers no requests, reads included (M-7). */
const unreachable = (fleet: Fleet, { caller }: Context, action: Action): Fault | undefined => {
  const { region } = caller;
  const kind = Object.hasOwn(fleet.lost, region) ? fleet.lost[region] : undefined;
  if (kind === undefined) return undefined;
  return faultOf({ _tag: 'RegionOutOfReach', rule: 'M-7', region, kind }, { action, region });
};

/** What is to be carried out. */
export type Wish = {
  readonly action: Action;
  /** The cluster that it is about, if it is. */
  readonly clusterId?: string;
  /** Makes the command from what the caller sees in its turn. */
  readonly command: (seen: Seen, fleet: Fleet) => Either<Fault, Timeless>;
};

/** Carries out a wish. Left: the error that the client gets. */
export const submitCommand = async (
  context: Context,
  { action, clusterId, command }: Wish,
): Promise<Either<Fault, Submitted>> => {
  const { host, caller } = context;
  const outcome = await host.submit<Fault>((fleet) => {
    const lost = unreachable(fleet, context, action);
    return lost === undefined ? command(seenBy(caller, fleet), fleet) : left(lost);
  });
  if (!isLeft(outcome)) return outcome;
  const refusal = outcome.left;
  return refusal._tag === 'Fault'
    ? left(refusal)
    : left(faultOf(refusal, { action, region: caller.region, clusterId }));
};

/** The fleet as it is now, as far as the caller's region is in reach. */
export const lookAt = async (context: Context, action: Action): Promise<Either<Fault, Fleet>> => {
  const fleet = await context.host.look();
  if (isLeft(fleet)) return left(faultOf(fleet.left, { action, region: context.caller.region }));
  const lost = unreachable(fleet.right, context, action);
  return lost === undefined ? fleet : left(lost);
};
