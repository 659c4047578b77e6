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
  type ProviderFailed,
  type SnapshotMalformed,
} from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import type { RecordMissing } from '../store/refusals.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import { elsewhere, mayBeElsewhere, type Elsewhere } from './elsewhere.ts';
import { findSealed, type SealedFound } from './find.ts';
import { expectedOf } from './key-entry.ts';
import { failed, failedBy, type EffectOutcome } from './effect-outcome.ts';
import { decodeContents, isSameContents, type OpenedContents } from './payload-contents.ts';
import {
  attemptOf,
  type EffectPlanes,
  type LoadSecrets,
  type HostPlanes,
  type SealingPlanes,
} from './planes.ts';

/** Why a stored backup does not open. */
export type OpenStoredError = StorageFailed | RecordMissing | OpenError | SnapshotMalformed;

/** Opens a fetched backup. */
export const openFound = async (
  planes: HostPlanes,
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
  const found = await findSealed(planes, holderId);
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
  planes: EffectPlanes,
  target: Parameters<LoadSecrets>[0],
  secrets: Bytes | undefined,
): Answer<never, EffectOutcome> => {
  try {
    await planes.loadSecrets?.(target, secrets, attemptOf(planes));
    return right({ outcome: 'SUCCEEDED' });
  } catch (fault) {
    planes.onThrown?.(fault);
    return failed('The host did not load the contents onto the HSM.');
  }
};

/**
 * Opens a fetched backup that an HSM joins from, and lets the host load its secrets.
 *
 * @returns Right: whether it opens, has the expected contents, and was loaded. Left: the keyring or
 *   the cipher did not work; try again
 */
export const openFoundForHsm = async (
  planes: EffectPlanes,
  { from, contents, hsm }: OpenTask,
  found: SealedFound,
): Answer<ProviderFailed, EffectOutcome> => {
  const opened = await openFound(planes, found);
  if (isLeft(opened))
    return opened.left._tag === 'ProviderFailed' ? left(opened.left) : failedBy(opened.left);
  const { secrets } = opened.right;
  try {
    if (!isSameContents(opened.right, contents))
      return failed(`The contents of ${from} differ from the cluster's history.`);
    return hsm === undefined
      ? right({ outcome: 'SUCCEEDED' })
      : await loaded(planes, { ...hsm, backupId: found.entry.payloadId }, secrets);
  } finally {
    secrets?.fill(0);
  }
};

/**
 * The same for a backup in the store. One that was observed is not there, so
 * that there is nothing to open. Left: the store did not work, either; try again
 */
export const openForHsm = async (
  planes: EffectPlanes,
  task: OpenTask,
): Answer<StorageFailed | ProviderFailed, EffectOutcome | Elsewhere> => {
  const found = await findSealed(planes, task.from);
  if (isLeft(found)) {
    if (found.left._tag === 'StorageFailed') return left(found.left);
    return mayBeElsewhere(task.contents) ? right(elsewhere) : failedBy(found.left);
  }
  return openFoundForHsm(planes, task, found.right);
};
