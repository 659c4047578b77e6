/**
 * A store of sealed backups in memory, for tests.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import { hexDigits } from '../kernel/bytes.ts';
import { left, right } from '../kernel/either.ts';
import type {
  KeyEntry,
  RecordDestroyed,
  RecordExists,
  SnapshotStore,
} from '../ports/snapshot-store.ts';

type Kept = {
  readonly entries: Map<string, KeyEntry>;
  readonly destroyed: Set<string>;
  readonly payloads: Map<string, Bytes>;
};

const copied = (entry: KeyEntry): KeyEntry => ({
  ...entry,
  record: entry.record.slice(),
  commitment: entry.commitment.slice(),
});

const taken = (
  { entries, destroyed }: Kept,
  holderId: string,
): RecordExists | RecordDestroyed | undefined => {
  if (destroyed.has(holderId)) return { _tag: 'RecordDestroyed', holderId };
  const generation = entries.get(holderId)?.generation;
  return generation === undefined ? undefined : { _tag: 'RecordExists', holderId, generation };
};

const destroy = ({ entries, destroyed, payloads }: Kept, holderId: string): boolean => {
  const entry = entries.get(holderId);
  destroyed.add(holderId);
  if (entry === undefined) return false;
  entry.record.fill(0);
  entries.delete(holderId);
  if (![...entries.values()].some(({ payloadId }) => payloadId === entry.payloadId))
    payloads.delete(entry.payloadId);
  return true;
};

/** Makes an empty store. It copies what goes in and out, like a file. */
export const memorySnapshotStore = (): SnapshotStore => {
  const kept: Kept = { entries: new Map(), destroyed: new Set(), payloads: new Map() };
  const salts = new Set<string>();
  const commitments = new Set<string>();
  return {
    put: async ({ entry, payload, salt }) => {
      const other = taken(kept, entry.holderId);
      if (other !== undefined) return left(other);
      if (salts.has(hexDigits(salt))) return left({ _tag: 'SeenBefore', what: 'salt' });
      if (commitments.has(hexDigits(entry.commitment)))
        return left({ _tag: 'SeenBefore', what: 'commitment' });
      salts.add(hexDigits(salt));
      commitments.add(hexDigits(entry.commitment));
      kept.payloads.set(entry.payloadId, payload.slice());
      kept.entries.set(entry.holderId, copied(entry));
      return right(undefined);
    },
    payload: async (payloadId) => right(kept.payloads.get(payloadId)?.slice()),
    entry: async (holderId) => {
      const entry = kept.entries.get(holderId);
      return right(entry && copied(entry));
    },
    add: async (entry) => {
      const other = taken(kept, entry.holderId);
      if (other !== undefined) return left(other);
      if (!kept.payloads.has(entry.payloadId))
        return left({ _tag: 'RecordMissing', holderId: entry.holderId });
      kept.entries.set(entry.holderId, copied(entry));
      return right(undefined);
    },
    replace: async (entry, generation) => {
      const other = taken(kept, entry.holderId);
      if (other === undefined) return left({ _tag: 'RecordMissing', holderId: entry.holderId });
      if (other._tag === 'RecordDestroyed' || other.generation !== generation) return left(other);
      kept.entries.set(entry.holderId, copied(entry));
      return right(undefined);
    },
    destroy: async (holderId) => right(destroy(kept, holderId)),
    holderIds: async () => right([...kept.entries.keys()].toSorted()),
  };
};
