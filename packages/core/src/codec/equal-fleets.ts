/**
 * Equality of fleets.
 *
 * @module
 */
import { fleetToJson } from './fleet-json.ts';
import type { Fleet } from '../fleet/fleet.ts';

/**
 * Tells whether two fleets say the same: whether `fleetToJson` gives the same text for both.
 *
 * Never compare fleets by structure: equal trees may differ inside, depending on the order in
 * which they were written.
 */
export const equalFleets = (a: Fleet, b: Fleet): boolean =>
  a === b ||
  (a.asOf === b.asOf &&
    a.started === b.started &&
    a.holders.size === b.holders.size &&
    fleetToJson(a) === fleetToJson(b));
