/**
 * Commits whose answer was lost.
 *
 * @module
 */
import type { Answer } from '../kernel/answer.ts';
import { isLeft, right } from '../kernel/either.ts';
import { afterMs } from '../kernel/soon.ts';
import { headAfter } from '../store/chain.ts';
import type { StoreChange, Committed } from '../store/change.ts';
import type { CommitError } from '../store/refusals.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import type { Store } from '../store/store.ts';

/** How often a change is repeated, and how long the host waits before it looks. */
const TRIES = 20;
const WAIT_MS = 50;

const isUnknown = (error: CommitError): boolean =>
  error._tag === 'StorageFailed' && error.reason === 'UNREACHABLE';

/** What the change did, if the log has its events. */
const found = async (
  store: Store,
  { fleet, commit, expected, events, claim }: StoreChange,
): Answer<StorageFailed, Committed | 'NOT_APPLIED'> => {
  const news = await store.read({ fleet, after: expected.position, limit: 1 });
  if (isLeft(news)) return news;
  if (news.right[0]?.commit !== commit) return right('NOT_APPLIED');
  const claimed = claim === undefined ? right([]) : await store.claim({ ...claim, fleet });
  if (isLeft(claimed)) return claimed;
  const pending = await store.pending(fleet);
  if (isLeft(pending)) return pending;
  return right({
    head: headAfter(expected, events),
    claimed: claimed.right,
    pending: pending.right.length,
  });
};

/**
 * Writes a change. If the answer is lost, looks for the change in the log: found, it was applied;
 * else it is repeated, and the compare-and-set on the head refuses a late first one.
 *
 * A change without events that was applied is refused as `ClaimLost` or as a record that exists,
 * when it is repeated: then its work is done.
 */
export const commitSurely = async (
  store: Store,
  change: StoreChange,
): Answer<CommitError, Committed> => {
  let outcome = await store.commit(change);
  for (let tries = 0; tries < TRIES && isLeft(outcome) && isUnknown(outcome.left); tries += 1) {
    // Each look depends on the try before.
    // eslint-disable-next-line no-await-in-loop
    const applied = await found(store, change);
    if (!isLeft(applied) && applied.right !== 'NOT_APPLIED') return right(applied.right);
    // eslint-disable-next-line no-await-in-loop
    if (isLeft(applied)) await afterMs(WAIT_MS);
    // eslint-disable-next-line no-await-in-loop
    else outcome = await store.commit(change);
  }
  return outcome;
};
