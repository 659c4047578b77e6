/**
 * Fetches a key record and its payload.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import type { KeyEntry, RecordMissing, SnapshotStore } from '../ports/snapshot-store.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';

/** A key record, and the payload that it opens. */
export type SealedFound = { readonly entry: KeyEntry; readonly payload: Bytes };

/** Fetches both. Left: `RecordMissing` if either is missing. */
export const findSealed = async (
  snapshots: SnapshotStore,
  holderId: string,
): Answer<StorageFailed | RecordMissing, SealedFound> => {
  const entry = await snapshots.entry(holderId);
  if (isLeft(entry)) return entry;
  if (entry.right === undefined) return left({ _tag: 'RecordMissing', holderId });
  const payload = await snapshots.payload(entry.right.payloadId);
  if (isLeft(payload)) return payload;
  return payload.right === undefined
    ? left({ _tag: 'RecordMissing', holderId })
    : right({ entry: entry.right, payload: payload.right });
};
