/**
 * Whether a key record is wrapped under the active key, so that a rotation misses none that is made
 * while it runs.
 *
 * @module
 */
import {
  inspectRecord,
  type Bytes,
  type PbkInfo,
  type ProviderFailed,
} from '@hsm-lifecycle/crypto';
import { askedActiveKey } from '../effects/asked-key.ts';
import type { HostPlanes } from '../effects/planes.ts';
import type { Answer } from '../kernel/answer.ts';
import { isSameBytes } from '../kernel/bytes.ts';
import { isLeft, right } from '../kernel/either.ts';
import { ignored } from '../kernel/ignored.ts';
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

/**
 * Tells whether a record is wrapped under the active key of its scope; false if either is unknown.
 */
export const isUnderActiveKey = async (
  { keyring }: HostPlanes,
  entry: KeyEntry,
): Answer<ProviderFailed, boolean> => {
  const active = await askedActiveKey(keyring, entry.holder);
  if (isLeft(active)) return active;
  const id = keyIdOf(entry);
  return right(active.right !== undefined && id !== undefined && isSameBytes(active.right.id, id));
};

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
    ignored(again);
    const active = isPromise(again) ? asked : again;
    return isOther(active, id) ? { _tag: 'KeyRotated' } : undefined;
  };
};
