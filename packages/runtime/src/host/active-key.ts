/**
 * Whether a key record is wrapped under the active key, so that a rotation misses none that is made
 * while it runs.
 *
 * @module
 */
import { inspectSealed, type Bytes, type PbkInfo } from '@hsm-lifecycle/crypto';
import type { Planes } from '../effects/planes.ts';
import { isSameBytes } from '../kernel/bytes.ts';
import type { KeyEntry } from '../store/key-entry.ts';

/** The key was rotated while the record was made. Make it again. */
export type KeyRotated = { readonly _tag: 'KeyRotated' };

/** A key record with its payload. */
export type RecordAndPayload = { readonly entry: KeyEntry; readonly payload: Bytes };

/** The id of the key that a record is wrapped under; undefined if it cannot be read. */
export const keyIdOf = ({ entry, payload }: RecordAndPayload): Bytes | undefined => {
  const info = inspectSealed(payload, entry.record);
  return info._tag === 'Left' ? undefined : info.right.slot?.pbkId;
};

const isOther = (active: PbkInfo | undefined, id: Bytes | undefined): boolean =>
  active !== undefined && id !== undefined && !isSameBytes(active.id, id);

/** Tells whether a record is wrapped under another key than the active one of its scope. */
export const isUnderOldKey = async (
  { keyring }: Planes,
  found: RecordAndPayload,
): Promise<boolean> => isOther(await keyring.activeKey(found.entry.holder), keyIdOf(found));

/**
 * Prepares the check for the moment of the commit. A remote keyring is asked now; one that answers
 * at once is asked again then.
 */
export const keyCheck = async (
  { keyring }: Planes,
  found: RecordAndPayload,
): Promise<() => KeyRotated | undefined> => {
  const id = keyIdOf(found);
  const { region, manufacturer } = found.entry.holder;
  const asked = await keyring.activeKey({ region, manufacturer });
  return () => {
    const again = keyring.activeKey({ region, manufacturer });
    const active = again instanceof Promise ? asked : again;
    // `instanceof` leaves the types of other promises in.
    return active !== undefined && 'id' in active && isOther(active, id)
      ? { _tag: 'KeyRotated' }
      : undefined;
  };
};
