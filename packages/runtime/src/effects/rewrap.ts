/**
 * Makes a key record for another holder, in its region.
 *
 * @module
 */
import { rewrapKeyRecord, type Holder, type ProviderFailed } from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import type { KeyEntry } from '../store/key-entry.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import { failed, failedBy, type Failed } from './effect-outcome.ts';
import { elsewhere, mayBeElsewhere, type Elsewhere } from './elsewhere.ts';
import { findSealed } from './find.ts';
import { expectedOf, flawOf } from './key-entry.ts';
import type { KeyOwner } from './key-owner.ts';
import { openFound } from './open.ts';
import { isSameContents } from './payload-contents.ts';
import { manufacturerFor, type Callbacks, type SealingPlanes } from './planes.ts';

/** Who gets a record, and from whose it is made. */
export type RewrapTask = { readonly from: string; readonly to: KeyOwner };

/** A record opens nothing until it has been tried: rewrapping does not look at the frames. */
const tried = async (
  planes: SealingPlanes,
  { from, to }: RewrapTask,
  found: { readonly entry: KeyEntry; readonly payload: Uint8Array },
): Answer<ProviderFailed, KeyEntry | Failed> => {
  const opened = await openFound(planes, found);
  if (isLeft(opened))
    return opened.left._tag === 'ProviderFailed' ? left(opened.left) : failedBy(opened.left);
  opened.right.secrets?.fill(0);
  return isSameContents(opened.right, to.contents)
    ? right({ ...found.entry, isVerified: true })
    : failed(`The contents of ${from} differ from the history.`);
};

/**
 * Makes a key record for another holder, and opens the backup with it once. Stores nothing; the
 * payload does not change.
 *
 * @returns Right: the record of `to`; or that the source was observed, and is not sealed here; or
 *   why it failed for good, such as that the source's record is gone. Left: the store, the keyring
 *   or the cipher did not work; try again
 */
export const rewrap = async (
  planes: SealingPlanes & Pick<Callbacks, 'onThrown'>,
  task: RewrapTask,
): Answer<StorageFailed | ProviderFailed, KeyEntry | Failed | Elsewhere> => {
  const { from, to } = task;
  const source = await findSealed(planes, from);
  if (isLeft(source)) {
    if (source.left._tag === 'StorageFailed') return left(source.left);
    return mayBeElsewhere(to.contents)
      ? right(elsewhere)
      : failed(`The key record of ${from} is gone.`);
  }
  const { entry, payload } = source.right;
  const maker = manufacturerFor(planes, to.hsmType);
  if (isLeft(maker)) return failed(maker.left);
  const destination: Holder = {
    region: to.region,
    manufacturer: maker.right,
    backupId: to.backupId,
  };
  const moved = await rewrapKeyRecord(
    { payload, record: entry.record, expected: expectedOf(entry), destination },
    planes,
  );
  if (isLeft(moved))
    return moved.left._tag === 'ProviderFailed' ? left(moved.left) : failedBy(moved.left);
  const made: KeyEntry = { ...entry, ...moved.right, holderId: to.holderId, holder: destination };
  const flaw = flawOf(to, { entry: made, payload });
  return flaw === undefined
    ? tried(planes, task, { entry: made, payload })
    : failed(`The key record of ${from} belongs to another backup: its ${flaw} differs.`);
};
