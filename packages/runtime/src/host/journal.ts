/**
 * Keeps the fleet and its log in step: decides, appends, and only then changes the fleet in memory.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { encodeFleetEvent } from '@hsm-lifecycle/core/codec';
import { step, type Fleet, type StepRefusal, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, right, type Either } from '../kernel/either.ts';
import { inTurn, type InTurn } from '../kernel/in-turn.ts';
import type { Batch, EventLog, Metadata, VersionConflict } from '../ports/event-log.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import type { LogUnreadable } from './refusals.ts';
import { catchUp, checkpointOf, type FleetAtPosition } from './replay.ts';

/** The durable result of a command. */
export type Accepted = {
  readonly events: readonly FleetEvent[];
  /** Of the last event in the log. */
  readonly position: number;
};

/** Why nothing was appended. */
export type AppendError = StepRefusal | VersionConflict | StorageFailed | LogUnreadable;

type Tagged = { readonly _tag: string };

/** Makes the command when its turn comes, for the fleet at that time. */
export type MakeCommand<Refusal> = (fleet: Fleet) => Either<Refusal, Command>;

/** What a journal needs. */
export type JournalWith = {
  readonly eventLog: EventLog;
  readonly replayed: FleetAtPosition;
  /** The least number of events between two checkpoints. */
  readonly checkpointEvery: number;
  /** Called with all events, in order, once they are durable. */
  readonly onEvents: (events: readonly FleetEvent[]) => void;
};

/** A fleet whose changes are written to a log. */
export type Journal = {
  readonly fleet: () => Fleet;
  /** Waits for the commits made so far. */
  readonly quiet: () => Promise<void>;
  readonly commit: <Refusal extends Tagged>(
    makeCommand: MakeCommand<Refusal>,
    metadata?: Metadata,
  ) => Answer<AppendError | Refusal, Accepted>;
  /**
   * Commits through another way of appending, such as one that stores a backup in the same
   * transaction.
   */
  readonly commitBy: <Refusal extends Tagged>(
    append: Append<Refusal>,
    makeCommand: MakeCommand<never>,
  ) => Answer<AppendError | Refusal, Accepted>;
};

/** A way of appending a batch. */
export type Append<Refusal> = (
  batch: Batch,
) => Answer<Refusal | VersionConflict | StorageFailed, number>;

/** How often a command is tried if another writer is faster. */
const ATTEMPTS = 5;

const versionsAfter = (
  versions: ReadonlyMap<string, number>,
  events: readonly FleetEvent[],
): Map<string, number> => {
  const after = new Map<string, number>();
  for (const { stream } of events)
    after.set(stream, (after.get(stream) ?? versions.get(stream) ?? 0) + 1);
  return after;
};

/**
 * The cost of a checkpoint grows with the fleet, so large fleets write fewer. A failed one only
 * makes the next start slower.
 */
const checkpoints = ({
  eventLog,
  replayed,
  checkpointEvery,
}: JournalWith): ((now: FleetAtPosition) => Promise<void>) => {
  let last = replayed.position;
  return async (now) => {
    if (now.position - last < Math.max(checkpointEvery, now.fleet.holders.size)) return;
    last = now.position;
    await eventLog.saveCheckpoint(checkpointOf(now));
  };
};

/**
 * Gives each piece of work a turn, then one to a checkpoint, for which the caller does not wait.
 */
const checkpointed = (input: JournalWith, turn: InTurn, now: () => FleetAtPosition): InTurn => {
  const checkpoint = checkpoints(input);
  return async (work) => {
    const outcome = await turn(work);
    void turn(() => checkpoint(now()));
    return outcome;
  };
};

const isConflict = (error: Tagged): boolean => error._tag === 'VersionConflict';

