/**
 * Whether a key record is wrapped under the active key, so that a rotation misses none that is made
 * while it runs.
 *
 * @module
 */
import { inspectRecord, type Bytes, type PbkInfo } from '@hsm-lifecycle/crypto';
import type { HostPlanes } from '../effects/planes.ts';
import { isSameBytes } from '../kernel/bytes.ts';
import type { KeyEntry } from '../store/key-entry.ts';

/** The key was rotated while the record was made. Make it again. */
export type KeyRotated = { readonly _tag: 'KeyRotated' };

/** The id of the key that a record is wrapped under; undefined if it cannot be read. */
export const keyIdOf = ({ record }: Pick<KeyEntry, 'record'>): Bytes | undefined => {
  const slots = inspectRecord(record);
  return slots._tag === 'Left' ? undefined : slots.right[0]?.pbkId;
};

const isOther = (active: PbkInfo | undefined, id: Bytes | undefined): boolean =>
  active !== undefined && id !== undefined && !isSameBytes(active.id, id);

/** Tells whether a record is wrapped under another key than the active one of its scope. */
export const isUnderOldKey = async ({ keyring }: HostPlanes, entry: KeyEntry): Promise<boolean> =>
  isOther(await keyring.activeKey(entry.holder), keyIdOf(entry));

/** Also the promises of other makers. */
const isPromise = <Value>(given: Value | PromiseLike<Value>): given is PromiseLike<Value> =>
  typeof given === 'object' && given !== null && 'then' in given;

/**
 * Prepares the check for the moment of the commit. A remote keyring is asked now only, because the
 * commit does not wait; one that answers at once is asked again then. The check throws if the
 * keyring does.
 */
export const keyCheck = async (
  { keyring }: HostPlanes,
  entry: KeyEntry,
): Promise<() => KeyRotated | undefined> => {
  const id = keyIdOf(entry);
  const { region, manufacturer } = entry.holder;
  const answer = keyring.activeKey({ region, manufacturer });
  const isRemote = isPromise(answer);
  const asked = await answer;
  return () => {
    const again = isRemote ? asked : keyring.activeKey({ region, manufacturer });
    // The answer comes too late, and a rejection has nobody else who handles it.
    if (isPromise(again)) void Promise.resolve(again).catch(() => undefined);
    const active = isPromise(again) ? asked : again;
    return isOther(active, id) ? { _tag: 'KeyRotated' } : undefined;
  };
};
