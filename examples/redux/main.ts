/**
 * A fleet in a slice of Redux Toolkit: `step` takes the draft of the fleet, as the recipe has it.
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

/** What the slice holds. */
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

/** Takes a command to the fleet: `dispatch(commanded({ type: 'Activate', data: { ... } }))`. */
export const { commanded } = slice.actions;

/** Makes a store with the slice at `fleet`. */
export const createStore = (): EnhancedStore<{ readonly fleet: FleetState }> =>
  configureStore({
    reducer: { fleet: slice.reducer },
    // A fleet holds persistent trees, which are no plain objects; store `fleetToJson(fleet)`.
    middleware: (standard) => standard({ serializableCheck: { ignoredPaths: ['fleet.fleet'] } }),
  });
