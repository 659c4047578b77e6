/**
 * A fleet in a Redux Toolkit slice: `step` accepts the draft of the fleet.
 *
 * @module
 */
import {
  configureStore,
  createSlice,
  type EnhancedStore,
  type PayloadAction,
} from '@reduxjs/toolkit';
import { explain, type Command } from '@hsm-lifecycle/core';
import { emptyFleet, step, type Fleet } from '@hsm-lifecycle/core/fleet';

/** The state of the slice. */
export type FleetState = { readonly fleet: Fleet; readonly refused: readonly string[] };

const empty = emptyFleet({ at: 0 });
if (empty._tag === 'Left') throw new Error(explain(empty.left));
const initialState: FleetState = { fleet: empty.right, refused: [] };

const slice = createSlice({
  name: 'fleet',
  initialState,
  reducers: {
    commanded: (state, { payload }: PayloadAction<Command>) => {
      const outcome = step(state.fleet, payload);
      if (outcome._tag === 'Right') return { ...state, fleet: outcome.right[0] };
      state.refused.push(explain(outcome.left));
      return state;
    },
  },
});

/** Gives a command to the fleet: `dispatch(commanded({ type: 'Activate', data: { ... } }))`. */
export const { commanded } = slice.actions;

/** Makes a store with the slice at `fleet`. */
export const createStore = (): EnhancedStore<{ readonly fleet: FleetState }> =>
  configureStore({
    reducer: { fleet: slice.reducer },
    // A fleet contains persistent trees, not plain objects; to store it, use `fleetToJson(fleet)`.
    middleware: (standard) => standard({ serializableCheck: { ignoredPaths: ['fleet.fleet'] } }),
  });
