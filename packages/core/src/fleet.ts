/**
 * The fleet of all accounts, across regions: commands by id, quotas, lost regions, time for all
 * holders at once, and the questions that operators ask.
 *
 * @module
 */
export { advanceFleet, eachDue, nextDueAt } from './fleet/advance-fleet.ts';
export { evolveFleet } from './fleet/evolve-fleet.ts';
export { emptyFleet, type EmptyFleet, type EmptyFleetRefusal } from './fleet/empty-fleet.ts';
export {
  clusterIn,
  holderIn,
  quotaIn,
  usageIn,
  type Fleet,
  type Quotas,
  type Usage,
} from './fleet/fleet.ts';
export type { FleetEvent, FleetWideEvent, FleetWideEventOf } from './fleet/fleet-event.ts';
export {
  forecastRetention,
  type Fate,
  type Forecast,
  type ForecastRetention,
} from './fleet/forecast-retention.ts';
export { legalCommands, type LegalCommands, type Legality } from './fleet/legal-commands.ts';
export {
  recoveryPoints,
  type RecoveryPoint,
  type RecoveryPoints,
  type RecoveryPointsOf,
  type UndeletablePoint,
} from './fleet/recovery-points.ts';
export { residualData, type ResidualData, type ResidualPlace } from './fleet/residual-data.ts';
export type { PlaceKind } from './fleet/places.ts';
export type { Runbook } from './fleet/runbook.ts';
export { step, type StepRefusal } from './fleet/step.ts';
export { equalFleets } from './fleet/equal-fleets.ts';
