/**
 * HSM hours, and what they cost.
 *
 * @module
 */
import { HOUR_MS, type Hsm } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { fleetReading, isLost } from '@hsm-lifecycle/runbooks';
import type { Measure } from '../life/measure.ts';
import { HSM_EVENTS } from './reading.ts';
import { steadyMeasure } from './steady.ts';

/** Prices, as data: the currency for one hour of an HSM of a type, or of any other type (`*`). */
export type Prices = {
  /** Such as `USD`. */
  readonly currency: string;
  readonly hsmHour: Readonly<Record<string, number>>;
  /** Where the prices come from, and when. */
  readonly source: string;
};

/** An HSM is billed once it has joined, until it has left; its replacement is the service's. */
const isBilled = ({ state, replaces }: Hsm): boolean =>
  state !== 'CREATE_IN_PROGRESS' && replaces === undefined;

const billed = (fleet: Fleet): readonly Hsm[] =>
  fleetReading(fleet)
    .clusters.filter(({ region }) => fleet.lost[region] !== 'DESTROYED')
    .flatMap(({ hsms }) => hsms.filter(isBilled));

/** Measures HSM hours, in milliseconds. */
export const hsmHoursMeasure = (): Measure =>
  steadyMeasure({
    name: 'HsmHours',
    labels: { hours: { kind: 'TOTAL', unit: 'ms', about: 'HSM hours' } },
    sees: HSM_EVENTS,
    read: ({ fleet }) => ({ hours: billed(fleet).length }),
  });

const MICRO = 1_000_000;

/** Measures what HSMs cost, in millionths of the currency. */
export const costMeasure = ({ hsmHour }: Prices): Measure =>
  steadyMeasure({
    name: 'Cost',
    labels: { hsms: { kind: 'TOTAL', unit: 'micro-currency', about: 'cost of HSMs' } },
    sees: HSM_EVENTS,
    read: ({ fleet }) => ({
      hsms: billed(fleet).reduce(
        (sum, { hsmType }) => sum + Math.round(MICRO * (hsmHour[hsmType] ?? hsmHour['*'] ?? 0)),
        0,
      ),
    }),
    amount: (microPerHour, ms) => Math.round((microPerHour * ms) / HOUR_MS),
  });

/** Whether an HSM serves: it works, and its region and zone are in reach. */
export const isServing = (
  { fleet, zonesOut }: { readonly fleet: Fleet; readonly zonesOut: readonly string[] },
  region: string,
  { state, availabilityZone }: Hsm,
): boolean =>
  state === 'ACTIVE' &&
  !isLost(fleet, region) &&
  !zonesOut.includes(availabilityZone) &&
  !fleet.lostZones.includes(availabilityZone);
