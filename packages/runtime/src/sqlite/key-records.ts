/**
 * The table of key records. A destroyed record leaves an empty row, so that its holder can never
 * have another.
 *
 * @module
 */
import type { KeyEntry, RecordDestroyed, RecordExists } from '../ports/snapshot-store.ts';
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
  readonly taken: (holderId: string) => RecordExists | RecordDestroyed | undefined;
  readonly read: (holderId: string) => KeyEntry | undefined;
  readonly write: (entry: KeyEntry) => void;
  /** Destroys the record, and gives the id of its payload. */
  readonly destroy: (holderId: string) => string | undefined;
  readonly hasPayload: (payloadId: string) => boolean;
  readonly holderIds: () => readonly string[];
};

/** Access to the key records in a database. Write inside a transaction. */
export const keyRecords = (driver: Driver): KeyRecords => {
  const select = driver.prepare(
    `SELECT ${asBytes('holder', 'payload', 'facts')}, generation, commitment, record
     FROM records WHERE holder = ?`,
  );
  const upsert = driver.prepare(
    `INSERT OR REPLACE INTO records (holder, payload, generation, facts, commitment, record)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const sharing = driver.prepare(
    'SELECT count(*) AS sharing FROM records WHERE payload = ? AND record IS NOT NULL',
  );
  const ids = driver.prepare(
    `SELECT ${asBytes('holder')} FROM records WHERE record IS NOT NULL ORDER BY records.holder`,
  );
  const found = (holderId: string): unknown => {
    const row = select.get([holderId]);
    return row === undefined || isNull(row, 'record') ? undefined : row;
  };
  return {
    taken: (holderId) => {
      const row = select.get([holderId]);
      if (row === undefined) return undefined;
      if (isNull(row, 'record')) return { _tag: 'RecordDestroyed', holderId };
      return { _tag: 'RecordExists', holderId, generation: numberIn(row, 'generation') };
    },
    read: (holderId) => {
      const row = found(holderId);
      return row === undefined ? undefined : entryOf(row);
    },
    write: ({ holderId, payloadId, generation, commitment, record, ...facts }) => {
      upsert.run([holderId, payloadId, generation, JSON.stringify(facts), commitment, record]);
    },
    destroy: (holderId) => {
      const row = found(holderId);
      upsert.run([
        holderId,
        null,
        row === undefined ? 0 : numberIn(row, 'generation'),
        '{}',
        null,
        null,
      ]);
      return row === undefined ? undefined : storedTextIn(row, 'payload');
    },
    hasPayload: (payloadId) => numberIn(sharing.get([payloadId]), 'sharing') > 0,
    holderIds: () => ids.all([]).map((row) => storedTextIn(row, 'holder')),
  };
};
