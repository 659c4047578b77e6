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
  { host, caller }: Context,
  { action, clusterId, command }: Wish,
): Promise<Either<Fault, Submitted>> => {
  const outcome = await host.submit<Fault>((fleet) => command(seenBy(caller, fleet), fleet));
  if (!isLeft(outcome)) return outcome;
  const refusal = outcome.left;
  return refusal._tag === 'Fault'
    ? left(refusal)
    : left(faultOf(refusal, { action, region: caller.region, clusterId }));
};

/** The fleet as it is now. */
export const lookAt = async (
  { host, caller }: Context,
  action: Action,
): Promise<Either<Fault, Fleet>> => {
  const fleet = await host.look();
  return isLeft(fleet) ? left(faultOf(fleet.left, { action, region: caller.region })) : fleet;
};
