/**
 * Example clusters, copies and fleets, each made by commands, and small helpers for tests. Works
 * without fast-check.
 *
 * @module
 */
export { cluster, clusterWith, type ClusterWith, type GrownState } from './examples/cluster.ts';
export { copiedFrom, copy, restoredFrom } from './examples/copy.ts';
export {
  clustersIn,
  copiesIn,
  fleet,
  growFleet,
  growth,
  type CommandMaker,
} from './examples/fleet.ts';
export { freshFleet } from './examples/fresh-fleet.ts';
export { given, givenFleet, type Decision, type Given } from './examples/given.ts';
export {
  aNewCluster,
  CLUSTER_ID,
  COPY_ID,
  ELSEWHERE,
  REGION,
  RESTORED_ID,
  START,
  subnets,
} from './examples/inputs.ts';
export { after, accepted, eventsOf, refusalOf, typesOf } from './examples/outcome.ts';
export { inProgress, settled, type InProgress } from './examples/settled.ts';
