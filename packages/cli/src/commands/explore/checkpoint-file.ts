/**
 * Reading the checkpoint of a search.
 *
 * @module
 */
import {
  checkpointFrom,
  type BadCheckpoint,
  type Explore,
  type SearchCheckpoint,
} from '@hsm-lifecycle/explorer';
import { left, right } from 'fp-ts/lib/Either.js';
import { existsSync } from 'node:fs';
import type { InputResult } from '../../files/reading.ts';
import { readBytes } from '../../files/files.ts';

/** The size of a search over a hundred million states. */
const BYTES_MAX = 2_000_000_000;

const OTHERS: Readonly<Partial<Record<BadCheckpoint['field'], string>>> = {
  world: 'it started from another world',
  symmetry: 'it used another symmetry',
  actions: 'it had other commands or faults',
  laws: 'it checked other laws',
};

const problem = (file: string, { field, expected, actual }: BadCheckpoint): string => {
  const other = OTHERS[field];
  return other === undefined
    ? `${file} is not a checkpoint: its ${field} should be ${expected}, but is ${actual}`
    : `${file} is the checkpoint of another search: ${other}. ` +
        'Use the same options, or another --checkpoint';
};

/** Reads the checkpoint to resume from; `undefined` if there is no file yet. */
export const readCheckpoint = (
  file: string | undefined,
  search: Explore,
): InputResult<SearchCheckpoint | undefined> => {
  if (file === undefined || !existsSync(file)) return right(undefined);
  const bytes = readBytes(file, BYTES_MAX);
  if (bytes._tag === 'Left') return bytes;
  const checkpoint = checkpointFrom(bytes.right, search);
  return checkpoint._tag === 'Left' ? left(problem(file, checkpoint.left)) : checkpoint;
};
