/**
 * Who performs which effect, and in which order, for stores that one process holds. Claims last no
 * longer than the process.
 *
 * @module
 */
import {
  effectKeyText,
  type Claim,
  type ClaimBy,
  type Claimed,
  type EffectKey,
  type NewEffect,
  type PendingEffect,
} from './effect-row.ts';
import type { Retry } from './store.ts';

type Entry = {
  readonly effect: NewEffect;
  attempt: number;
  worker: string;
  leasedUntil: number;
  runAt: number;
  error: string | undefined;
};

/** The effects of all fleets that are not done. */
export type EffectBoard = {
  /** The first claim that does not hold. */
  readonly lost: (claims: readonly Claim[]) => Claim | undefined;
  readonly add: (fleet: string, effects: readonly NewEffect[]) => void;
  readonly remove: (keys: readonly EffectKey[]) => void;
  readonly claim: (fleet: string, by: ClaimBy, now: number) => readonly Claimed[];
  readonly release: (claim: Claim, next: Retry) => void;
  readonly pending: (fleet: string) => readonly PendingEffect[];
  readonly count: (fleet?: string) => number;
};

const claimOf = (fleet: string, { effect, worker, attempt }: Entry): Claimed => ({
  ...effect,
  fleet,
  worker,
  attempt,
});

const pendingOf = (fleet: string, entry: Entry): PendingEffect => {
  const { runAt, error } = entry;
  const row = Object.assign(claimOf(fleet, entry), { runAt });
  return error === undefined ? row : Object.assign(row, { error });
};

const isFree = ({ leasedUntil, runAt }: Entry, now: number): boolean =>
  leasedUntil <= now && runAt <= now;

/** Gives the free effects that no older effect stands in the way of, oldest first. */
function* unblocked(entries: Iterable<Entry>, now: number): Generator<Entry, void, undefined> {
  const written = new Set<string>();
  const readers = new Set<string>();
  for (const entry of entries) {
    const { record, source } = entry.effect;
    const isBlocked =
      written.has(record) || readers.has(record) || (source !== undefined && written.has(source));
    written.add(record);
    if (source !== undefined) readers.add(source);
    if (!isBlocked && isFree(entry, now)) yield entry;
  }
}

const holds = (entry: Entry | undefined, { worker, attempt }: Claim): boolean =>
  entry?.attempt === attempt && entry.worker === worker;

/** Makes an empty board. */
export const effectBoard = (): EffectBoard => {
  const fleets = new Map<string, Map<string, Entry>>();
  const of = (fleet: string): Map<string, Entry> => {
    const known = fleets.get(fleet) ?? new Map<string, Entry>();
    fleets.set(fleet, known);
    return known;
  };
  const entryOf = (key: EffectKey): Entry | undefined =>
    fleets.get(key.fleet)?.get(effectKeyText(key));
  return {
    lost: (claims) => claims.find((claim) => !holds(entryOf(claim), claim)),
    add: (fleet, effects) => {
      for (const effect of effects)
        of(fleet).set(effectKeyText(effect), {
          effect: { ...effect },
          attempt: 0,
          worker: '',
          leasedUntil: 0,
          runAt: 0,
          error: undefined,
        });
    },
    remove: (keys) => {
      for (const key of keys) fleets.get(key.fleet)?.delete(effectKeyText(key));
    },
    claim: (fleet, { worker, limit, leaseMs }, now) => {
      const claimed: Claimed[] = [];
      if (limit <= 0) return claimed;
      for (const entry of unblocked(of(fleet).values(), now)) {
        entry.attempt += 1;
        entry.worker = worker;
        entry.leasedUntil = now + leaseMs;
        claimed.push(claimOf(fleet, entry));
        if (claimed.length >= limit) break;
      }
      return claimed;
    },
    release: (claim, { runAt, error }) => {
      const entry = entryOf(claim);
      if (entry === undefined) return;
      entry.worker = '';
      entry.leasedUntil = 0;
      entry.runAt = runAt;
      entry.error = error;
    },
    pending: (fleet) => Array.from(of(fleet).values(), (entry) => pendingOf(fleet, entry)),
    count: (fleet) =>
      fleet === undefined
        ? [...fleets.values()].reduce((count, { size }) => count + size, 0)
        : (fleets.get(fleet)?.size ?? 0),
  };
};
