/**
 * Simulates fleets at random, many times, and says what to expect, with intervals.
 *
 * @module
 */
export type { Distribution } from './random/distribution.ts';
export { spanAt } from './random/quantile.ts';
export type { Luck } from './random/luck.ts';
export type {
  TimerTopic,
  Act,
  Moment,
  OverlayAct,
  Process,
  ProcessKind,
  Reaction,
  Ringing,
  Timer,
  Woken,
  World,
} from './life/process.ts';
export type {
  Call,
  LabelKind,
  LabelOf,
  Measure,
  Observation,
  MeasureReaction,
  Unit,
} from './life/measure.ts';
export type { LifeStep, Listener, Sink } from './life/life.ts';
export type { Machine, Simulation } from './life/simulation.ts';
export { live, type RunEnd } from './life/live.ts';
export type { Runaway } from './life/tick.ts';
export { contentsChurnProcess, type ContentsChurn } from './processes/contents-churn.ts';
export { hsmFailuresProcess, type HsmFailures } from './processes/hsm-failures.ts';
export { jobStopsProcess, type JobStops } from './processes/job-stops.ts';
export { pauseScheduleProcess, type PauseSchedule } from './processes/pause-schedule.ts';
export { regionOutageProcess, type RegionOutage } from './processes/region-outage.ts';
export { runbookProcess, type DeployedRunbook } from './processes/runbook-process.ts';
export { workProcess, type WorkName, type WorkTime, type WorkTimes } from './processes/work.ts';
export { wrongDeletionProcess, type WrongDeletion } from './processes/wrong-deletion.ts';
export { zoneOutageProcess, type ZoneOutage } from './processes/zone-outage.ts';
export { backupsHeldMeasure, type BackupsHeldIn } from './measures/backups-held.ts';
export { callsMeasure } from './measures/calls.ts';
export { exposureMeasure, type ExposureFor } from './measures/exposure.ts';
export { costMeasure, hsmHoursMeasure, type Prices } from './measures/hsm-hours.ts';
export { lostContentsMeasure } from './measures/lost-contents.ts';
export { recoveryPointMeasure, type RecoveryPointIf } from './measures/recovery-point.ts';
export { recoveryTimeMeasure, type RecoveryTimeTo } from './measures/recovery-time.ts';
export { servingMeasure, type ServingWith } from './measures/serving.ts';
export {
  mergeSummaries,
  runsIn,
  type MergeRefusal,
  type RunRange,
  type Summary,
} from './summary/summary.ts';
export { summaryFromJson, summaryToJson, type SummaryJson } from './summary/summary-json.ts';
export type { Bin, Section, Tally } from './summary/tally.ts';
export { CONFIDENCE, type Estimate, type Method } from './statistics/interval.ts';
export {
  estimate,
  statisticName,
  STATISTICS,
  type Figure,
  type NoSuchFigure,
  type Statistic,
} from './statistics/estimate.ts';
export {
  verdictOn,
  type ExpectedFigure,
  type FigureVerdict,
  type VerdictWord,
} from './statistics/verdict.ts';
export { emptySummary, simulate, type Campaign } from './campaign/simulate.ts';
export type {
  Beginning,
  Limit,
  Scenario,
  ScenarioExpect,
  ScenarioMeasure,
  ScenarioProcess,
  ScenarioRunbook,
} from './scenario/scenario.ts';
export { decodeScenario, SCENARIO_FORMAT, scenarioSchema } from './scenario/scenario-codec.ts';
export { fleetOfDrill } from './scenario/begin-fleet.ts';
export { resolveScenario, type ResolvedScenario } from './scenario/resolve.ts';
export {
  compareRuns,
  emptyComparison,
  mergeComparisons,
  type PairedSummary,
  type PairedDifference,
  type Pair,
} from './campaign/compare.ts';
export { pairedEstimate, pairedQuantile, type PairedEstimate } from './campaign/paired.ts';
export {
  chunksOf,
  missingRanges,
  runRanges,
  type RangePerformer,
  type RunRanges,
} from './campaign/run-ranges.ts';
export { FIRST_LOOK, isPrecise, looksUpTo, type Precision } from './campaign/stopping.ts';
