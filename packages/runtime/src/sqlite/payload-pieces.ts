/**
 * Payloads in pieces, because a row of 256 MiB would be in memory several times.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import type { Driver } from './driver.ts';
import { bytesIn } from './rows.ts';

const PIECE_BYTES = 1024 * 1024;

/** Payloads by id. */
export type Pieces = {
  readonly write: (payloadId: string, payload: Bytes) => void;
  readonly read: (payloadId: string) => Bytes | undefined;
  readonly erase: (payloadId: string) => void;
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
  const insert = driver.prepare('INSERT INTO pieces (payload, piece, bytes) VALUES (?, ?, ?)');
  const select = driver.prepare('SELECT bytes FROM pieces WHERE payload = ? ORDER BY piece');
  const erase = driver.prepare('DELETE FROM pieces WHERE payload = ?');
  return {
    write: (payloadId, payload) => {
      for (let at = 0; at < payload.length; at += PIECE_BYTES)
        insert.run([payloadId, at / PIECE_BYTES, payload.subarray(at, at + PIECE_BYTES)]);
    },
    read: (payloadId) => {
      const pieces = select.all([payloadId]).map((row) => bytesIn(row, 'bytes'));
      return pieces.length === 0 ? undefined : joined(pieces);
    },
    erase: (payloadId) => erase.run([payloadId]),
  };
};
