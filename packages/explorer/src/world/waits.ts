/**
 * Which commands are tried in a state, and how time may pass there.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import { nextDueAt } from '@hsm-lifecycle/core/fleet';
import type { FleetState } from '@hsm-lifecycle/testing/laws';

/** Lists the commands to try in a state, each at the state's own instant. */
export type Commands = (state: FleetState) => readonly Command[];

/**
 * Lists the ways in which time may pass: to 1 ms before the next due instant, to that instant, and
 * to 1 ms after it.
 *
 * Nothing happens between two due instants, so other waits lead to nothing new, except for commands
 * that compare their own instant with a date.
 *
 * @returns `Advance` commands; none if nothing is due
 */
export const waits: Commands = ({ fleet, at }) => {
  const due = nextDueAt(fleet);
  if (due === undefined) return [];
  const instants = due <= at ? [at] : [due - 1, due, due + 1].filter((each) => each > at);
  return instants.map((each): Command => ({ type: 'Advance', data: { at: each } }));
};
