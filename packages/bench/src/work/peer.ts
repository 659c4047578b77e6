/**
 * What a peer keeps of a cluster, and what a contestant is.
 *
 * @module
 */
import type { Move } from './move.ts';

/** An HSM, as a peer keeps it. */
export type PeerHsm = {
  readonly hsmId: string;
  readonly availabilityZone: string;
  readonly state: string;
  readonly expectedAt: number | undefined;
  readonly waitsFor: string | undefined;
};

/** A backup, as a peer keeps it. */
export type PeerBackup = {
  readonly backupId: string;
  readonly state: string;
  readonly cause: string;
  readonly createdAt: number;
  readonly expectedAt: number | undefined;
  readonly markableSince: number | undefined;
  readonly deleteAt: number | undefined;
};

/** A cluster, as a peer keeps it: what the rules of the measured operations need, and no more. */
export type PeerCluster = {
  readonly asOf: number;
  readonly zones: readonly string[];
  readonly retentionDays: number;
  readonly graceDays: number;
  readonly peerSince: number | undefined;
  readonly lastBackupAt: number | undefined;
  readonly hsms: readonly PeerHsm[];
  readonly backups: readonly PeerBackup[];
  readonly hsmsMade: number;
  readonly backupsMade: number;
};

/** One that does the work: from its own kind of state, by one move after another. */
export type Contestant<State> = {
  readonly name: string;
  /** Its state, from a cluster as peers keep one. Called again before each timed run. */
  readonly begin: () => State;
  /** One transition. */
  readonly apply: (state: State, move: Move) => State;
  /** What must be equal in all contestants. */
  readonly shown: (state: State) => PeerCluster;
};
