/**
 * The port to a durable store of fleets: logs of events, sealed backups, and work that is not done.
 *
 * @module
 */
import type { Answer } from '../kernel/answer.ts';
import type { StoreChange, Committed, Head, StoredEvent } from './change.ts';
import type { Claim, ClaimBy, Claimed, PendingEffect } from './effect-row.ts';
import type { StoredBackup } from './key-entry.ts';
import type { ClaimLost, CommitError } from './refusals.ts';
import type { StorageFailed } from './storage-failed.ts';

/** Which events to read, oldest first. */
export type ReadFrom = {
  readonly fleet: string;
  /** The last position already known; 0 for none. */
  readonly after: number;
  /** The maximum number of events. */
  readonly limit?: number;
  /** Only the events of one stream. */
  readonly stream?: string;
};

/** A fleet at a position of its log, so that a start need not replay from the first event. */
export type Checkpoint = {
  readonly fleet: string;
  readonly head: Head;
  readonly text: string;
};

/** When to try an effect again, and why. */
export type Retry = {
  /** In milliseconds since the epoch; 0 for at once. */
  readonly runAt: number;
  readonly error: string;
};

/** How a store is. */
export type StoreHealth = {
  readonly pending: number;
  /**
   * False while bytes of a destroyed record may still lie beside the data, because the store could
   * not erase them yet. Every later call tries again.
   */
  readonly isErased: boolean;
};

/** The port. A Right means that the bytes are durable. */
export type Store = {
  /**
   * Writes a change, if the fleet's log has the expected head, every claim in `done` still holds,
   * and every record can be written; else nothing.
   */
  readonly commit: (change: StoreChange) => Answer<CommitError, Committed>;
  readonly head: (fleet: string) => Answer<StorageFailed, Head>;
  readonly read: (from: ReadFrom) => Answer<StorageFailed, readonly StoredEvent[]>;
  /** The fleets whose logs have moved beyond the given positions, sorted. */
  readonly moved: (
    cursors: ReadonlyMap<string, number>,
    limit: number,
  ) => Answer<StorageFailed, readonly string[]>;
  readonly checkpoint: (fleet: string) => Answer<StorageFailed, Checkpoint | undefined>;
  /** Keeps a checkpoint, unless there is one at its position or later. */
  readonly keep: (checkpoint: Checkpoint) => Answer<StorageFailed, void>;
  /** The key record of a holder with its payload; undefined if there is none any more. */
  readonly sealed: (
    fleet: string,
    holderId: string,
  ) => Answer<StorageFailed, StoredBackup | undefined>;
  /** The ids of all who have a record, sorted. */
  readonly holders: (fleet: string) => Answer<StorageFailed, readonly string[]>;
  /**
   * Claims effects that nobody else has: oldest first, those that are to run by now, and none
   * before an older effect of its fleet that writes what it reads or writes, or reads what it
   * writes.
   */
  readonly claim: (
    by: ClaimBy & { readonly fleet: string },
  ) => Answer<StorageFailed, readonly Claimed[]>;
  /** Gives a claim back, so that the effect is tried again. */
  readonly release: (claim: Claim, next: Retry) => Answer<ClaimLost | StorageFailed, void>;
  /** The effects of a fleet that are not done, oldest first. */
  readonly pending: (fleet: string) => Answer<StorageFailed, readonly PendingEffect[]>;
  readonly health: () => Answer<StorageFailed, StoreHealth>;
  readonly close: () => Promise<void>;
};
