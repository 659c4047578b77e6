/**
 * The salts and commitments of every payload that was ever stored.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import type { SeenBefore } from '../store/refusals.ts';
import type { Driver } from './driver.ts';
import type { PayloadKey } from './payload-pieces.ts';

/** What must never occur twice. */
export type Mark = { readonly salt: Bytes; readonly commitment: Bytes };

/** Salts and commitments. They outlive their payloads. */
export type Marks = {
  /** Which of the two occurred before, if any. */
  readonly seen: (mark: Mark) => SeenBefore['what'] | undefined;
  readonly write: (of: PayloadKey, mark: Mark) => void;
};

/** Access to the marks in a database. Write inside a transaction. */
export const payloadMarks = (driver: Driver): Marks => {
  const bySalt = driver.prepare('SELECT 1 FROM payloads WHERE salt = ?');
  const byCommitment = driver.prepare('SELECT 1 FROM payloads WHERE commitment = ?');
  const insert = driver.prepare(
    'INSERT INTO payloads (fleet, payload, salt, commitment) VALUES (?, ?, ?, ?)',
  );
  return {
    seen: ({ salt, commitment }) => {
      if (bySalt.get([salt]) !== undefined) return 'salt';
      return byCommitment.get([commitment]) === undefined ? undefined : 'commitment';
    },
    write: ({ fleet, payloadId }, { salt, commitment }) => {
      insert.run([fleet, payloadId, salt, commitment]);
    },
  };
};
