/**
 * All or nothing.
 *
 * @module
 */
import { isLeft, type Either } from '../kernel/either.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import type { Driver } from './driver.ts';
import { catchStorageFailure } from './storage-failure.ts';

const rollback = (driver: Driver): void => {
  // A full disk makes SQLite roll back by itself, and a second time would be an error that hides
  // the first.
  if (driver.inTransaction) driver.exec('ROLLBACK');
};

/**
 * Runs work in a transaction that is durable when this returns Right; undone when the work is Left
 * or throws.
 */
export const transaction = <Refusal, Value>(
  driver: Driver,
  work: () => Either<Refusal, Value>,
): Either<Refusal | StorageFailed, Value> =>
  catchStorageFailure(() => {
    driver.exec('BEGIN IMMEDIATE');
    try {
      const outcome = work();
      if (isLeft(outcome)) rollback(driver);
      else driver.exec('COMMIT');
      return outcome;
    } catch (fault) {
      rollback(driver);
      throw fault;
    }
  });
