/**
 * Bare writes with libsql: the rows of the runtime of 0.1.0 in its transactions, without any query,
 * check, decision or sealing. One transaction for a tag; three for a command that seals: the
 * events, the sealed backup with its report, the report of the HSM.
 *
 * @module
 */
import Database from 'libsql';

/** A file to write to. */
export type BareSqlite = {
  /** One transaction with one event. */
  readonly tag: () => void;
  /** Three transactions: an HSM joins or leaves, with a backup sealed, stored and reported. */
  readonly seal: () => void;
  /** How many rows each table has. */
  readonly counts: () => Readonly<Record<string, number>>;
  readonly close: () => void;
};

const SETTINGS = [
  'locking_mode = EXCLUSIVE',
  'journal_mode = WAL',
  'synchronous = FULL',
  'secure_delete = ON',
];

const TABLES = `
  CREATE TABLE entries (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL,
    event TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, version)
  ) STRICT;
  CREATE TABLE payloads (
    payload TEXT PRIMARY KEY, salt BLOB NOT NULL UNIQUE, commitment BLOB NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE pieces (
    payload TEXT NOT NULL, piece INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (payload, piece)
  ) STRICT;
  CREATE TABLE records (
    holder TEXT PRIMARY KEY, payload TEXT, generation INTEGER NOT NULL, facts TEXT NOT NULL,
    commitment BLOB, record BLOB
  ) STRICT;
  CREATE INDEX records_by_payload ON records (payload) WHERE record IS NOT NULL;
`;

const NAMES = ['entries', 'payloads', 'pieces', 'records'] as const;

/** The lengths of what a small cluster writes. */
const [PAYLOAD_BYTES, RECORD_BYTES, MARK_BYTES, FACTS_CHARACTERS] = [420, 150, 32, 260];
const [EVENT_CHARACTERS, TAG_CHARACTERS] = [260, 180];

const statements = (database: Database.Database) => ({
  entry: database.prepare(
    'INSERT INTO entries (position, stream, version, event, metadata) VALUES (?, ?, ?, ?, ?)',
  ),
  payload: database.prepare('INSERT INTO payloads (payload, salt, commitment) VALUES (?, ?, ?)'),
  piece: database.prepare('INSERT INTO pieces (payload, piece, bytes) VALUES (?, ?, ?)'),
  record: database.prepare(
    `INSERT OR REPLACE INTO records (holder, payload, generation, facts, commitment, record)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ),
});

/** Bytes that never occur twice. */
const marked = (number: number, length: number): Uint8Array => {
  const bytes = new Uint8Array(length).fill(7);
  new DataView(bytes.buffer).setFloat64(0, number);
  return bytes;
};

/** Opens a file for bare writes. */
export const bareSqlite = (path: string): BareSqlite => {
  const database = new Database(path);
  for (const setting of SETTINGS) database.pragma(setting);
  database.exec(TABLES);
  const sql = statements(database);
  let position = 0;
  let backups = 0;
  const event = (characters: number): void => {
    position += 1;
    sql.entry.run([position, 'cluster-abcdefg2345', position, 'x'.repeat(characters), '{}']);
  };
  const inTransaction = (work: () => void): void => {
    database.exec('BEGIN IMMEDIATE');
    work();
    database.exec('COMMIT');
  };
  const backup = (): void => {
    backups += 1;
    const id = `backup-${backups}`;
    const commitment = marked(-backups, MARK_BYTES);
    sql.payload.run([id, marked(backups, MARK_BYTES), commitment]);
    sql.piece.run([id, 0, marked(backups, PAYLOAD_BYTES)]);
    const record = marked(backups, RECORD_BYTES);
    sql.record.run([id, id, 0, 'f'.repeat(FACTS_CHARACTERS), commitment, record]);
    event(EVENT_CHARACTERS);
  };
  return {
    tag: () => inTransaction(() => event(TAG_CHARACTERS)),
    seal: () => {
      inTransaction(() => {
        event(EVENT_CHARACTERS);
        event(EVENT_CHARACTERS);
      });
      inTransaction(backup);
      inTransaction(() => event(EVENT_CHARACTERS));
    },
    counts: () =>
      Object.fromEntries(
        NAMES.map((name) => {
          const row: unknown = database.prepare(`SELECT count(*) AS rows FROM ${name}`).get([]);
          return [name, Number(Reflect.get(Object(row), 'rows'))];
        }),
      ),
    close: () => database.close(),
  };
};
