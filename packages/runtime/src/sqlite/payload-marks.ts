/**
 * The salts and commitments of all payloads there ever were.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import type { SeenBefore } from '../ports/snapshot-store.ts';
import type { Driver } from './driver.ts';

/** Salts and commitments. They outlive their payloads. */
export type Marks = {
  readonly seen: (salt: Bytes, commitment: Bytes) => SeenBefore['what'] | undefined;
  readonly write: (payloadId: string, mark: readonly [salt: Bytes, commitment: Bytes]) => void;
};

/** Makes the access to the marks of a database. Writing belongs in a transaction. */
export const payloadMarks = (driver: Driver): Marks => {
  const bySalt = driver.prepare('SELECT 1 FROM payloads WHERE salt = ?');
  const byCommitment = driver.prepare('SELECT 1 FROM payloads WHERE commitment = ?');
  const insert = driver.prepare(
    'INSERT INTO payloads (payload, salt, commitment) VALUES (?, ?, ?)',
  );
  return {
    seen: (salt, commitment) => {
      if (bySalt.get([salt]) !== undefined) return 'salt';
      return byCommitment.get([commitment]) === undefined ? undefined : 'commitment';
    },
    write: (payloadId, [salt, commitment]) => {
      insert.run([payloadId, salt, commitment]);
    },
  };
};
