/**
 * Which of the model's states were seen.
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

/** Notes which states there are in fleets. */
export type StateCoverage = {
  readonly note: (fleet: Fleet) => void;
  readonly seen: () => ModelStates;
  readonly neverSeen: () => ModelStates;
};

/** In the order of a life; whether the machine ever enters it. */
type States<State extends string> = Readonly<Record<State, boolean>>;

/** A cluster is not updated (U-1), and types are not migrated. */
const CLUSTER: States<ClusterState> = {
  CREATE_IN_PROGRESS: true,
  UNINITIALIZED: true,
  INITIALIZE_IN_PROGRESS: true,
  INITIALIZED: true,
  ACTIVE: true,
  DEGRADED: true,
  UPDATE_IN_PROGRESS: false,
  MODIFY_IN_PROGRESS: false,
  ROLLBACK_IN_PROGRESS: false,
  DELETE_IN_PROGRESS: true,
  DELETED: true,
};

/** An HSM that is gone is not shown. */
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

/** The service's own words for states that the machine never enters. */
export const neverEntered: ModelStates = {
  cluster: chosen(CLUSTER, (state) => !CLUSTER[state]),
  hsm: chosen(HSM, (state) => !HSM[state]),
  backup: chosen(BACKUP, (state) => !BACKUP[state]),
};

/**
 * Makes sightings.
 *
 * @param before - what was seen before; nothing if left out
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
  const that = (isSeen: boolean): ModelStates => ({
    cluster: chosen(CLUSTER, (state) => clusters.has(state) === isSeen),
    hsm: chosen(HSM, (state) => hsms.has(state) === isSeen),
    backup: chosen(BACKUP, (state) => backups.has(state) === isSeen),
  });
  return { note, seen: () => that(true), neverSeen: () => that(false) };
};
