/**
 * Makes a key record for another holder, in its region.
 *
 * @module
 */
import { rewrapKeyRecord, type Holder } from '@hsm-lifecycle/crypto';
import { isLeft } from '../kernel/either.ts';
import type { KeyEntry } from '../ports/snapshot-store.ts';
import { findSealed } from './find.ts';
import type { KeyOwner } from './key-owner.ts';
import { expectedOf, flawOf } from './key-entry.ts';
import { manufacturer, type SealingPlanes } from './planes.ts';
import { done, failed, effectFailure, type EffectAnswer } from './effect-outcome.ts';

/** Who gets a record, and from whose it is made. */
export type RewrapTask = { readonly from: string; readonly to: KeyOwner };

/**
 * Rewraps a key record, unless an earlier run did. The payload does not change.
 *
 * @returns Right: whether `to` has its own record; failed if the source's record is gone
 */
export const rewrap = async (planes: SealingPlanes, { from, to }: RewrapTask): EffectAnswer => {
  const before = await findSealed(planes.snapshots, to.holderId);
  if (!isLeft(before)) {
    const flaw = flawOf(to, before.right);
    return flaw === undefined
      ? done
      : failed(`The stored backup is another one: its ${flaw} differs.`);
  }
  if (before.left._tag === 'StorageFailed') return effectFailure(before.left);
  const source = await findSealed(planes.snapshots, from);
  if (isLeft(source))
    return source.left._tag === 'StorageFailed'
      ? effectFailure(source.left)
      : failed(`The key record of ${from} is gone.`);
  const { entry, payload } = source.right;
  const destination: Holder = {
    region: to.region,
    manufacturer: manufacturer(planes, to.hsmType),
    backupId: to.backupId,
  };
  const moved = await rewrapKeyRecord(
    { payload, record: entry.record, expected: expectedOf(entry), destination },
    planes,
  );
  if (isLeft(moved)) return effectFailure(moved.left);
  const made: KeyEntry = { ...entry, ...moved.right, holderId: to.holderId, holder: destination };
  const flaw = flawOf(to, { entry: made, payload });
  if (flaw !== undefined)
    return failed(`The key record of ${from} belongs to another backup: its ${flaw} differs.`);
  const stored = await planes.snapshots.add(made);
  return isLeft(stored) ? effectFailure(stored.left) : done;
};
