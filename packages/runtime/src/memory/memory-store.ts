/**
 * A store in memory, for tests. It copies what goes in and out, like a file.
 *
 * @module
 */
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { monotonicClock } from '../kernel/monotonic.ts';
import { EMPTY_HEAD, headAfter, isSameHead } from '../store/chain.ts';
import type { StoreChange, Committed, StoredEvent } from '../store/change.ts';
import { effectBoard, type EffectBoard } from '../store/effect-board.ts';
import type { CommitError } from '../store/refusals.ts';
import type { Checkpoint, Store } from '../store/store.ts';
import { memoryRecords, type MemoryRecords } from './memory-records.ts';

type OneFleet = {
  head: typeof EMPTY_HEAD;
  readonly events: StoredEvent[];
  checkpoint: Checkpoint | undefined;
};

type Kept = {
  readonly fleets: Map<string, OneFleet>;
  readonly records: MemoryRecords;
  readonly board: EffectBoard;
  readonly now: () => number;
};

const fleetOf = ({ fleets }: Kept, fleet: string): OneFleet =>
  fleets.get(fleet) ?? { head: EMPTY_HEAD, events: [], checkpoint: undefined };

const keptFleet = (kept: Kept, fleet: string): OneFleet => {
  const own = fleetOf(kept, fleet);
  kept.fleets.set(fleet, own);
  return own;
};

const commit = (kept: Kept, change: StoreChange): Either<CommitError, Committed> => {
  const { board, records } = kept;
  const { fleet, commit: id, expected, events, effects = [], done = [], claim } = change;
  const own = fleetOf(kept, fleet);
  const { position } = own.head;
  if (!isSameHead(own.head, expected))
    return left({ _tag: 'Conflict', fleet, expected: expected.position, actual: position });
  const lost = board.lost(done);
  if (lost !== undefined)
    return left({ _tag: 'ClaimLost', position: lost.position, ordinal: lost.ordinal });
  const written = records.write(change);
  if (isLeft(written)) return written;
  const next = keptFleet(kept, fleet);
  next.events.push(
    ...events.map((it, index) => ({ ...it, position: position + index + 1, commit: id })),
  );
  next.head = headAfter(expected, events);
  board.remove(done);
  board.add(fleet, effects);
  const claimed = claim === undefined ? [] : board.claim(fleet, claim, kept.now());
  return right({ head: next.head, claimed, pending: board.count(fleet) });
};

/** Makes an empty store. */
export const memoryStore = (): Store => {
  const kept: Kept = {
    fleets: new Map(),
    records: memoryRecords(),
    board: effectBoard(),
    now: monotonicClock(),
  };
  const { board, records, fleets } = kept;
  return {
    commit: async (change) => commit(kept, change),
    head: async (fleet) => right(fleetOf(kept, fleet).head),
    read: async ({ fleet, after, limit = Number.MAX_SAFE_INTEGER, stream }) =>
      right(
        fleetOf(kept, fleet)
          .events.slice(after)
          .filter((it) => stream === undefined || it.stream === stream)
          .slice(0, limit),
      ),
    moved: async (cursors, limit) =>
      right(
        [...fleets]
          .filter(([fleet, { head }]) => head.position > (cursors.get(fleet) ?? 0))
          .map(([fleet]) => fleet)
          .toSorted()
          .slice(0, limit),
      ),
    checkpoint: async (fleet) => right(fleetOf(kept, fleet).checkpoint),
    keep: async (checkpoint) => {
      const own = keptFleet(kept, checkpoint.fleet);
      if (checkpoint.head.position > (own.checkpoint?.head.position ?? -1))
        own.checkpoint = checkpoint;
      return right(undefined);
    },
    sealed: async (fleet, holderId) => right(records.read(fleet, holderId)),
    holders: async (fleet) => right(records.holders(fleet)),
    claim: async ({ fleet, ...by }) => right(board.claim(fleet, by, kept.now())),
    release: async (claim, next) => {
      if (board.lost([claim]) !== undefined)
        return left({ _tag: 'ClaimLost', position: claim.position, ordinal: claim.ordinal });
      board.release(claim, next);
      return right(undefined);
    },
    pending: async (fleet) => right(board.pending(fleet)),
    health: async () => right({ pending: board.count(), isErased: true }),
    close: async () => undefined,
  };
};
