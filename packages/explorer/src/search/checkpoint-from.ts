/**
 * Reading a checkpoint, and checking that it belongs to the search at hand.
 *
 * @module
 */
import {
  checkpointFromBytes,
  mismatchIn,
  type BadCheckpoint,
  type SearchCheckpoint,
} from './checkpoint.ts';
import type { Explore } from './exploration.ts';
import { searchProblemOf } from './problem.ts';

export type { BadCheckpoint, SearchCheckpoint } from './checkpoint.ts';

/**
 * Reads the bytes that a pause's `checkpoint` made.
 *
 * @param input - the search to resume
 * @returns Right: what to pass as `resume`. Left: why the bytes are not a checkpoint, or how their
 *   search differs from this one
 */
export const checkpointFrom = (
  bytes: Uint8Array,
  input: Explore,
):
  | { readonly _tag: 'Left'; readonly left: BadCheckpoint }
  | { readonly _tag: 'Right'; readonly right: SearchCheckpoint } => {
  const checkpoint = checkpointFromBytes(bytes);
  if (checkpoint._tag === 'Left') return checkpoint;
  const mismatch = mismatchIn(checkpoint.right, searchProblemOf(input).identity);
  return mismatch === undefined ? checkpoint : { _tag: 'Left', left: mismatch };
};
