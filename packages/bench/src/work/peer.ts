/**
 * A cluster in the form of the peers, and contestants.
 *
 * @module
 */
import type { Move } from './move.ts';

/** An HSM in the form of the peers. */
export type PeerHsm = {
  readonly hsmId: string;
  readonly availabilityZone: string;
  readonly state: string;
  readonly expectedAt: number | undefined;
  readonly waitsFor: string | undefined;
};

/** A backup in the form of the peers. */
export type PeerBackup = {
  readonly backupId: string;
  readonly state: string;
  readonly cause: string;
  readonly createdAt: number;
  readonly expectedAt: number | undefined;
  readonly markableSince: number | undefined;
  readonly deleteAt: number | undefined;
};

/** A cluster in the form of the peers: only what the rules of the measured transitions need. */
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

/** A contestant: applies one move after another to its own kind of state. */
export type Contestant<State> = {
  readonly name: string;
  /** Makes its state from a cluster in the peers' form. Called again before each timed run. */
  readonly begin: () => State;
  /** One transition. */
  readonly apply: (state: State, move: Move) => State;
  /** The part that must be equal in all contestants. */
  readonly shown: (state: State) => PeerCluster;
};
