/**
 * The table of key records. A destroyed record leaves an empty row, so that its holder can never
 * have another.
 *
 * @module
 */
import type { KeyEntry } from '../store/key-entry.ts';
import type { RecordDestroyed, RecordExists } from '../store/refusals.ts';
import type { Driver } from './driver.ts';
import {
  asBytes,
  bytesIn,
  isNull,
  jsonIn,
  numberIn,
  RowDamaged,
  storedTextIn,
  textIn,
} from './rows.ts';

const factsOf = (
  row: unknown,
): Pick<KeyEntry, 'clusterId' | 'originRegion' | 'holder' | 'isVerified'> => {
  const facts = jsonIn(row, 'facts');
  const holder: unknown =
    typeof facts === 'object' && facts !== null ? Reflect.get(facts, 'holder') : undefined;
  const isVerified: unknown =
    typeof facts === 'object' && facts !== null ? Reflect.get(facts, 'isVerified') : undefined;
  if (typeof isVerified !== 'boolean') throw new RowDamaged('facts are not those of a key record');
  return {
    clusterId: textIn(facts, 'clusterId'),
    originRegion: textIn(facts, 'originRegion'),
    holder: {
      region: textIn(holder, 'region'),
      manufacturer: textIn(holder, 'manufacturer'),
      backupId: textIn(holder, 'backupId'),
    },
    isVerified,
  };
};

const entryOf = (row: unknown): KeyEntry => ({
  holderId: storedTextIn(row, 'holder'),
  payloadId: storedTextIn(row, 'payload'),
  ...factsOf(row),
  generation: numberIn(row, 'generation'),
  commitment: bytesIn(row, 'commitment'),
  record: bytesIn(row, 'record'),
});

/** Key records by holder. */
export type KeyRecords = {
  readonly taken: (fleet: string, holderId: string) => RecordExists | RecordDestroyed | undefined;
  readonly read: (fleet: string, holderId: string) => KeyEntry | undefined;
  readonly write: (fleet: string, entry: KeyEntry) => void;
  /** Destroys the record, and gives the id of its payload. */
  readonly destroy: (fleet: string, holderId: string) => string | undefined;
  readonly hasPayload: (fleet: string, payloadId: string) => boolean;
  readonly holders: (fleet: string) => readonly string[];
};

const statements = (driver: Driver) => ({
  select: driver.prepare(
    `SELECT ${asBytes('holder', 'payload', 'facts')}, generation, commitment, record
     FROM records WHERE fleet = ? AND holder = ?`,
  ),
  upsert: driver.prepare(
    // In place: a row that is deleted and inserted anew moves between pages, and leaves copies of a
    // destroyed key behind that secure_delete does not see.
    `INSERT INTO records
     (fleet, holder, payload, generation, facts, commitment, record)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (fleet, holder) DO UPDATE SET
       payload = excluded.payload, generation = excluded.generation, facts = excluded.facts,
       commitment = excluded.commitment, record = excluded.record`,
  ),
  sharing: driver.prepare(
    `SELECT count(*) AS sharing FROM records
     WHERE fleet = ? AND payload = ? AND record IS NOT NULL`,
  ),
  ids: driver.prepare(
    `SELECT ${asBytes('holder')} FROM records
     WHERE fleet = ? AND record IS NOT NULL ORDER BY records.holder`,
  ),
});

/** Access to the key records in a database. Write inside a transaction. */
export const keyRecords = (driver: Driver): KeyRecords => {
  const { select, upsert, sharing, ids } = statements(driver);
  const found = (fleet: string, holderId: string): unknown => {
    const row = select.get([fleet, holderId]);
    return row === undefined || isNull(row, 'record') ? undefined : row;
  };
  return {
    taken: (fleet, holderId) => {
      const row = select.get([fleet, holderId]);
      if (row === undefined) return undefined;
      if (isNull(row, 'record')) return { _tag: 'RecordDestroyed', holderId };
      return { _tag: 'RecordExists', holderId, generation: numberIn(row, 'generation') };
    },
    read: (fleet, holderId) => {
      const row = found(fleet, holderId);
      return row === undefined ? undefined : entryOf(row);
    },
    write: (fleet, { holderId, payloadId, generation, commitment, record, ...facts }) => {
      const text = JSON.stringify(facts);
      upsert.run([fleet, holderId, payloadId, generation, text, commitment, record]);
    },
    destroy: (fleet, holderId) => {
      const row = found(fleet, holderId);
      const generation = row === undefined ? 0 : numberIn(row, 'generation');
      upsert.run([fleet, holderId, null, generation, '{}', null, null]);
      return row === undefined ? undefined : storedTextIn(row, 'payload');
    },
    hasPayload: (fleet, payloadId) => numberIn(sharing.get([fleet, payloadId]), 'sharing') > 0,
    holders: (fleet) => ids.all([fleet]).map((row) => storedTextIn(row, 'holder')),
  };
};
