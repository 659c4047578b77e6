/**
 * Sealed backups in memory.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import { hexDigits } from '../kernel/bytes.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { StoreChange } from '../store/change.ts';
import type { KeyEntry, RecordChange, SealedBackup, StoredBackup } from '../store/key-entry.ts';
import type { RecordDestroyed, RecordExists, RecordRefusal } from '../store/refusals.ts';

/** The sealed backups of all fleets. */
export type MemoryRecords = {
  /** Writes all of a change, or nothing. */
  readonly write: (change: StoreChange) => Either<RecordRefusal, void>;
  readonly read: (fleet: string, holderId: string) => StoredBackup | undefined;
  readonly holders: (fleet: string) => readonly string[];
};

type OneFleet = {
  readonly entries: ReadonlyMap<string, KeyEntry>;
  readonly destroyed: ReadonlySet<string>;
  readonly payloads: ReadonlyMap<string, Bytes>;
};

type Kept = OneFleet & { readonly marks: ReadonlySet<string> };

const NOTHING: OneFleet = { entries: new Map(), destroyed: new Set(), payloads: new Map() };

const copied = (entry: KeyEntry): KeyEntry => ({
  ...entry,
  record: entry.record.slice(),
  commitment: entry.commitment.slice(),
});

const taken = (
  { entries, destroyed }: OneFleet,
  holderId: string,
): RecordExists | RecordDestroyed | undefined => {
  if (destroyed.has(holderId)) return { _tag: 'RecordDestroyed', holderId };
  const generation = entries.get(holderId)?.generation;
  return generation === undefined ? undefined : { _tag: 'RecordExists', holderId, generation };
};

const withEntry = (kept: Kept, entry: KeyEntry): Kept => ({
  ...kept,
  entries: new Map(kept.entries).set(entry.holderId, copied(entry)),
});

const put = (kept: Kept, { entry, payload, salt }: SealedBackup): Either<RecordRefusal, Kept> => {
  const other = taken(kept, entry.holderId);
  if (other !== undefined) return left(other);
  const [ofSalt, ofCommitment] = [`s${hexDigits(salt)}`, `c${hexDigits(entry.commitment)}`];
  if (kept.marks.has(ofSalt)) return left({ _tag: 'SeenBefore', what: 'salt' });
  if (kept.marks.has(ofCommitment)) return left({ _tag: 'SeenBefore', what: 'commitment' });
  return right({
    ...withEntry(kept, entry),
    payloads: new Map(kept.payloads).set(entry.payloadId, payload.slice()),
    marks: new Set(kept.marks).add(ofSalt).add(ofCommitment),
  });
};

const destroy = (kept: Kept, holderId: string): Kept => {
  const entry = kept.entries.get(holderId);
  const entries = new Map(kept.entries);
  entries.delete(holderId);
  const payloads = new Map(kept.payloads);
  if (entry && ![...entries.values()].some(({ payloadId }) => payloadId === entry.payloadId))
    payloads.delete(entry.payloadId);
  return { ...kept, entries, payloads, destroyed: new Set(kept.destroyed).add(holderId) };
};

const changed = (kept: Kept, it: RecordChange): Either<RecordRefusal, Kept> => {
  if (it.change === 'DESTROY') return right(destroy(kept, it.holderId));
  const { entry } = it;
  const other = taken(kept, entry.holderId);
  const missing = { _tag: 'RecordMissing', holderId: entry.holderId } as const;
  if (it.change === 'ADD') {
    if (other !== undefined) return left(other);
    return kept.payloads.has(entry.payloadId) ? right(withEntry(kept, entry)) : left(missing);
  }
  if (other === undefined) return left(missing);
  return other._tag === 'RecordDestroyed' || other.generation !== it.generation
    ? left(other)
    : right(withEntry(kept, entry));
};

/** Makes an empty set of sealed backups. */
export const memoryRecords = (): MemoryRecords => {
  const fleets = new Map<string, OneFleet>();
  let marks: ReadonlySet<string> = new Set();
  const of = (fleet: string): OneFleet => fleets.get(fleet) ?? NOTHING;
  return {
    write: ({ fleet, sealed = [], records = [] }) => {
      if (sealed.length + records.length === 0) return right(undefined);
      let kept: Either<RecordRefusal, Kept> = right({ ...of(fleet), marks });
      for (const it of sealed) kept = isLeft(kept) ? kept : put(kept.right, it);
      for (const it of records) kept = isLeft(kept) ? kept : changed(kept.right, it);
      if (isLeft(kept)) return kept;
      ({ marks } = kept.right);
      const { entries, destroyed, payloads } = kept.right;
      fleets.set(fleet, { entries, destroyed, payloads });
      return right(undefined);
    },
    read: (fleet, holderId) => {
      const { entries, payloads } = of(fleet);
      const entry = entries.get(holderId);
      return entry && { entry: copied(entry), payload: payloads.get(entry.payloadId)?.slice() };
    },
    holders: (fleet) => [...of(fleet).entries.keys()].toSorted(),
  };
};
