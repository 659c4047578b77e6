/**
 * The port to a log of events in streams: what has happened, durably, in one order.
 *
 * @module
 */
import type { Answer } from '../kernel/answer.ts';
import type { StorageFailed } from './storage-failed.ts';

/**
 * What a host notes beside an event, such as a correlation id. Plain JSON; no fold ever reads it.
 */
export type Metadata = Readonly<Record<string, unknown>>;

/** An event to be appended. The log does not look into it. */
export type NewEntry = {
  readonly stream: string;
  /** Plain JSON. */
  readonly event: unknown;
  readonly metadata?: Metadata;
};

/** An event in the log. */
export type LogEntry = {
  /** Its place in the whole log, from 1, without gaps. */
  readonly position: number;
  readonly stream: string;
  /** Its place in its stream, from 1, without gaps. */
  readonly version: number;
  readonly event: unknown;
  readonly metadata: Metadata;
};

/** Events that are appended all together or not at all, in this order. */
export type Batch = {
  readonly entries: readonly NewEntry[];
  /**
   * By stream, how many events the writer knows it to have. A stream that is not named is not
   * checked.
   */
  readonly expected: ReadonlyMap<string, number>;
};

/** Somebody else has appended to a stream, or has not yet. Nothing was appended. */
export type VersionConflict = {
  readonly _tag: 'VersionConflict';
  readonly stream: string;
  readonly expected: number;
  readonly actual: number;
};

/**
 * A fold of the log as it was at a position, so that opening need not replay from the first event.
 */
export type LogCheckpoint = { readonly position: number; readonly text: string };

/** Where reading starts, and where it stops. */
export type ReadFrom = {
  /** The last position, or version, that is already known; 0 for none. */
  readonly after: number;
  /** How many entries to give at most. */
  readonly limit?: number;
};

/** The port. Every answer that is Right says that the bytes are durable. */
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
  /** Keeps a checkpoint instead of any older one. */
  readonly saveCheckpoint: (checkpoint: LogCheckpoint) => Answer<StorageFailed, void>;
  readonly newestCheckpoint: () => Answer<StorageFailed, LogCheckpoint | undefined>;
};
