/**
 * Turns the driver's exceptions into errors: the only place where they are caught.
 *
 * @module
 */
import { left, type Either } from '../kernel/either.ts';
import type { StorageFailed, StorageReason } from '../store/storage-failed.ts';
import { RowDamaged } from './rows.ts';

/** The primary result codes of SQLite. */
const REASONS: ReadonlyMap<number, StorageReason> = new Map([
  [3, 'CANNOT_OPEN'],
  [5, 'LOCKED'],
  [6, 'LOCKED'],
  [8, 'READ_ONLY'],
  [11, 'CORRUPT'],
  [13, 'FULL'],
  [14, 'CANNOT_OPEN'],
  [26, 'NOT_A_STORE'],
]);

/** The same, for drivers that give the name alone. */
const NAMES: readonly (readonly [prefix: string, reason: StorageReason])[] = [
  ['SQLITE_FULL', 'FULL'],
  ['SQLITE_READONLY', 'READ_ONLY'],
  ['SQLITE_BUSY', 'LOCKED'],
  ['SQLITE_LOCKED', 'LOCKED'],
  ['SQLITE_CORRUPT', 'CORRUPT'],
  ['SQLITE_NOTADB', 'NOT_A_STORE'],
  ['SQLITE_CANTOPEN', 'CANNOT_OPEN'],
  ['SQLITE_PERM', 'CANNOT_OPEN'],
];

/** libsql gives no code if opening fails or the connection is closed, only a message. */
const reasonOfText = (text: string): StorageReason => {
  if (text.includes('connection is not open')) return 'CLOSED';
  return text.includes('Unable to open') ? 'CANNOT_OPEN' : 'OTHER';
};

/** Not `instanceof`: a driver's errors may come from another realm. */
const memberOf = (fault: unknown, member: 'code' | 'message' | 'rawCode'): unknown =>
  typeof fault === 'object' && fault !== null ? Reflect.get(fault, member) : undefined;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An extended result code has the primary one in its lowest byte. */
const PRIMARY_CODES = 256;

const reasonOf = (fault: unknown, text: string): StorageReason => {
  const raw = memberOf(fault, 'rawCode');
  const known = typeof raw === 'number' ? REASONS.get(raw % PRIMARY_CODES) : undefined;
  const code = textOf(memberOf(fault, 'code'));
  return known ?? NAMES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? reasonOfText(text);
};

/** Turns an exception into an error, whatever was thrown. */
export const storageFailure = (fault: unknown): StorageFailed => {
  const detail = typeof fault === 'string' ? fault : textOf(memberOf(fault, 'message'));
  const reason = fault instanceof RowDamaged ? 'CORRUPT' : reasonOf(fault, detail);
  return { _tag: 'StorageFailed', reason, detail };
};

/** Runs work, and turns its exception into an error. */
export const catchStorageFailure = <Refusal, Value>(
  work: () => Either<Refusal, Value>,
): Either<Refusal | StorageFailed, Value> => {
  try {
    return work();
  } catch (fault) {
    return left(storageFailure(fault));
  }
};
