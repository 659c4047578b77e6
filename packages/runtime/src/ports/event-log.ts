/**
 * The port to a durable log of events, in streams and in one total order.
 *
 * @module
 */
import type { Answer } from '../kernel/answer.ts';
import type { StorageFailed } from './storage-failed.ts';

/**
 * What a host stores beside an event, such as a correlation id. Plain JSON; the model never reads
 * it.
 */
export type Metadata = Readonly<Record<string, unknown>>;

/** An event to append. The log does not interpret it. */
export type NewEntry = {
  readonly stream: string;
  /** Plain JSON. */
  readonly event: unknown;
  readonly metadata?: Metadata;
};

/** An event in the log. */
export type LogEntry = {
  /** Its position in the whole log: from 1, without gaps. */
  readonly position: number;
  readonly stream: string;
  /** Its position in its stream: from 1, without gaps. */
  readonly version: number;
  readonly event: unknown;
  readonly metadata: Metadata;
};

/** Events that are appended together or not at all, in this order. */
export type Batch = {
  readonly entries: readonly NewEntry[];
  /**
   * The version that the writer expects of each stream. A stream that is not named is not checked.
   */
  readonly expected: ReadonlyMap<string, number>;
};

/** A stream has another version than expected. Nothing was appended. */
export type VersionConflict = {
  readonly _tag: 'VersionConflict';
  readonly stream: string;
  readonly expected: number;
  readonly actual: number;
};

/** The fleet at a position of the log, so that a start need not replay from the first event. */
export type LogCheckpoint = { readonly position: number; readonly text: string };

/** Where reading starts and stops. */
export type ReadFrom = {
  /** The last position or version already known; 0 for none. */
  readonly after: number;
  /** The maximum number of entries. */
  readonly limit?: number;
};

/** The port. A Right means that the bytes are durable. */
export type EventLog = {
  /** Appends a batch atomically. Right: the position of the log's last event. */
  readonly append: (batch: Batch) => Answer<VersionConflict | StorageFailed, number>;
  /** Reads one stream, oldest first; `after` is a version. */
  readonly readStream: (
    stream: string,
    from?: ReadFrom,
  ) => Answer<StorageFailed, readonly LogEntry[]>;
  /** Reads all streams, oldest first; `after` is a position. */
  readonly readAll: (from: ReadFrom) => Answer<StorageFailed, readonly LogEntry[]>;
  /** Replaces the checkpoint. */
  readonly saveCheckpoint: (checkpoint: LogCheckpoint) => Answer<StorageFailed, void>;
  readonly newestCheckpoint: () => Answer<StorageFailed, LogCheckpoint | undefined>;
};
