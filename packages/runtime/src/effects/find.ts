/**
 * Fetches a key record and its payload.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import type { KeyEntry } from '../store/key-entry.ts';
import { guarded } from '../store/guarded.ts';
import type { RecordMissing } from '../store/refusals.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import type { FleetStore } from './planes.ts';

/** A key record, and the payload that it opens. */
export type SealedFound = { readonly entry: KeyEntry; readonly payload: Bytes };

/** Fetches both. Left: `RecordMissing` if either is missing. */
export const findSealed = async (
  { store, fleet }: FleetStore,
  holderId: string,
): Answer<StorageFailed | RecordMissing, SealedFound> => {
  const found = await guarded(store).sealed(fleet, holderId);
  if (isLeft(found)) return found;
  const { entry, payload } = found.right ?? {};
  return entry === undefined || payload === undefined
    ? left({ _tag: 'RecordMissing', holderId })
    : right({ entry, payload });
};
