/**
 * Transactions.
 *
 * @module
 */
import { isLeft, type Either } from '../kernel/either.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import type { Driver } from './driver.ts';
import { catchStorageFailure } from './storage-failure.ts';

const rollback = (driver: Driver): void => {
  // On a full disk SQLite rolls back by itself; a second rollback would throw an error that hides
  // the first.
  if (driver.inTransaction) driver.exec('ROLLBACK');
};

/**
 * Runs work in a transaction. Right: it is durable. If the work is Left or throws, it is rolled
 * back.
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