/** Reads what is new in the log and tries again, while another writer is faster. */
const again = async <Refusal extends Tagged, Value>(
  attempt: () => Answer<Refusal, Value>,
  read: () => Answer<StorageFailed | LogUnreadable, void>,
): Answer<Refusal | StorageFailed | LogUnreadable, Value> => {
  for (let attempts = 1; ; attempts += 1) {
    // An attempt depends on what was read after the one before.
    // eslint-disable-next-line no-await-in-loop
    const outcome = await attempt();
    if (!isLeft(outcome) || !isConflict(outcome.left) || attempts === ATTEMPTS) return outcome;
    // eslint-disable-next-line no-await-in-loop
    const news = await read();
    if (isLeft(news)) return news;
  }
};

/** The fleet as it is in the log, in memory. */
type Memory = {
  readonly now: () => FleetAtPosition;
  readonly learn: (after: FleetAtPosition, events: readonly FleetEvent[]) => void;
  /** Reads what is new in the log, whoever wrote it. */
  readonly read: () => Answer<StorageFailed | LogUnreadable, void>;
};

const memory = ({ eventLog, replayed, onEvents }: JournalWith): Memory => {
  let { fleet, position } = replayed;
  const versions = new Map(replayed.versions);
  const now = (): FleetAtPosition => ({ fleet, position, versions });
  const learn: Memory['learn'] = (after, events) => {
    ({ fleet, position } = after);
    for (const [stream, version] of after.versions) versions.set(stream, version);
    onEvents(events);
  };
  const read: Memory['read'] = async () => {
    const caughtUp = await catchUp(eventLog, now());
    if (isLeft(caughtUp)) return caughtUp;
    learn(caughtUp.right, caughtUp.right.events);
    return right(undefined);
  };
  return { now, learn, read };
};

/** What a command brought about, not yet written. */
type Pending = {
  readonly after: Fleet;
  readonly events: readonly FleetEvent[];
  readonly metadata: Metadata;
};

/** Makes the journal of a fleet. Commits take turns. */
export const journal = (input: JournalWith): Journal => {
  const { now, learn, read } = memory(input);
  const turn = inTurn();

  const write = async <Refusal extends Tagged>(
    append: Append<Refusal>,
    { after, events, metadata }: Pending,
  ): Answer<AppendError | Refusal, void> => {
    const { position, versions } = now();
    const next = versionsAfter(versions, events);
    const expected = new Map([...next.keys()].map((stream) => [stream, versions.get(stream) ?? 0]));
    const entries = events.map((it) => ({
      stream: it.stream,
      event: encodeFleetEvent(it),
      metadata,
    }));
    const appended = await append({ entries, expected });
    if (isLeft(appended)) return appended;
    // Another writer appended to other streams meanwhile: only the log knows the order.
    if (appended.right !== position + events.length) return read();
    learn({ fleet: after, position: appended.right, versions: next }, events);
    return right(undefined);
  };

  const attempt = async <Refusal extends Tagged, Unwritten extends Tagged>(
    makeCommand: MakeCommand<Refusal>,
    append: Append<Unwritten>,
    metadata: Metadata,
  ): Answer<AppendError | Refusal | Unwritten, Accepted> => {
    const { fleet } = now();
    const command = makeCommand(fleet);
    if (isLeft(command)) return command;
    const outcome = step(fleet, command.right);
    if (isLeft(outcome)) return outcome;
    const [after, events] = outcome.right;
    const written =
      events.length === 0 ? right(undefined) : await write(append, { after, events, metadata });
    if (isLeft(written)) return written;
    return right({ events, position: now().position });
  };

  const committed = checkpointed(input, turn, now);

  const commit: Journal['commit'] = (makeCommand, metadata = {}) =>
    committed(() => again(() => attempt(makeCommand, input.eventLog.append, metadata), read));
  const commitBy: Journal['commitBy'] = (append, makeCommand) =>
    committed(() => again(() => attempt(makeCommand, append, {}), read));
  return { fleet: () => now().fleet, quiet: () => turn(async () => undefined), commit, commitBy };
};
