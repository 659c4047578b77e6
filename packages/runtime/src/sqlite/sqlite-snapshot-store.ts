/**
 * The store of sealed backups in a SQLite file.
 *
 * @module
 */
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { PutError, SealedBackup, SnapshotStore, WriteError } from '../ports/snapshot-store.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import type { Driver } from './driver.ts';
import { keyRecords, type KeyRecords } from './key-records.ts';
import { payloadMarks } from './payload-marks.ts';
import { payloadPieces, type Pieces } from './payload-pieces.ts';
import { catchStorageFailure } from './storage-failure.ts';
import { transaction } from './transaction.ts';

type Tables = { readonly driver: Driver; readonly records: KeyRecords; readonly pieces: Pieces };

/** Makes the function that stores a sealed backup. Call it inside a transaction. */
export const putting = (driver: Driver): ((sealed: SealedBackup) => Either<PutError, void>) => {
  const [records, pieces, marks] = [
    keyRecords(driver),
    payloadPieces(driver),
    payloadMarks(driver),
  ];
  return ({ entry, payload, salt }) => {
    const other = records.taken(entry.holderId);
    if (other !== undefined) return left(other);
    const mark = { salt, commitment: entry.commitment };
    const what = marks.seen(mark);
    if (what !== undefined) return left({ _tag: 'SeenBefore', what });
    marks.write(entry.payloadId, mark);
    pieces.write(entry.payloadId, payload);
    records.write(entry);
    return right(undefined);
  };
};

const destroy = (
  { driver, records, pieces }: Tables,
  holderId: string,
): Either<StorageFailed, boolean> => {
  const destroyed = transaction(driver, () => {
    const payloadId = records.destroy(holderId);
    if (payloadId !== undefined && !records.hasPayload(payloadId)) pieces.erase(payloadId);
    return right(payloadId !== undefined);
  });
  if (isLeft(destroyed) || !destroyed.right) return destroyed;
  // The write-ahead log still holds the old page.
  return catchStorageFailure(() => {
    driver.pragma('wal_checkpoint(TRUNCATE)');
    return destroyed;
  });
};

/** Makes the store of a prepared database. */
export const sqliteSnapshotStore = (driver: Driver): SnapshotStore => {
  const tables: Tables = { driver, records: keyRecords(driver), pieces: payloadPieces(driver) };
  const { records, pieces } = tables;
  const put = putting(driver);
  return {
    put: async (sealed) => transaction(driver, () => put(sealed)),
    payload: async (payloadId) => catchStorageFailure(() => right(pieces.read(payloadId))),
    entry: async (holderId) => catchStorageFailure(() => right(records.read(holderId))),
    add: async (entry) =>
      transaction<WriteError, void>(driver, () => {
        const other = records.taken(entry.holderId);
        if (other !== undefined) return left(other);
        if (!records.hasPayload(entry.payloadId))
          return left({ _tag: 'RecordMissing', holderId: entry.holderId });
        records.write(entry);
        return right(undefined);
      }),
    replace: async (entry, generation) =>
      transaction<WriteError, void>(driver, () => {
        const other = records.taken(entry.holderId);
        if (other === undefined) return left({ _tag: 'RecordMissing', holderId: entry.holderId });
        if (other._tag === 'RecordDestroyed' || other.generation !== generation) return left(other);
        records.write(entry);
        return right(undefined);
      }),
    destroy: async (holderId) => destroy(tables, holderId),
    holderIds: async () => catchStorageFailure(() => right(records.holderIds())),
  };
};
