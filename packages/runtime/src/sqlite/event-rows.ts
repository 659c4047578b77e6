/**
 * The tables of events, heads and checkpoints.
 *
 * @module
 */
import { EMPTY_HEAD } from '../store/chain.ts';
import type { Head, NewEvent, StoredEvent } from '../store/change.ts';
import type { Checkpoint, ReadFrom } from '../store/store.ts';
import type { Driver } from './driver.ts';
import { asBytes, bytesIn, numberIn, storedTextIn } from './rows.ts';

const eventOf = (row: unknown): StoredEvent => ({
  position: numberIn(row, 'position'),
  stream: storedTextIn(row, 'stream'),
  version: numberIn(row, 'version'),
  type: storedTextIn(row, 'type'),
  schema: numberIn(row, 'schema'),
  body: storedTextIn(row, 'body'),
  metadata: storedTextIn(row, 'metadata'),
  commit: storedTextIn(row, 'commit_id'),
});

const headOf = (row: unknown): Head =>
  row === undefined
    ? EMPTY_HEAD
    : { position: numberIn(row, 'position'), chain: bytesIn(row, 'chain') };

/** SQLite's value for no limit. */
const ALL = -1;

const TEXTS = asBytes('stream', 'type', 'body', 'metadata', 'commit_id');

const READ = `position, version, schema, ${TEXTS}`;

const statements = (driver: Driver) => ({
  head: driver.prepare('SELECT position, chain FROM fleets WHERE fleet = ?'),
  setHead: driver.prepare(
    'INSERT OR REPLACE INTO fleets (fleet, position, chain) VALUES (?, ?, ?)',
  ),
  insert: driver.prepare(
    `INSERT INTO events
     (fleet, position, stream, version, type, schema, body, metadata, commit_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  stream: driver.prepare(
    `SELECT ${READ} FROM events WHERE fleet = ? AND position > ? AND stream = ?
     ORDER BY events.position LIMIT ?`,
  ),
  all: driver.prepare(
    `SELECT ${READ} FROM events WHERE fleet = ? AND position > ? ORDER BY events.position LIMIT ?`,
  ),
  fleets: driver.prepare(`SELECT ${asBytes('fleet')}, position FROM fleets ORDER BY fleets.fleet`),
  keep: driver.prepare(
    `INSERT INTO checkpoints (fleet, position, chain, text) VALUES (?, ?, ?, ?)
     ON CONFLICT (fleet) DO UPDATE
     SET position = excluded.position, chain = excluded.chain, text = excluded.text
     WHERE excluded.position > checkpoints.position`,
  ),
  newest: driver.prepare(
    `SELECT position, chain, ${asBytes('text')} FROM checkpoints WHERE fleet = ?`,
  ),
});

/** Events, heads and checkpoints. Write inside a transaction. */
export type EventRows = {
  readonly head: (fleet: string) => Head;
  readonly append: (after: Head, events: readonly NewEvent[], of: EventsOf) => void;
  readonly read: (from: ReadFrom) => readonly StoredEvent[];
  readonly moved: (cursors: ReadonlyMap<string, number>, limit: number) => readonly string[];
  readonly checkpoint: (fleet: string) => Checkpoint | undefined;
  readonly keep: (checkpoint: Checkpoint) => void;
};

/** The fleet and the commit that events are of, and the head before them. */
export type EventsOf = {
  readonly fleet: string;
  readonly commit: string;
  readonly before: number;
};

/** Access to the events in a database. */
export const eventRows = (driver: Driver): EventRows => {
  const sql = statements(driver);
  return {
    head: (fleet) => headOf(sql.head.get([fleet])),
    append: (after, events, { fleet, commit, before }) => {
      let position = before;
      for (const { stream, version, type, schema, body, metadata } of events) {
        position += 1;
        sql.insert.run([fleet, position, stream, version, type, schema, body, metadata, commit]);
      }
      if (events.length > 0) sql.setHead.run([fleet, after.position, after.chain]);
    },
    read: ({ fleet, after, limit = ALL, stream }) =>
      (stream === undefined
        ? sql.all.all([fleet, after, limit])
        : sql.stream.all([fleet, after, stream, limit])
      ).map(eventOf),
    moved: (cursors, limit) =>
      sql.fleets
        .all([])
        .map((row) => [storedTextIn(row, 'fleet'), numberIn(row, 'position')] as const)
        .filter(([fleet, position]) => position > (cursors.get(fleet) ?? 0))
        .map(([fleet]) => fleet)
        .slice(0, limit),
    checkpoint: (fleet) => {
      const row = sql.newest.get([fleet]);
      return row === undefined
        ? undefined
        : { fleet, head: headOf(row), text: storedTextIn(row, 'text') };
    },
    keep: ({ fleet, head, text }) => {
      sql.keep.run([fleet, head.position, head.chain, text]);
    },
  };
};
