/**
 * The scenes of states whose turn is still to come, as many as there is room for.
 *
 * @module
 */
import type { FleetState } from '../world/state.ts';

/**
 * At some two kilobytes a scene (measured in the small world), for they share most of what they
 * hold.
 */
const KEPT_MAX = 20_000;

/** Scenes by the number of their state. */
export type Frontier = {
  /** Keeps a scene if there is room. */
  readonly put: (state: number, scene: FleetState) => void;
  /** Gives a scene away; `undefined` if there was no room for it. */
  readonly take: (state: number) => FleetState | undefined;
};

/** Makes room. */
export const newFrontier = (): Frontier => {
  const scenes = new Map<number, FleetState>();
  return {
    put: (state, scene) => {
      if (scenes.size < KEPT_MAX) scenes.set(state, scene);
    },
    take: (state) => {
      const scene = scenes.get(state);
      scenes.delete(state);
      return scene;
    },
  };
};
