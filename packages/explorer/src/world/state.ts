/**
 * What an explorer stands on: a fleet, and what the clock says.
 *
 * @module
 */
import { type Command, type EpochMillis } from '@hsm-lifecycle/core';
import { nextDueAt, type step, type Fleet } from '@hsm-lifecycle/core/fleet';

/**
 * A fleet and the present instant, which may be later than `fleet.now`: just before something is
 * due, nothing has happened yet.
 */
export type FleetState = { readonly fleet: Fleet; readonly at: EpochMillis };

/** What takes a command to a fleet: `step`, or something that claims to be as good. */
export type FleetMachine = typeof step;

/** What may be commanded in a scene; each command is of the scene's own instant. */
export type Commands = (scene: FleetState) => readonly Command[];

/** Says what a scene amounts to: scenes of the same text are explored as one. */
export type Symmetry = (scene: FleetState) => string;

/**
 * The ways in which time may pass: to just before the next due instant, to that instant, or to just
 * after it.
 *
 * Nothing happens between two due instants, so no other wait shows anything more, but for commands
 * that compare their own instant with a date.
 */
export const waits = ({ fleet, at }: FleetState): readonly Command[] => {
  const due = nextDueAt(fleet);
  if (due === undefined) return [];
  const instants = due <= at ? [at] : [due - 1, due, due + 1].filter((each) => each > at);
  return instants.map((each): Command => ({ type: 'Advance', data: { at: each } }));
};
