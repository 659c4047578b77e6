/**
 * A fleet as an XState actor: commands are its events, and its snapshot holds the fleet.
 *
 * @module
 */
import { explain, type Command } from '@hsm-lifecycle/core';
import { emptyFleet, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { fromTransition, type TransitionActorLogic } from 'xstate';

/** The actor's context: the fleet, and why its last command was refused, if it was. */
export type FleetContext = { readonly fleet: Fleet; readonly refused?: string };

/** Input: when the fleet begins, in milliseconds since the epoch. */
export type FleetInput = { readonly at: number };

const begin = ({ at }: FleetInput): FleetContext => {
  const empty = emptyFleet({ at });
  if (empty._tag === 'Left') throw new Error(explain(empty.left));
  return { fleet: empty.right };
};

/** The logic of the actor: `createActor(fleetLogic, { input: { at } })`. */
export const fleetLogic: TransitionActorLogic<FleetContext, Command, FleetInput> = fromTransition(
  ({ fleet }: FleetContext, command: Command): FleetContext => {
    const outcome = step(fleet, command);
    return outcome._tag === 'Right'
      ? { fleet: outcome.right[0] }
      : { fleet, refused: explain(outcome.left) };
  },
  ({ input }: { readonly input: FleetInput }): FleetContext => begin(input),
);
