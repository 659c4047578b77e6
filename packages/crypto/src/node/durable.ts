/**
 * Names and syncs for files that must be whole or not there.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import path from 'node:path';

const RANDOM_BYTES = 8;

/** The names that `besideName` makes for a file, whoever made them. */
export const isBeside = (file: string, name: string): boolean => {
  const base = path.basename(file);
  return name.startsWith(`${base}.`) && /^[0-9a-f]{16}\.partial$/.test(name.slice(base.length + 1));
};

/**
 * Makes a new name in the same folder, `FILE.<16 hexadecimal digits>.partial`: random, so that two
 * writers never write to one file.
 */
export const besideName = (file: string): string =>
  `${file}.${randomBytes(RANDOM_BYTES).toString('hex')}.partial`;

/**
 * Makes a rename in a file's folder durable. Windows cannot sync folders, and does not need it: its
 * file systems log such changes themselves.
 */
export const syncFolderOf = (file: string): void => {
  if (process.platform === 'win32') return;
  const folder = openSync(path.dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};
