/**
 * The slot of a new key record.
 *
 * @module
 */
import { PRIMARY_RECIPIENT } from '../envelope/limits.ts';
import { bindSlot, encodeSlot } from '../envelope/slot.ts';
import type { Bytes, Sha256 } from '../kernel/bytes.ts';
import type { SlotContext } from '../keyring/backup-keyring.ts';
import type { KeyOf } from './keys.ts';
import type { Holder } from './planes.ts';

/** A slot header's bytes, and what they bind. */
export type NewSlot = { readonly bytes: Bytes; readonly context: SlotContext };

/** Writes the header of the one slot that sealing and rewrapping make. */
export const newSlot = (
  { keyring, key }: KeyOf,
  { holder, generation }: { readonly holder: Holder; readonly generation: number },
  { coreHash, sha256 }: { readonly coreHash: Bytes; readonly sha256: Sha256 | undefined },
): NewSlot => {
  const slot = {
    wrapSuite: keyring.wrapSuites[0],
    generation,
    holderRegion: holder.region,
    holderBackupId: holder.backupId,
    recipient: PRIMARY_RECIPIENT,
    epoch: key.epoch,
    pbkId: key.id,
  };
  const bytes = encodeSlot(slot);
  return { bytes, context: { binding: bindSlot(coreHash, bytes, sha256), slot } };
};
