/**
 * Laws, the steps that they are checked on, and helpers to write holders.
 *
 * @module
 */
import { type BackupHolder, type Cluster, type Command } from '@hsm-lifecycle/core';
import { evolveFleet, holderIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';

/** One accepted command: the fleet before it, the events, and the fleet after it. */
export type LawStep = {
  readonly before: Fleet;
  readonly command: Command;
  /** Oldest first. Events that were due before the command come first. */
  readonly events: readonly FleetEvent[];
  readonly after: Fleet;
};

/** A property of every step, with the code that checks it. */
export type Law = {
  readonly name: string;
  /** What is promised, in a sentence for an auditor. */
  readonly sentence: string;
  /** `true` if the step keeps the law; `false`, or a text that says what is wrong, if not. */
  readonly holds: (step: LawStep) => boolean | string;
};

/** One event of a step, with the fleet just before and just after it. */
export type LawMoment = FleetEvent & {
  readonly before: Fleet;
  readonly after: Fleet;
  /** The event's holder before it; `undefined` for its first event and for fleet-wide events. */
  readonly holder: BackupHolder | undefined;
  /** The same holder after the event. */
  readonly holderAfter: BackupHolder | undefined;
};

const momentsByStep = new WeakMap<LawStep, readonly LawMoment[]>();

const replayed = ({ before, events }: LawStep): readonly LawMoment[] => {
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
 * Replays a step event by event, so that a law can look at the fleet just before and just after
 * each one. The result is cached by step.
 *
 * @returns one moment for each event, oldest first
 * @throws InvariantViolation if the events cannot have happened to the fleet before
 * @example
 * const added: Law['holds'] = (step) => momentsOf(step).every(({ event }) => event.data.at >= 0);
 */
export const momentsOf = (step: LawStep): readonly LawMoment[] => {
  const known = momentsByStep.get(step);
  if (known !== undefined) return known;
  const moments = replayed(step);
  momentsByStep.set(step, moments);
  return moments;
};

/** One event of a cluster, with the cluster before and after it. Never its first event. */
export type ClusterMoment = Pick<LawMoment, 'event'> & {
  readonly was: Cluster;
  readonly is: Cluster;
};

/** Restricts a check to events of clusters, without their first. */
export const ofClusters =
  (wrong: (it: ClusterMoment) => string | undefined) =>
  ({ event, holder: was, holderAfter: is }: LawMoment): string | undefined =>
    was?.kind === 'CLUSTER' && is?.kind === 'CLUSTER' ? wrong({ event, was, is }) : undefined;

/** The complaint about the first wrong item; `undefined` if none is wrong. */
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

/** A holder that a step changed or created; `holder` is `undefined` if it was created. */
export type ChangedHolder = {
  readonly holder: BackupHolder | undefined;
  readonly holderAfter: BackupHolder;
};

const changedByStep = new WeakMap<LawStep, readonly ChangedHolder[]>();

/** Lists the holders that a step changed or created. The result is cached by step. */
export const changedHolders = (step: LawStep): readonly ChangedHolder[] => {
  const known = changedByStep.get(step);
  if (known !== undefined) return known;
  const { before, after } = step;
  const holders = [...after.holders.entries()].flatMap(
    ([stem, holderAfter]): readonly ChangedHolder[] => {
      const holder = before.holders.get(stem);
      return holder === holderAfter ? [] : [{ holder, holderAfter }];
    },
  );
  changedByStep.set(step, holders);
  return holders;
};

/** `true` if no item is wrong, or else the first complaint. */
export const firstWrong = <Item>(
  items: Iterable<Item>,
  wrong: (item: Item) => string | undefined,
): boolean | string => firstOf(items, wrong) ?? true;

/** Restricts a check to clusters that a step changed. */
export const ofChangedClusters =
  (wrong: (it: Cluster, step: LawStep) => string | undefined) =>
  (step: LawStep): boolean | string =>
    firstWrong(changedHolders(step), ({ holderAfter }) =>
      holderAfter.kind === 'CLUSTER' ? wrong(holderAfter, step) : undefined,
    );

/** Makes a law that checks each event by itself. */
export const lawOfMoments = (
  name: string,
  sentence: string,
  wrong: (moment: LawMoment, step: LawStep) => string | undefined,
): Law => ({
  name,
  sentence,
  holds: (step) => firstWrong(momentsOf(step), (moment) => wrong(moment, step)),
});
