/**
 * Moves every key record to the active epoch of its persistent backup key.
 *
 * @module
 */
import { rewrapKeyRecord, type RewrapError } from '@hsm-lifecycle/crypto';
import { findSealed } from '../effects/find.ts';
import { expectedOf } from '../effects/key-entry.ts';
import type { SealingPlanes } from '../effects/planes.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';

/** A record that was not changed, and why. */
export type NotRotated = { readonly holderId: string; readonly reason: RewrapError['_tag'] };

/** The result of a rotation. */
export type Rotation = {
  readonly rotated: readonly string[];
  /** Destroyed or rewritten by something else in the meantime. */
  readonly overtaken: readonly string[];
  readonly faults: readonly NotRotated[];
};

type Outcome = 'rotated' | 'overtaken' | NotRotated;

const rotate = async (planes: SealingPlanes, holderId: string): Answer<StorageFailed, Outcome> => {
  const found = await findSealed(planes.snapshots, holderId);
  if (isLeft(found))
    return found.left._tag === 'StorageFailed' ? left(found.left) : right('overtaken');
  const { entry, payload } = found.right;
  const moved = await rewrapKeyRecord(
    { payload, record: entry.record, expected: expectedOf(entry), destination: entry.holder },
    planes,
  );
  if (isLeft(moved)) return right({ holderId, reason: moved.left._tag });
  const replaced = await planes.snapshots.replace({ ...entry, ...moved.right }, entry.generation);
  if (!isLeft(replaced)) return right('rotated');
  return replaced.left._tag === 'StorageFailed' ? left(replaced.left) : right('overtaken');
};

/**
 * Rewraps every key record under the active epoch. Payloads do not change. Afterwards the old epoch
 * can be retired, if `faults` and `overtaken` are empty.
 *
 * If it is interrupted and run again, some records are rewrapped twice, which is harmless.
 *
 * @param planes - the store, and a keyring whose active epoch is the new one
 */
export const rotateKeys = async (planes: SealingPlanes): Answer<StorageFailed, Rotation> => {
  const ids = await planes.snapshots.holderIds();
  if (isLeft(ids)) return ids;
  const outcomes: (readonly [string, Outcome])[] = [];
  for (const holderId of ids.right) {
    // One call at a time: a keyring may be remote.
    // eslint-disable-next-line no-await-in-loop
    const outcome = await rotate(planes, holderId);
    if (isLeft(outcome)) return outcome;
    outcomes.push([holderId, outcome.right]);
  }
  const those = (kind: Outcome) =>
    outcomes.flatMap(([id, outcome]) => (outcome === kind ? [id] : []));
  const faults = outcomes.flatMap(([, outcome]) => (typeof outcome === 'string' ? [] : [outcome]));
  return right({ rotated: those('rotated'), overtaken: those('overtaken'), faults });
};
