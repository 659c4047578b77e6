/**
 * A log in memory, for tests.
 *
 * @module
 */
import { left, right } from '../kernel/either.ts';
import type {
  Batch,
  LogCheckpoint,
  EventLog,
  LogEntry,
  VersionConflict,
} from '../ports/event-log.ts';

const copied = <Value>(value: Value): Value => structuredClone(value);

const conflictIn = (
  entries: readonly LogEntry[],
  { expected }: Batch,
): VersionConflict | undefined => {
  for (const [stream, version] of expected) {
    const actual = entries.filter((it) => it.stream === stream).length;
    if (actual !== version) return { _tag: 'VersionConflict', stream, expected: version, actual };
  }
  return undefined;
};

/** Makes an empty log. It copies what goes in and out, like a file. */
export const memoryEventLog = (): EventLog => {
  const log: LogEntry[] = [];
  let newest: LogCheckpoint | undefined;
  return {
    append: async (batch) => {
      const conflict = conflictIn(log, batch);
      if (conflict !== undefined) return left(conflict);
      for (const { stream, event, metadata = {} } of batch.entries) {
        const version = log.filter((it) => it.stream === stream).length + 1;
        log.push(copied({ position: log.length + 1, stream, version, event, metadata }));
      }
      return right(log.length);
    },
    readStream: async (stream, { after, limit } = { after: 0 }) =>
      right(copied(log.filter((it) => it.stream === stream && it.version > after).slice(0, limit))),
    readAll: async ({ after, limit }) =>
      right(copied(log.slice(after, limit === undefined ? undefined : after + limit))),
    saveCheckpoint: async (checkpoint) => {
      newest = checkpoint;
      return right(undefined);
    },
    newestCheckpoint: async () => right(newest),
  };
};
