/**
 * The file from which a search goes on.
 *
 * @module
 */
import { checkpointFrom, type BadCheckpoint, type Explore } from '@hsm-lifecycle/explorer';
import type { SearchCheckpoint } from '@hsm-lifecycle/explorer';
import { left, right } from 'fp-ts/lib/Either.js';
import { existsSync } from 'node:fs';
import type { Reading } from '../commands/reading.ts';
import { readBytes } from '../store/files.ts';

/** The table of a search over a hundred million states. */
const BYTES_MAX = 2_000_000_000;

const OTHERS: Readonly<Partial<Record<BadCheckpoint['field'], string>>> = {
  world: 'it began in another world',
  symmetry: 'it took other scenes for one',
  actions: 'other things could happen in it, faults or not',
  laws: 'it asked other laws',
};

const problem = (file: string, { field, expected, actual }: BadCheckpoint): string => {
  const other = OTHERS[field];
  return other === undefined
    ? `${file} is no checkpoint: its ${field} should be ${expected}, and is ${actual}`
    : `${file} is the checkpoint of another search: ${other}. Give the same options, or another --checkpoint`;
};

/** Reads where a search goes on; nothing if there is no file yet. */
export const checkpointIn = (
  file: string | undefined,
  search: Explore,
): Reading<SearchCheckpoint | undefined> => {
  if (file === undefined || !existsSync(file)) return right(undefined);
  const bytes = readBytes(file, BYTES_MAX);
  if (bytes._tag === 'Left') return bytes;
  const checkpoint = checkpointFrom(bytes.right, search);
  return checkpoint._tag === 'Left' ? left(problem(file, checkpoint.left)) : checkpoint;
};
