/**
 * The frontier: fleets of states that are found but not yet expanded, as many as fit.
 *
 * @module
 */
import type { FleetState } from '@hsm-lifecycle/testing/laws';

/** About 2 kB a state (measured in the small world), because fleets share most of their parts. */
const FLEETS_MAX = 20_000;

/** Fleets of states that wait to be expanded, by the number of the state. */
export type Frontier = {
  /** Keeps a state's fleet if there is room. */
  readonly put: (index: number, state: FleetState) => void;
  /** Removes and returns a state's fleet; `undefined` if there was no room for it. */
  readonly take: (index: number) => FleetState | undefined;
};

/** Makes an empty frontier. A fleet that does not fit is rebuilt by its path later. */
export const newFrontier = (): Frontier => {
  const states = new Map<number, FleetState>();
  return {
    put: (index, state) => {
      if (states.size < FLEETS_MAX) states.set(index, state);
    },
    take: (index) => {
      const state = states.get(index);
      states.delete(index);
      return state;
    },
  };
};
