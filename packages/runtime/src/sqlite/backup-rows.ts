/**
 * The tables of sealed backups: key records, payloads, and what must never occur twice.
 *
 * @module
 */
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { StoreChange } from '../store/change.ts';
import type { RecordChange, SealedBackup, StoredBackup } from '../store/key-entry.ts';
import type { RecordRefusal } from '../store/refusals.ts';
import type { Driver } from './driver.ts';
import { keyRecords, type KeyRecords } from './key-records.ts';
import { payloadMarks, type Marks } from './payload-marks.ts';
import { payloadPieces, type Pieces } from './payload-pieces.ts';

type Tables = {
  readonly records: KeyRecords;
  readonly pieces: Pieces;
  readonly marks: Marks;
};

/** Sealed backups. Write inside a transaction. */
export type BackupRows = {
  /** Right: whether a record was destroyed, so that old pages hold what must be erased. */
  readonly write: (change: StoreChange) => Either<RecordRefusal, boolean>;
  readonly read: (fleet: string, holderId: string) => StoredBackup | undefined;
  readonly holders: (fleet: string) => readonly string[];
};

const put = (
  { records, pieces, marks }: Tables,
  fleet: string,
  { entry, payload, salt }: SealedBackup,
): Either<RecordRefusal, boolean> => {
  const other = records.taken(fleet, entry.holderId);
  if (other !== undefined) return left(other);
  const mark = { salt, commitment: entry.commitment };
  const what = marks.seen(mark);
  if (what !== undefined) return left({ _tag: 'SeenBefore', what });
  const at = { fleet, payloadId: entry.payloadId };
  marks.write(at, mark);
  pieces.write(at, payload);
  records.write(fleet, entry);
  return right(false);
};

const destroy = ({ records, pieces }: Tables, fleet: string, holderId: string): boolean => {
  const payloadId = records.destroy(fleet, holderId);
  if (payloadId !== undefined && !records.hasPayload(fleet, payloadId))
    pieces.erase({ fleet, payloadId });
  return payloadId !== undefined;
};

const changed = (
  tables: Tables,
  fleet: string,
  it: RecordChange,
): Either<RecordRefusal, boolean> => {
  if (it.change === 'DESTROY') return right(destroy(tables, fleet, it.holderId));
  const { records } = tables;
  const { holderId, payloadId } = it.entry;
  const other = records.taken(fleet, holderId);
  if (it.change === 'ADD') {
    if (other !== undefined) return left(other);
    if (!records.hasPayload(fleet, payloadId)) return left({ _tag: 'RecordMissing', holderId });
    records.write(fleet, it.entry);
    return right(false);
  }
  if (other === undefined) return left({ _tag: 'RecordMissing', holderId });
  if (other._tag === 'RecordDestroyed' || other.generation !== it.generation) return left(other);
  records.write(fleet, it.entry);
  return right(false);
};

/** Access to the sealed backups in a database. */
export const backupRows = (driver: Driver): BackupRows => {
  const tables: Tables = {
    records: keyRecords(driver),
    pieces: payloadPieces(driver),
    marks: payloadMarks(driver),
  };
  const { records, pieces } = tables;
  return {
    write: ({ fleet, sealed = [], records: changes = [] }) => {
      let isErasing = false;
      for (const it of sealed) {
        const written = put(tables, fleet, it);
        if (isLeft(written)) return written;
      }
      for (const it of changes) {
        const written = changed(tables, fleet, it);
        if (isLeft(written)) return written;
        isErasing ||= written.right;
      }
      return right(isErasing);
    },
    read: (fleet, holderId) => {
      const entry = records.read(fleet, holderId);
      return entry && { entry, payload: pieces.read({ fleet, payloadId: entry.payloadId }) };
    },
    holders: records.holders,
  };
};
