/**
 * What a log and a store in one database can do: store a backup and report it READY in one
 * transaction.
 *
 * @module
 */
import type { Answer } from '../kernel/answer.ts';
import type { Batch, EventLog, VersionConflict } from './event-log.ts';
import type { PutError, SealedBackup, SnapshotStore } from './snapshot-store.ts';

/**
 * A log, a store, and what they do in one transaction. It saves one transaction for each backup.
 *
 * A runtime uses it only if it was given exactly this log and this store, so it never bypasses a
 * port that the host has wrapped.
 */
export type Together = {
  readonly eventLog: EventLog;
  readonly snapshots: SnapshotStore;
  /** As `put` and then `append`, but both are durable or neither is. */
  readonly putAndAppend: (
    sealed: SealedBackup,
    batch: Batch,
  ) => Answer<PutError | VersionConflict, number>;
};
