/**
 * The shell around the model: takes commands, writes events, performs what they require, and
 * reports.
 *
 * @module
 */
import { type EpochMillis, type Edition } from '@hsm-lifecycle/core';
import { emptyFleet, nextDueAt, type Fleet, type Quotas } from '@hsm-lifecycle/core/fleet';
import { platformRandom, type RandomBytes } from '@hsm-lifecycle/crypto';
import { effectsOf, type Effect } from '../effects/effect.ts';
import type { EffectPlanes } from '../effects/planes.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import type { EventLog, Metadata } from '../ports/event-log.ts';
import type { Together } from '../ports/together.ts';
import { fleetEditionFlaw, hostEdition, editionFlaw } from './host-edition.ts';
import { journal, type Accepted, type AppendError, type Journal } from './journal.ts';
import { perform } from './perform.ts';
import type { DispatchError, StartRefusal } from './refusals.ts';
import { checkpointOf, replay, type FleetAtPosition } from './replay.ts';
import { report } from './report.ts';
import { effectsOwed } from './resume.ts';
import { timed, type Timeless } from './timeless.ts';
import { worker, type Worker } from './worker.ts';

/** What a runtime needs. */
export type RuntimeWith = EffectPlanes & {
  readonly eventLog: EventLog;
  /**
   * Stores a backup and reports it in one transaction, if `eventLog` and `snapshots` are its own.
   */
  readonly together?: Together;
  /**
   * The clock, in milliseconds since the epoch. It may stand still or run backwards: an instant
   * before the fleet's `asOf` is never used.
   */
  readonly now: () => EpochMillis;
  /** Varies the ids of a new fleet; the platform's if left out. */
  readonly random?: RandomBytes;
  /** For new clusters; `hostEdition` if left out. */
  readonly edition?: Edition;
  readonly quotas?: Quotas | 'NONE';
  /** The least number of events between two checkpoints; 1,000 if left out. */
  readonly checkpointEvery?: number;
};

/** A running host. */
export type Runtime = {
  /** Takes a command. Right: its events are durable, and the work that they require has started. */
  readonly dispatch: (command: Timeless, metadata?: Metadata) => Answer<DispatchError, Accepted>;
  /**
   * Lets time pass, one due instant after another, and performs what each requires before the next.
   * An instant before the fleet's `asOf` changes nothing.
   */
  readonly advance: (at?: EpochMillis) => Answer<DispatchError, Fleet>;
  /** The present fleet. */
  readonly state: () => Fleet;
  /** Waits until all work is done and reported. Left: the error that stopped it. */
  readonly idle: () => Answer<AppendError, Fleet>;
  /**
   * Stops after the commands and the effect in progress; the next start continues with the rest.
   * The caller closes the stores.
   */
  readonly close: () => Promise<void>;
};

const CHECKPOINT_EVERY = 1000;

const seedOf = (random: RandomBytes): number =>
  random(4).reduce((seed, byte) => seed * 256 + byte, 0);

/** An empty log gets a checkpoint at once, because the seed of ids must outlive the process. */
const begin = async (
  input: RuntimeWith,
  edition: Edition,
): Answer<StartRefusal, FleetAtPosition> => {
  const { eventLog, quotas, random = platformRandom } = input;
  const seed = seedOf(random);
  const empty = emptyFleet({ at: 0, edition, seed, ...(quotas !== undefined && { quotas }) });
  if (isLeft(empty)) return empty;
  const replayed = await replay(eventLog, empty.right);
  if (isLeft(replayed)) return replayed;
  const { fleet, position } = replayed.right;
  const flaw = fleetEditionFlaw(fleet);
  if (flaw !== undefined) return left(flaw);
  const own = {
    ...replayed.right,
    fleet: Object.freeze({ ...fleet, edition, ...(quotas !== undefined && { quotas }) }),
  };
  if (position > 0 || fleet.seed !== seed) return right(own);
  const saved = await eventLog.saveCheckpoint(checkpointOf(own));
  return isLeft(saved) ? saved : right(own);
};

