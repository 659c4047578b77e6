/**
 * State coverage: which states of clusters, HSMs and backups were seen.
 *
 * @module
 */
import { type BackupState, type ClusterState, type HsmState } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';

/** States of clusters, of HSMs and of backups. */
export type ModelStates = {
  readonly cluster: readonly ClusterState[];
  readonly hsm: readonly HsmState[];
  readonly backup: readonly BackupState[];
};

/** Collects the states that occur in fleets. */
export type StateCoverage = {
  readonly note: (fleet: Fleet) => void;
  readonly seen: () => ModelStates;
  readonly neverSeen: () => ModelStates;
};

/** Whether the model ever enters a state, in the order of the lifecycle. */
type States<State extends string> = Readonly<Record<State, boolean>>;

/** The model has no updates of clusters (U-1). */
const CLUSTER: States<ClusterState> = {
  CREATE_IN_PROGRESS: true,
  UNINITIALIZED: true,
  INITIALIZE_IN_PROGRESS: true,
  INITIALIZED: true,
  ACTIVE: true,
  DEGRADED: true,
  UPDATE_IN_PROGRESS: false,
  MODIFY_IN_PROGRESS: true,
  ROLLBACK_IN_PROGRESS: true,
  DELETE_IN_PROGRESS: true,
  DELETED: true,
};

/** A deleted HSM leaves its cluster's list. */
const HSM: States<HsmState> = {
  CREATE_IN_PROGRESS: true,
  ACTIVE: true,
  DEGRADED: true,
  DELETE_IN_PROGRESS: true,
  DELETED: false,
};

const BACKUP: States<BackupState> = {
  CREATE_IN_PROGRESS: true,
  READY: true,
  PENDING_DELETION: true,
  DELETED: true,
};

const chosen = <State extends string>(
  states: States<State>,
  isChosen: (state: State) => boolean,
): readonly State[] => {
  const isState = (name: string): name is State => Object.hasOwn(states, name);
  return Object.keys(states).filter(isState).filter(isChosen);
};

/** States that the service's API names and the model never enters. */
export const neverEntered: ModelStates = {
  cluster: chosen(CLUSTER, (state) => !CLUSTER[state]),
  hsm: chosen(HSM, (state) => !HSM[state]),
  backup: chosen(BACKUP, (state) => !BACKUP[state]),
};

/**
 * Makes a collector of states.
 *
 * @param before - the states seen before; none if left out
 */
export const newStateCoverage = (
  before: ModelStates = { cluster: [], hsm: [], backup: [] },
): StateCoverage => {
  const clusters = new Set(before.cluster);
  const hsms = new Set(before.hsm);
  const backups = new Set(before.backup);
  const note: StateCoverage['note'] = (fleet) => {
    for (const holder of fleet.holders.values()) {
      for (const { state } of holder.backups) backups.add(state);
      if (holder.kind === 'COPY') continue;
      clusters.add(holder.state);
      for (const { state } of holder.hsms) hsms.add(state);
    }
  };
  const statesThat = (isSeen: boolean): ModelStates => ({
    cluster: chosen(CLUSTER, (state) => clusters.has(state) === isSeen),
    hsm: chosen(HSM, (state) => hsms.has(state) === isSeen),
    backup: chosen(BACKUP, (state) => backups.has(state) === isSeen),
  });
  return { note, seen: () => statesThat(true), neverSeen: () => statesThat(false) };
};
