/**
 * The store on an open SQLite database.
 *
 * @module
 */
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { monotonicClock } from '../kernel/monotonic.ts';
import { headAfter, isSameHead } from '../store/chain.ts';
import type { StoreChange, Committed, Head } from '../store/change.ts';
import type { EffectBoard } from '../store/effect-board.ts';
import type { CommitError } from '../store/refusals.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import type { Store } from '../store/store.ts';
import { backupRows, type BackupRows } from './backup-rows.ts';
import type { Driver } from './driver.ts';
import { effectRows, type EffectRows } from './effect-rows.ts';
import { erasing, type Erasing } from './erasing.ts';
import { eventRows, type EventRows } from './event-rows.ts';
import { catchStorageFailure } from './storage-failure.ts';
import { transaction } from './transaction.ts';

type Tables = {
  readonly driver: Driver;
  readonly events: EventRows;
  readonly backups: BackupRows;
  readonly effects: EffectRows;
  readonly board: EffectBoard;
  readonly erase: Erasing;
  readonly now: () => number;
};

const refusalOf = (
  { events, board }: Tables,
  { fleet, expected, done = [] }: StoreChange,
): CommitError | undefined => {
  const head = events.head(fleet);
  if (!isSameHead(head, expected))
    return { _tag: 'Conflict', fleet, expected: expected.position, actual: head.position };
  const lost = board.lost(done);
  return lost && { _tag: 'ClaimLost', position: lost.position, ordinal: lost.ordinal };
};

/** Right: whether old pages are to be erased. */
const write = (tables: Tables, change: StoreChange, head: Head): Either<CommitError, boolean> => {
  const refusal = refusalOf(tables, change);
  if (refusal !== undefined) return left(refusal);
  const written = tables.backups.write(change);
  if (isLeft(written)) return written;
  const { fleet, commit, expected, events, effects = [], done = [] } = change;
  tables.events.append(head, events, { fleet, commit, before: expected.position });
  tables.effects.remove(done);
  tables.effects.insert(fleet, effects);
  return written;
};

const commit = (tables: Tables, change: StoreChange): Either<CommitError, Committed> => {
  const { driver, board, erase, now } = tables;
  const { fleet, expected, events, effects = [], done = [], claim } = change;
  const head = headAfter(expected, events);
  const written = transaction(driver, () => write(tables, change, head));
  if (isLeft(written)) return written;
  board.remove(done);
  board.add(fleet, effects);
  if (written.right) erase.owe();
  erase.settle();
  const claimed = claim === undefined ? [] : board.claim(fleet, claim, now());
  return right({ head, claimed, pending: board.count(fleet) });
};

/**
 * Makes the store of a prepared database.
 *
 * @param close - closes the database
 */
export const storeOn = (driver: Driver, close: () => void): Store => {
  const effects = effectRows(driver);
  const tables: Tables = {
    driver,
    events: eventRows(driver),
    backups: backupRows(driver),
    effects,
    board: effects.board(),
    erase: erasing(driver),
    now: monotonicClock(),
  };
  const { events, backups, board, erase, now } = tables;
  const reading = <Value>(read: () => Value): Either<StorageFailed, Value> =>
    catchStorageFailure(() => {
      erase.settle();
      return right(read());
    });
  return {
    commit: async (change) => commit(tables, change),
    head: async (fleet) => reading(() => events.head(fleet)),
    read: async (from) => reading(() => events.read(from)),
    moved: async (cursors, limit) => reading(() => events.moved(cursors, limit)),
    checkpoint: async (fleet) => reading(() => events.checkpoint(fleet)),
    keep: async (checkpoint) => transaction(driver, () => right(events.keep(checkpoint))),
    sealed: async (fleet, holderId) => reading(() => backups.read(fleet, holderId)),
    holders: async (fleet) => reading(() => backups.holders(fleet)),
    claim: async ({ fleet, ...by }) => reading(() => board.claim(fleet, by, now())),
    release: async (claim, next) => {
      if (board.lost([claim]) !== undefined)
        return left({ _tag: 'ClaimLost', position: claim.position, ordinal: claim.ordinal });
      board.release(claim, next);
      return right(undefined);
    },
    pending: async (fleet) => reading(() => board.pending(fleet)),
    health: async () =>
      reading(() => {
        events.head('');
        return { pending: board.count(), isErased: !erase.isOwed() };
      }),
    close: async () => close(),
  };
};
