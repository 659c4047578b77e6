/**
 * The kind of a file, by its first bytes.
 *
 * @module
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** What is at a path. `NO_FILE`: a folder or a device; `UNKNOWN`: it cannot be read. */
export type FileKind =
  'NOTHING' | 'NO_FILE' | 'EMPTY' | 'DATABASE' | 'ENVELOPE' | 'OTHER' | 'UNKNOWN';

const HEADS = {
  DATABASE: Buffer.from('SQLite format 3\0'),
  ENVELOPE: Buffer.from('894853420d0a1a0a', 'hex'),
} as const;

const HEAD_BYTES = 16;

const headOf = (path: string): Buffer => {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
};

const begins = (head: Buffer, kind: keyof typeof HEADS): boolean =>
  head.subarray(0, HEADS[kind].length).equals(HEADS[kind]);

/** Finds out what is at a path. */
export const fileKind = (path: string): FileKind => {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return 'NOTHING';
    if (!status.isFile()) return 'NO_FILE';
    const head = headOf(path);
    if (head.length === 0) return 'EMPTY';
    if (begins(head, 'DATABASE')) return 'DATABASE';
    return begins(head, 'ENVELOPE') ? 'ENVELOPE' : 'OTHER';
  } catch {
    return 'UNKNOWN';
  }
};
