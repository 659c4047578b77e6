/**
 * Opening a sealed backup, and holding it against what the machine knows.
 *
 * @module
 */
import type { Contents } from '@hsm-lifecycle/core';
import { openSnapshot, type OpenError, type SnapshotMalformed } from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { isLeft } from '../kernel/either.ts';
import type { RecordMissing } from '../ports/snapshot-store.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import { findSealed, type SealedFound } from './find.ts';
import { expectedOf } from './key-entry.ts';
import { decodeContents, isSameContents, type OpenedContents } from './payload-contents.ts';
import type { SealingPlanes } from './planes.ts';
import { done, failed, judged, type Judged } from './verdict.ts';

/** Why a stored backup does not open. */
export type OpenStoredError = StorageFailed | RecordMissing | OpenError | SnapshotMalformed;

/** Opens what was fetched. */
export const openFound = async (
  planes: SealingPlanes,
  { entry, payload }: SealedFound,
): Answer<OpenError | SnapshotMalformed, OpenedContents> => {
  const snapshot = await openSnapshot({ payload, record: entry.record, expected: expectedOf(entry) }, planes)();
  return isLeft(snapshot) ? snapshot : decodeContents(snapshot.right);
};

/** Opens what a holder has a record for. */
export const openStored = async (planes: SealingPlanes, holderId: string): Answer<OpenStoredError, OpenedContents> => {
  const found = await findSealed(planes.snapshots, holderId);
  return isLeft(found) ? found : openFound(planes, found.right);
};

/** What an HSM is to join with, and where that is sealed. */
export type Joining = { readonly from: string; readonly contents: Contents };

/**
 * Opens the backup that an HSM joins from.
 *
 * @returns Right: whether it opens, and holds what the machine says it does
 */
export const openForHsm = async (planes: SealingPlanes, { from, contents }: Joining): Judged => {
  const opened = await openStored(planes, from);
  if (isLeft(opened)) return judged(opened.left);
  return isSameContents(opened.right, contents) ? done : failed(`What ${from} holds is not what the cluster's history says.`);
};
