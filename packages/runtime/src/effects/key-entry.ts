/**
 * Key records against the state that entitles to them.
 *
 * @module
 */
import {
  inspectSealed,
  type Bytes,
  type Expected,
  type SealedInfo,
  type SlotHeader,
} from '@hsm-lifecycle/crypto';
import { isSameBytes } from '../kernel/bytes.ts';
import type { KeyEntry } from '../ports/snapshot-store.ts';
import type { KeyOwner } from './key-owner.ts';

/** What opening and rewrapping hold the bytes against. */
export const expectedOf = (it: KeyEntry): Expected => ({
  clusterId: it.clusterId,
  originRegion: it.originRegion,
  originBackupId: it.payloadId,
  holder: it.holder,
  generation: it.generation,
  commitment: it.commitment,
});

const factsFlaw = (owner: KeyOwner, it: KeyEntry): string | undefined => {
  if (it.clusterId !== owner.clusterId) return 'cluster-id';
  if (it.holder.region !== owner.region) return 'holder-region';
  if (it.holder.backupId !== owner.backupId) return 'holder-backup-id';
  return owner.isCopy || (it.payloadId === owner.backupId && it.originRegion === owner.region)
    ? undefined
    : 'origin';
};

type Found = { readonly entry: KeyEntry; readonly payload: Bytes };

const slotFlaw = (
  slot: SlotHeader | undefined,
  { holder, generation }: KeyEntry,
): string | undefined => {
  if (slot?.holderRegion !== holder.region) return 'holder-region';
  if (slot.holderBackupId !== holder.backupId) return 'holder-backup-id';
  return slot.generation === generation ? undefined : 'generation';
};

const headerFlaw = (owner: KeyOwner, entry: KeyEntry, info: SealedInfo): string | undefined => {
  const { clusterId, originRegion, backupId, createdAt, commitment, slot } = info;
  if (clusterId !== entry.clusterId) return 'cluster-id';
  if (originRegion !== entry.originRegion) return 'origin-region';
  if (backupId !== entry.payloadId) return 'origin-backup-id';
  if (createdAt !== (owner.createdAt ?? createdAt)) return 'created-at';
  return isSameBytes(commitment, entry.commitment) ? slotFlaw(slot, entry) : 'commitment';
};

/**
 * Looks for the first thing that a backup which has been inspected says otherwise than the state
 * does.
 */
export const inspectedFlaw = (
  owner: KeyOwner,
  entry: KeyEntry,
  info: SealedInfo,
): string | undefined => factsFlaw(owner, entry) ?? headerFlaw(owner, entry, info);

/**
 * Looks, without any key, for the first thing that a stored backup says otherwise than the state
 * does.
 *
 * @returns the name of the field that differs; undefined when all is as it must be
 */
export const flawOf = (owner: KeyOwner, { entry, payload }: Found): string | undefined => {
  const inspected = inspectSealed(payload, entry.record);
  if (inspected._tag === 'Left') return factsFlaw(owner, entry) ?? inspected.left.code;
  return inspectedFlaw(owner, entry, inspected.right);
};
