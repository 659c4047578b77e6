/**
 * What a law is, and what it is asked about.
 *
 * @module
 */
import { type BackupHolder, type Cluster, type Command } from '@hsm-lifecycle/core';
import { evolveFleet, holderIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';

/** One accepted command: the fleet that it met, what happened, and the fleet after it. */
export type LawStep = {
  readonly before: Fleet;
  readonly command: Command;
  /** All that happened, oldest first; what was due before the command comes first. */
  readonly events: readonly FleetEvent[];
  readonly after: Fleet;
};

/** A sentence that is true of every step, and the code that tells whether it is. */
export type Law = {
  readonly name: string;
  /** What is promised, as one would tell it to an auditor. */
  readonly sentence: string;
  /**
   * `true` when the step keeps the law; `false`, or a text that says what is wrong, when it breaks
   * it.
   */
  readonly holds: (step: LawStep) => boolean | string;
};

/** One event of a step, with the fleet just before and just after it. */
export type LawMoment = FleetEvent & {
  readonly before: Fleet;
  readonly after: Fleet;
  /**
   * The holder it happened to, as it was; `undefined` for its first event and for events of the
   * fleet itself.
   */
  readonly holder: BackupHolder | undefined;
  /** The same holder after it. */
  readonly holderAfter: BackupHolder | undefined;
};

const walked = new WeakMap<LawStep, readonly LawMoment[]>();

const walk = ({ before, events }: LawStep): readonly LawMoment[] => {
  let now = before;
  return events.map((each) => {
    const past = now;
    now = evolveFleet(past, each);
    return {
      ...each,
      before: past,
      after: now,
      holder: holderIn(past, each.stream),
      holderAfter: holderIn(now, each.stream),
    };
  });
};

/**
 * Replays a step event by event, so that a law can look at the state just before each one. Laws
 * that ask about one step share the answer.
 *
 * @param step - an accepted command
 * @returns one moment an event, oldest first
 * @throws InvariantViolation when the events cannot have happened to the fleet before
 */
export const momentsOf = (step: LawStep): readonly LawMoment[] => {
  const known = walked.get(step);
  if (known !== undefined) return known;
  const moments = walk(step);
  walked.set(step, moments);
  return moments;
};

/** One event of a cluster that had begun before it. */
export type ClusterMoment = Pick<LawMoment, 'event'> & {
  readonly was: Cluster;
  readonly is: Cluster;
};

/** Asks about a moment only if it is a cluster's, and not its first. */
export const ofClusters =
  (wrong: (it: ClusterMoment) => string | undefined) =>
  ({ event, holder: was, holderAfter: is }: LawMoment): string | undefined =>
    was?.kind === 'CLUSTER' && is?.kind === 'CLUSTER' ? wrong({ event, was, is }) : undefined;

/** What the first wrong item is, if there is one. */
export const firstOf = <Item>(
  items: Iterable<Item>,
  wrong: (item: Item) => string | undefined,
): string | undefined => {
  for (const item of items) {
    const complaint = wrong(item);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
};

/** A holder that a step has changed or started. */
export type ChangedHolder = {
  readonly holder: BackupHolder | undefined;
  readonly holderAfter: BackupHolder;
};

const changed = new WeakMap<LawStep, readonly ChangedHolder[]>();

/**
 * Lists the holders that a step has changed or started, as they were and as they are. Laws that ask
 * about one step share the answer.
 */
export const changedHolders = (step: LawStep): readonly ChangedHolder[] => {
  const known = changed.get(step);
  if (known !== undefined) return known;
  const { before, after } = step;
  const them = [...after.holders.entries()].flatMap(
    ([stem, holderAfter]): readonly ChangedHolder[] => {
      const holder = before.holders.get(stem);
      return holder === holderAfter ? [] : [{ holder, holderAfter }];
    },
  );
  changed.set(step, them);
  return them;
};

/** Keeps the law if nothing is wrong; else says what is wrong first. */
export const firstWrong = <Item>(
  items: Iterable<Item>,
  wrong: (item: Item) => string | undefined,
): boolean | string => firstOf(items, wrong) ?? true;

/** A law that looks at each event by itself. */
export const lawOfMoments = (
  name: string,
  sentence: string,
  wrong: (moment: LawMoment, step: LawStep) => string | undefined,
): Law => ({
  name,
  sentence,
  holds: (step) => firstWrong(momentsOf(step), (moment) => wrong(moment, step)),
});
