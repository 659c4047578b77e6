/**
 * Turns the driver's exceptions into errors: the only place where they are caught.
 *
 * @module
 */
import { left, type Either } from '../kernel/either.ts';
import type { StorageFailed, StorageReason } from '../ports/storage-failed.ts';
import { RowDamaged } from './rows.ts';

const REASONS: readonly (readonly [prefix: string, reason: StorageReason])[] = [
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
const reasonOfText = (text: string): StorageReason | undefined => {
  if (text.includes('connection is not open')) return 'CLOSED';
  return text.includes('Unable to open') ? 'CANNOT_OPEN' : undefined;
};

const reasonOf = (code: string, text: string): StorageReason | undefined => {
  const known = REASONS.find(([prefix]) => code.startsWith(prefix))?.[1];
  return known ?? (code.startsWith('SQLITE_') ? 'OTHER' : reasonOfText(text));
};

/** Not `instanceof`: a driver's errors may come from another realm. */
const textOf = (fault: unknown, member: 'code' | 'message'): string => {
  const text: unknown =
    typeof fault === 'object' && fault !== null ? Reflect.get(fault, member) : undefined;
  return typeof text === 'string' ? text : '';
};

/**
 * Turns an exception into an error. One that does not come from a database is a defect, and is
 * thrown again.
 */
export const storageFailure = (fault: unknown): StorageFailed => {
  const detail = textOf(fault, 'message');
  const reason = fault instanceof RowDamaged ? 'CORRUPT' : reasonOf(textOf(fault, 'code'), detail);
  if (reason === undefined) throw fault;
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
