/**
 * What a log and a store can do together that are one database: keep a backup and say that it is
 * READY, all or nothing.
 *
 * @module
 */
import type { Answer } from '../kernel/answer.ts';
import type { Batch, EventLog, VersionConflict } from './event-log.ts';
import type { PutError, SealedBackup, SnapshotStore } from './snapshot-store.ts';

/**
 * A log, a store, and the one thing that they do together. It saves a transaction for each backup.
 *
 * A runtime makes use of it only if it was given these very two: a host that puts something of its
 * own before either is not passed by.
 */
export type Together = {
  readonly eventLog: EventLog;
  readonly snapshots: SnapshotStore;
  /** As `put` and `append` one after the other, but both are durable or neither. */
  readonly putAndAppend: (
    sealed: SealedBackup,
    batch: Batch,
  ) => Answer<PutError | VersionConflict, number>;
};
