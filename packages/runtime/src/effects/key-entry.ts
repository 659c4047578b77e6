/**
 * Checks key records against the state.
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
import type { KeyEntry } from '../store/key-entry.ts';
import type { KeyOwner } from './key-owner.ts';

/** What opening and rewrapping check the bytes against. */
export const expectedOf = (entry: KeyEntry): Expected => ({
  clusterId: entry.clusterId,
  originRegion: entry.originRegion,
  originBackupId: entry.payloadId,
  holder: entry.holder,
  generation: entry.generation,
  commitment: entry.commitment,
});

const factsFlaw = (owner: KeyOwner, entry: KeyEntry): string | undefined => {
  if (entry.clusterId !== owner.clusterId) return 'cluster-id';
  if (entry.holder.region !== owner.region) return 'holder-region';
  if (entry.holder.backupId !== owner.backupId) return 'holder-backup-id';
  return owner.isCopy || (entry.payloadId === owner.backupId && entry.originRegion === owner.region)
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
  const { clusterId, originRegion, backupId, createdAt, commitment, slots } = info;
  if (clusterId !== entry.clusterId) return 'cluster-id';
  if (originRegion !== entry.originRegion) return 'origin-region';
  if (backupId !== entry.payloadId) return 'origin-backup-id';
  if (createdAt !== (owner.createdAt ?? createdAt)) return 'created-at';
  return isSameBytes(commitment, entry.commitment) ? slotFlaw(slots?.[0], entry) : 'commitment';
};

/**
 * The first field in which a stored backup differs from the state. Uses no key.
 *
 * @returns the name of the field; undefined if nothing differs
 */
export const flawOf = (owner: KeyOwner, { entry, payload }: Found): string | undefined => {
  const inspected = inspectSealed(payload, entry.record);
  const flaw = factsFlaw(owner, entry);
  if (inspected._tag === 'Left') return flaw ?? inspected.left.code;
  return flaw ?? headerFlaw(owner, entry, inspected.right);
};
