/**
 * Time itself: everything that is due, and the frame in which every transition runs.
 *
 * @module
 */
import { followedBy, happening, unfolding, type Change, type Outcome } from '../kernel/change.ts';
import { undraft } from '../kernel/draft.ts';
import { isLeft, left, right, type Left } from '../kernel/either.ts';
import { evolve, evolveCluster, evolveCopy } from '../evolve/evolve.ts';
import type { NotAnInstant, TimeRanBackwards } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, CopyEvent, HolderEvent } from '../model/event.ts';
import type { BackupHolder } from '../model/holder.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import { nextClusterEvent, nextCopyEvent } from './next-event.ts';
import { isOriginSpent, originDropped } from './origin.ts';

/** What each transition may refuse before its own guards. */
export type TimeRefusal = NotAnInstant | TimeRanBackwards;

/** The event that can happen to a holder of a kind. */
export type EventOfHolder<Holder extends BackupHolder> = Holder extends Cluster
  ? ClusterEvent
  : CopyEvent;

const unfoldCluster = unfolding(evolveCluster, nextClusterEvent);
const unfoldCopy = unfolding(evolveCopy, nextCopyEvent);

/** What is due by then: nothing. */
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * Brings a holder everything that is due up to and including an instant. Total: an instant before
 * `asOf`, or a number that is no instant, changes nothing.
 */
export const unfold = <Holder extends BackupHolder>(
  holder: Holder,
  at: EpochMillis,
): Change<Holder, EventOfHolder<Holder>> => {
  const until = isInstant(at) ? at : NEVER;
  return (holder.kind === 'CLUSTER'
    ? unfoldCluster(holder, until)
    : unfoldCopy(holder, until)) as unknown as Change<Holder, EventOfHolder<Holder>>;
};

/**
 * Tells why a holder or a fleet cannot go to an instant: it is no instant, or before the last
 * event.
 */
export const timeRefusal = (
  { asOf }: { readonly asOf: EpochMillis },
  at: EpochMillis,
): TimeRefusal | undefined => {
  if (!isInstant(at)) return { _tag: 'NotAnInstant', rule: 'M-2', at };
  return at < asOf ? { _tag: 'TimeRanBackwards', rule: 'M-1', at, asOf } : undefined;
};

/** What `advance` and `advanceFleet` need to know. */
export type Advance = {
  /** Until when, in milliseconds since the epoch; what is due at that very instant happens too. */
  readonly at: EpochMillis;
};

/**
 * Lets time pass: brings a holder everything that is due up to and including an instant.
 *
 * @param holder - a cluster or a copy, in any state
 * @param input - `at` in milliseconds since the epoch; a cluster with an HSM makes a backup a day,
 *   so a year of it is some 1,500 events
 * @returns Right: the holder then; events: what was due, oldest first. Left: `NotAnInstant` or
 *   `TimeRanBackwards`.
 * @example
 * pipe(activate(cluster, { at }), andThen(advance, { at: at + DAY_MS }));
 */
export const advance = <Holder extends BackupHolder>(
  holder: Holder,
  { at }: Advance,
): Outcome<TimeRefusal, Holder, EventOfHolder<Holder>> => {
  const before = undraft(holder);
  const wrong = timeRefusal(before, at);
  return wrong === undefined ? right(unfold(before, at)) : left(wrong);
};

/** What a result may refuse. */
export type RefusalIn<Result> = Result extends Left<infer Refusal> ? Refusal : never;

const happenedTo = happening<BackupHolder, HolderEvent>(evolve);

/** The last line of a transition: the events, and the state that they make. */
export const happened = <Holder extends BackupHolder>(
  before: Holder,
  ...events: readonly HolderEvent[]
): Outcome<never, Holder, HolderEvent> =>
  happenedTo(before, ...events) as Outcome<never, Holder, HolderEvent>;

/**
 * Ends a decision with `OriginDropped` if it has made the last use of a restored cluster's origin,
 * as the settling of its first backup does.
 */
const withOriginDropped = <Holder extends BackupHolder>(
  decision: Outcome<unknown, Holder, HolderEvent>,
): Outcome<unknown, Holder, HolderEvent> => {
  if (isLeft(decision)) return decision;
  const [now] = decision.right;
  return now.kind === 'CLUSTER' && isOriginSpent(now)
    ? followedBy(decision.right, happened(now, originDropped(now, now.asOf)))
    : decision;
};

/**
 * Runs a transition: first everything due by `at`, then the transition's own guards and events on
 * the state as it then is, then `OriginDropped` if nothing needs the origin any more.
 *
 * @param holder - the holder before, or a draft of it
 * @param at - the instant of the command
 * @param body - guards, then `happened`
 */
export const transition = <
  Holder extends BackupHolder,
  Result extends Outcome<unknown, Holder, HolderEvent>,
>(
  holder: Holder,
  at: EpochMillis,
  body: (now: Holder) => Result,
): Outcome<RefusalIn<Result> | TimeRefusal, Holder, EventOfHolder<Holder>> => {
  const before = undraft(holder);
  const wrong = timeRefusal(before, at);
  if (wrong !== undefined) return left(wrong);
  const due = unfold(before, at);
  const decision: Outcome<unknown, Holder, HolderEvent> = withOriginDropped(body(due[0]));
  return followedBy(due, decision as Outcome<RefusalIn<Result>, Holder, EventOfHolder<Holder>>);
};

/**
 * What a guard may look at when a transition starts another holder: the one it starts from, as it
 * is at that instant.
 */
export const seenAt = <Holder extends BackupHolder, Result>(
  holder: Holder,
  at: EpochMillis,
  body: (now: Holder) => Result,
): Result | Left<TimeRefusal> => {
  const before = undraft(holder);
  const wrong = timeRefusal(before, at);
  return wrong === undefined ? body(unfold(before, at)[0]) : refused(wrong);
};
