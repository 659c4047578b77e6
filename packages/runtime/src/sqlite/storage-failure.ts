/**
 * The driver's exceptions as plain refusals: the one place where they are caught.
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

/** libsql does not give a code when opening fails, or when the connection is closed; only a text. */
const reasonOfText = (text: string): StorageReason => {
  if (text.includes('connection is not open')) return 'CLOSED';
  return text.includes('Unable to open') ? 'CANNOT_OPEN' : 'OTHER';
};

/** Says what went wrong. Something that no database says is a fault of ours, and is thrown on. */
export const storageFailure = (fault: unknown): StorageFailed => {
  if (!(fault instanceof Error)) throw fault;
  if (fault instanceof RowDamaged) return { _tag: 'StorageFailed', reason: 'CORRUPT', detail: fault.message };
  const code = String(Reflect.get(fault, 'code') ?? '');
  const reason = REASONS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? reasonOfText(fault.message);
  return { _tag: 'StorageFailed', reason, detail: fault.message };
};

/** Runs work, and gives its exception as a refusal. */
export const attempted = <Refusal, Value>(work: () => Either<Refusal, Value>): Either<Refusal | StorageFailed, Value> => {
  try {
    return work();
  } catch (fault) {
    return left(storageFailure(fault));
  }
};
