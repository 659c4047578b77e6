/**
 * Advances time, and runs each transition once everything due has happened.
 *
 * @module
 */
import { followedBy, happening, unfolding, type Change, type Outcome } from '../kernel/change.ts';
import { undraft } from '../kernel/draft.ts';
import { isLeft, left, right, type Left } from '../kernel/either.ts';
import { evolve, evolveCluster, evolveCopy } from '../evolve/evolve.ts';
import { clusterRefusal, holderRefusal, inputRefusal } from '../rules/argument-refusal.ts';
import type { NotAnInstant, NotWellFormed, TimeRanBackwards } from '../rules/model-refusals.ts';
import { notAnInstant } from '../rules/not-an-instant.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, CopyEvent, HolderEvent } from '../model/event.ts';
import type { BackupHolder } from '../model/holder.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import { nextClusterEvent, nextCopyEvent } from './next-event.ts';
import { isOriginSpent, originDropped } from './origin.ts';

/** Why any transition may refuse before its own guards run. */
export type TimeRefusal = NotAnInstant | TimeRanBackwards;

/** Why `advance`, `advanceFleet` and `eachDue` may refuse. */
export type AdvanceRefusal = NotWellFormed | TimeRefusal;

/** The events of a kind of holder. */
export type EventOfHolder<Holder extends BackupHolder> = Holder extends Cluster
  ? ClusterEvent
  : CopyEvent;

const unfoldCluster = unfolding(evolveCluster, nextClusterEvent);
const unfoldCopy = unfolding(evolveCopy, nextCopyEvent);

/** An instant by which nothing is due. */
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * Applies everything that is due to a holder up to and including an instant. Total: an instant
 * before `asOf`, or a number that is not an instant, changes nothing.
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
 * Refuses a number that is not an instant, and an instant before the last event.
 */
export const timeRefusal = (
  { asOf }: { readonly asOf: EpochMillis },
  at: EpochMillis,
  field?: NotAnInstant['field'],
): TimeRefusal | undefined => {
  if (!isInstant(at)) return notAnInstant(at, field);
  return at < asOf ? { _tag: 'TimeRanBackwards', rule: 'M-1', at, asOf } : undefined;
};

/** The input of `advance` and `advanceFleet`. */
export type Advance = {
  /** The instant to advance to, inclusive, in milliseconds since the epoch. */
  readonly at: EpochMillis;
};

/**
 * Lets time pass: applies everything that is due to a holder up to and including an instant.
 *
 * @param holder - a cluster or a copy, in any state
 * @param input - `at` in milliseconds since the epoch; a cluster with an HSM is backed up daily, so
 *   a year brings about 1,500 events
 * @returns Right: the holder at that instant; events: what was due, oldest first. Left:
 *   `NotWellFormed`, `NotAnInstant` or `TimeRanBackwards`.
 * @example
 * pipe(activate(cluster, { at }), andThen(advance, { at: at + DAY_MS }));
 */
export const advance = <Holder extends BackupHolder>(
  holder: Holder,
  input: Advance,
): Outcome<AdvanceRefusal, Holder, EventOfHolder<Holder>> => {
  const before = undraft(holder);
  const wrong = inputRefusal(input) ?? holderRefusal(before) ?? timeRefusal(before, input.at);
  return wrong === undefined ? right(unfold(before, input.at)) : left(wrong);
};

/** The refusals of a result. */
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
 * Runs a transition: first applies everything due by `at`, then runs the transition's guards and
 * events on the state after it, then adds `OriginDropped` if nothing needs the origin any more.
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
): Outcome<RefusalIn<Result> | AdvanceRefusal, Holder, EventOfHolder<Holder>> => {
  const before = undraft(holder);
  const wrong = holderRefusal(before) ?? timeRefusal(before, at);
  if (wrong !== undefined) return left(wrong);
  const due = unfold(before, at);
  const decision: Outcome<unknown, Holder, HolderEvent> = withOriginDropped(body(due[0]));
  return followedBy(due, decision as Outcome<RefusalIn<Result>, Holder, EventOfHolder<Holder>>);
};

/** Runs a transition that only clusters take; refuses anything else. */
export const clusterTransition = <Result extends Outcome<unknown, Cluster, HolderEvent>>(
  cluster: Cluster,
  at: EpochMillis,
  body: (now: Cluster) => Result,
): Outcome<RefusalIn<Result> | AdvanceRefusal, Cluster, ClusterEvent> => {
  const wrong = clusterRefusal(cluster);
  return wrong === undefined ? transition(cluster, at, body) : left(wrong);
};

/**
 * Runs a guard on the holder that another one starts from, as it is at that instant. The holder
 * itself does not change.
 */
export const seenAt = <Holder extends BackupHolder, Result>(
  holder: Holder,
  at: EpochMillis,
  body: (now: Holder) => Result,
): Result | Left<AdvanceRefusal> => {
  const before = undraft(holder);
  const wrong = holderRefusal(before) ?? timeRefusal(before, at);
  return wrong === undefined ? body(unfold(before, at)[0]) : refused(wrong);
};
