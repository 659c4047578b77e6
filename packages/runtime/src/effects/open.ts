/**
 * Opens a sealed backup, and compares it with the model's state.
 *
 * @module
 */
import type { Contents } from '@hsm-lifecycle/core';
import {
  openSnapshot,
  type Bytes,
  type OpenError,
  type SnapshotMalformed,
} from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { isLeft } from '../kernel/either.ts';
import type { RecordMissing } from '../ports/snapshot-store.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import { findSealed, type SealedFound } from './find.ts';
import { expectedOf } from './key-entry.ts';
import { decodeContents, isSameContents, type OpenedContents } from './payload-contents.ts';
import type { EffectPlanes, LoadSecrets, SealingPlanes } from './planes.ts';
import {
  done,
  failed,
  effectFailure,
  type EffectAnswer,
  type EffectOutcome,
} from './effect-outcome.ts';

/** Why a stored backup does not open. */
export type OpenStoredError = StorageFailed | RecordMissing | OpenError | SnapshotMalformed;

/** Opens a fetched backup. */
export const openFound = async (
  planes: SealingPlanes,
  { entry, payload }: SealedFound,
): Answer<OpenError | SnapshotMalformed, OpenedContents> => {
  const snapshot = await openSnapshot(
    { payload, record: entry.record, expected: expectedOf(entry) },
    planes,
  );
  if (isLeft(snapshot)) return snapshot;
  const contents = decodeContents(snapshot.right);
  snapshot.right.fill(0);
  return contents;
};

/** Opens the backup that a holder has a record for. */
export const openStored = async (
  planes: SealingPlanes,
  holderId: string,
): Answer<OpenStoredError, OpenedContents> => {
  const found = await findSealed(planes.snapshots, holderId);
  return isLeft(found) ? found : openFound(planes, found.right);
};

/** The contents that an HSM joins with, and where they are sealed. */
export type OpenTask = {
  readonly from: string;
  readonly contents: Contents;
  /** The HSM, if the host's secrets are to be loaded onto it. */
  readonly hsm?: { readonly clusterId: string; readonly hsmId: string; readonly region: string };
};

const loaded = async (
  { loadSecrets }: EffectPlanes,
  target: Parameters<LoadSecrets>[0],
  secrets: Bytes | undefined,
): Answer<never, EffectOutcome> => {
  try {
    await loadSecrets?.(target, secrets);
    return done;
  } catch {
    return failed('The host did not load the contents onto the HSM.');
  }
};

/**
 * Opens the backup that an HSM joins from, and lets the host load its secrets.
 *
 * @returns Right: whether it opens, has the expected contents, and was loaded
 */
export const openForHsm = async (
  planes: EffectPlanes,
  { from, contents, hsm }: OpenTask,
): EffectAnswer => {
  const found = await findSealed(planes.snapshots, from);
  if (isLeft(found)) return effectFailure(found.left);
  const opened = await openFound(planes, found.right);
  if (isLeft(opened)) return effectFailure(opened.left);
  const { secrets } = opened.right;
  try {
    if (!isSameContents(opened.right, contents))
      return failed(`The contents of ${from} differ from the cluster's history.`);
    return hsm === undefined
      ? done
      : await loaded(planes, { ...hsm, backupId: found.right.entry.payloadId }, secrets);
  } finally {
    secrets?.fill(0);
  }
};