type Shell = {
  readonly own: Journal;
  readonly work: Worker<AppendError>;
  readonly clock: (fleet: Fleet) => EpochMillis;
};

/** Never bypass a port that the host has wrapped. */
const togetherOf = ({ together, eventLog, snapshots }: RuntimeWith): Together | undefined =>
  together?.eventLog === eventLog && together.snapshots === snapshots ? together : undefined;

const shell = (input: RuntimeWith, replayed: FleetAtPosition): Shell => {
  const clock = ({ asOf }: Fleet): EpochMillis => Math.max(Math.floor(input.now()), asOf);
  const together = togetherOf(input);
  const planes = { ...input, storesWithReport: together !== undefined };
  const done = async (effect: Effect): Answer<AppendError, void> => {
    const performed = await perform(planes, own.fleet(), effect);
    return isLeft(performed) ? performed : report({ own, clock, together }, performed.right);
  };
  const work = worker(done);
  const { eventLog, checkpointEvery = CHECKPOINT_EVERY } = input;
  const own = journal({
    eventLog,
    replayed,
    checkpointEvery,
    onEvents: (events) => work.add(events.flatMap(effectsOf)),
  });
  return { own, work, clock };
};

const runtimeOf = ({ own, work, clock }: Shell): Runtime => {
  let isClosed = false;

  const dispatch: Runtime['dispatch'] = async (command, metadata) => {
    if (isClosed) return left({ _tag: 'RuntimeClosed' });
    return own.commit((fleet) => timed(command, clock(fleet)), metadata);
  };

  const idle: Runtime['idle'] = async () => {
    const outcome = await work.idle();
    return isLeft(outcome) ? outcome : right(own.fleet());
  };

  /**
   * Work in the background may have advanced the fleet, so the instant is checked again when its
   * turn comes.
   */
  const reach = async (until: EpochMillis): Answer<DispatchError, Fleet> => {
    if (isClosed) return left({ _tag: 'RuntimeClosed' });
    const reached = await own.commit((fleet) =>
      timed({ type: 'Advance', data: { at: Math.max(until, fleet.asOf) } }, until),
    );
    return isLeft(reached) ? reached : idle();
  };

  const advance: Runtime['advance'] = async (at = clock(own.fleet())) => {
    const before = await idle();
    if (isLeft(before)) return before;
    // Not an instant: stepping there would never end. The model refuses it.
    if (!Number.isSafeInteger(at)) return reach(at);
    for (;;) {
      const due = nextDueAt(own.fleet());
      const isLast = due === undefined || due > at;
      // Each step can make something else due, even at the same instant.
      // eslint-disable-next-line no-await-in-loop
      const reached = await reach(isLast ? at : due);
      if (isLast || isLeft(reached)) return reached;
    }
  };

  const close: Runtime['close'] = async () => {
    isClosed = true;
    await work.stop();
    await own.quiet();
  };

  return { dispatch, advance, state: own.fleet, idle, close };
};

/**
 * Starts a host: reads the log, and finishes or fails what an earlier run left in progress.
 *
 * @param input - ports, planes, and a clock; see {@link RuntimeWith}
 * @returns Right: the runtime; the work left undone has started. Left: `EditionNotReported`,
 *   `LogUnreadable` or `StorageFailed`.
 */
export const createRuntime = async (input: RuntimeWith): Answer<StartRefusal, Runtime> => {
  const edition = input.edition ?? hostEdition;
  const flaw = editionFlaw(edition);
  if (flaw !== undefined) return left(flaw);
  const replayed = await begin(input, edition);
  if (isLeft(replayed)) return replayed;
  const owed = await effectsOwed(input, replayed.right.fleet);
  if (isLeft(owed)) return owed;
  const started = shell(input, replayed.right);
  started.work.add(owed.right);
  return right(runtimeOf(started));
};
