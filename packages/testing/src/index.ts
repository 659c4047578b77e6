/**
 * Examples, arbitraries, generated histories, laws and a reference model, for tests of code that
 * embeds `@hsm-lifecycle/core`.
 *
 * `/examples` and `/laws` have parts of it that work without fast-check.
 *
 * @module
 */
export {
  aBackup,
  aBackupWith,
  aCluster,
  aClusterWith,
  aCommand,
  aCommandFor,
  aCommandWith,
  aCopy,
  aCopyWith,
  aFleet,
  aFleetWith,
  type AddressedCommand,
  type HeldBackup,
} from './arbitraries/a-fleet.ts';
export {
  aBackupId,
  aCertificate,
  aClusterId,
  aKey,
  aKeyId,
  anEniId,
  anHsmId,
  anInstant,
  anIpAddress,
  aPlatform,
  aRegion,
  aRole,
  aUser,
  aUserName,
  aZone,
  platformOf,
  retentionDaysOf,
  someRetentionDays,
  someSubnetsIn,
  someTags,
} from './arbitraries/values.ts';
export {
  after,
  accepted,
  cluster,
  clustersIn,
  clusterWith,
  CLUSTER_ID,
  aNewCluster,
  copiedFrom,
  copiesIn,
  copy,
  COPY_ID,
  ELSEWHERE,
  eventsOf,
  fleet,
  freshFleet,
  given,
  givenFleet,
  growFleet,
  growth,
  inProgress,
  refusalOf,
  REGION,
  restoredFrom,
  RESTORED_ID,
  settled,
  START,
  subnets,
  typesOf,
  type ClusterWith,
  type CommandMaker,
  type Decision,
  type Given,
  type GrownState,
  type InProgress,
} from './examples.ts';
export { aHistory, aHistoryWith, type HistoryWith } from './histories/a-history.ts';
export type { CommandMix } from './histories/commands/proposing.ts';
export {
  checkHistories,
  forAllHistories,
  type ForAllHistories,
  type HistoryBreach,
  type HistoryReport,
} from './histories/for-all-histories.ts';
export {
  historyText,
  type Crash,
  type FleetHistory,
  type HistoryStep,
} from './histories/history.ts';
export { seedFromEnvironment } from './histories/seed.ts';
export { withRunbook } from './histories/with-runbook.ts';
export {
  deepLaws,
  deepLawsOf,
  everythingEnds,
  firstBreach,
  laws,
  momentsOf,
  nothingReturns,
  stateLaws,
  type Breach,
  type Checks,
  type CoreFunctions,
  type FleetMachine,
  type FleetState,
  type Law,
  type LawMoment,
  type LawStep,
  type NothingReturns,
  type StateLaw,
  type Trace,
} from './laws.ts';
export {
  compareWithReference,
  type CompareWithReference,
  type Comparison,
  type Difference,
  type StepCounts,
} from './reference/compare-with-reference.ts';
