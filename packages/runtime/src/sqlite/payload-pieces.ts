/**
 * Payloads in pieces, because a row of 256 MiB would be in memory several times.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import type { Driver } from './driver.ts';
import { bytesIn } from './rows.ts';

const PIECE_BYTES = 1024 * 1024;

/** Which payload: the fleet, and the backup that it was sealed as. */
export type PayloadKey = { readonly fleet: string; readonly payloadId: string };

/** Payloads. */
export type Pieces = {
  readonly write: (of: PayloadKey, payload: Bytes) => void;
  readonly read: (of: PayloadKey) => Bytes | undefined;
  readonly erase: (of: PayloadKey) => void;
};

const joined = (pieces: readonly Bytes[]): Bytes => {
  const whole = new Uint8Array(pieces.reduce((bytes, piece) => bytes + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

/** Access to the pieces in a database. Write inside a transaction. */
export const payloadPieces = (driver: Driver): Pieces => {
  const insert = driver.prepare(
    'INSERT INTO pieces (fleet, payload, piece, bytes) VALUES (?, ?, ?, ?)',
  );
  const select = driver.prepare(
    'SELECT bytes FROM pieces WHERE fleet = ? AND payload = ? ORDER BY piece',
  );
  const erase = driver.prepare('DELETE FROM pieces WHERE fleet = ? AND payload = ?');
  return {
    write: ({ fleet, payloadId }, payload) => {
      for (let at = 0; at < payload.length; at += PIECE_BYTES)
        insert.run([fleet, payloadId, at / PIECE_BYTES, payload.subarray(at, at + PIECE_BYTES)]);
    },
    read: ({ fleet, payloadId }) => {
      const pieces = select.all([fleet, payloadId]).map((row) => bytesIn(row, 'bytes'));
      return pieces.length === 0 ? undefined : joined(pieces);
    },
    erase: ({ fleet, payloadId }) => erase.run([fleet, payloadId]),
  };
};
