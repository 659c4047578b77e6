/**
 * Symmetry reduction: which states count as equal.
 *
 * @module
 */
import { fleetToJson } from '@hsm-lifecycle/core/codec';
import type { FleetState } from '@hsm-lifecycle/testing/laws';

/** Maps a state to a canonical text. States with the same text are explored once. */
export type Symmetry = (state: FleetState) => string;

/**
 * No symmetry reduction: two states count as equal only if their fleets and instants are. Never
 * wrong, and the slowest.
 */
export const exactly: Symmetry = ({ fleet, at }) => `${at} ${fleetToJson(fleet)}`;
