/**
 * Makes the fleet from the log: the newest checkpoint, and the events after it.
 *
 * @module
 */
import { InvariantViolation } from '@hsm-lifecycle/core';
import { fleetFromJson, fleetToJson, READER_LEVEL } from '@hsm-lifecycle/core/codec';
import { evolveFleet, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { LogCheckpoint, EventLog, LogEntry } from '../ports/event-log.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import { eventIn } from './event-in.ts';
import type { LogUnreadable } from './refusals.ts';

/** A fleet at a position of the log, and the version of each stream there. */
export type FleetAtPosition = {
  readonly fleet: Fleet;
  readonly position: number;
  readonly versions: ReadonlyMap<string, number>;
};

/** A fleet, and the events since an earlier one. */
export type FleetAndNews = FleetAtPosition & { readonly events: readonly FleetEvent[] };

/** How many events are read at a time. */
const PAGE = 5000;

/** The file is our own, so there are no limits. */
const NO_LIMITS = { charactersMax: Number.MAX_SAFE_INTEGER, valuesMax: Number.MAX_SAFE_INTEGER };

/**
 * Writes a checkpoint. On the first line the reader level of this release, and how many events each
 * stream has; on the second the fleet.
 */
export const checkpointOf = ({ fleet, position, versions }: FleetAtPosition): LogCheckpoint => {
  const head = { needs: READER_LEVEL, versions: Object.fromEntries(versions) };
  return { position, text: `${JSON.stringify(head)}\n${fleetToJson(fleet)}` };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * A checkpoint of a newer release may contain things that this one does not understand, even if it
 * can be read. It is then ignored, and the log itself decides whether this release may continue.
 */
const isOurs = (head: Readonly<Record<string, unknown>>): boolean =>
  typeof head['needs'] === 'number' && head['needs'] <= READER_LEVEL;

const versionsIn = (text: string): ReadonlyMap<string, number> | undefined => {
  try {
    const head: unknown = JSON.parse(text);
    if (!isRecord(head) || !isOurs(head) || !isRecord(head['versions'])) return undefined;
    return new Map(
      Object.entries(head['versions']).map(([stream, version]) => [stream, Number(version)]),
    );
  } catch {
    return undefined;
  }
};

/** Reads a checkpoint. One that cannot be read is ignored, since the log has everything. */
const readCheckpoint = ({ position, text }: LogCheckpoint): FleetAtPosition | undefined => {
  const end = text.indexOf('\n');
  const versions = versionsIn(text.slice(0, end));
  const fleet = fleetFromJson(text.slice(end + 1), NO_LIMITS);
  return versions === undefined || isLeft(fleet)
    ? undefined
    : { fleet: fleet.right, position, versions };
};

const evolved = (fleet: Fleet, event: FleetEvent): Fleet | undefined => {
  try {
    return evolveFleet(fleet, event);
  } catch (fault) {
    if (fault instanceof InvariantViolation) return undefined;
    throw fault;
  }
};

const applied = (
  fleet: Fleet,
  entry: LogEntry,
): Either<LogUnreadable, readonly [Fleet, FleetEvent]> => {
  const read = eventIn(entry);
  if (isLeft(read)) return read;
  const after = evolved(fleet, read.right);
  return after === undefined
    ? left({
        _tag: 'LogUnreadable',
        position: entry.position,
        reason: { _tag: 'EventOutOfPlace' },
      })
    : right([after, read.right]);
};

/** Replays the log after a position. */
export const catchUp = async (
  log: EventLog,
  from: FleetAtPosition,
): Answer<StorageFailed | LogUnreadable, FleetAndNews> => {
  let { fleet, position } = from;
  const versions = new Map(from.versions);
  const events: FleetEvent[] = [];
  for (let isMore = true; isMore;) {
    // Each page starts where the one before ended.
    // eslint-disable-next-line no-await-in-loop
    const page = await log.readAll({ after: position, limit: PAGE });
    if (isLeft(page)) return page;
    for (const entry of page.right) {
      const next = applied(fleet, entry);
      if (isLeft(next)) return next;
      fleet = next.right[0];
      events.push(next.right[1]);
      ({ position } = entry);
      versions.set(entry.stream, entry.version);
    }
    isMore = page.right.length === PAGE;
  }
  return right({ fleet, position, versions, events });
};

/**
 * Replays a log.
 *
 * @param beginning - the fleet before the first event
 */
export const replay = async (
  log: EventLog,
  beginning: Fleet,
): Answer<StorageFailed | LogUnreadable, FleetAtPosition> => {
  const checkpoint = await log.newestCheckpoint();
  if (isLeft(checkpoint)) return checkpoint;
  const known = checkpoint.right && readCheckpoint(checkpoint.right);
  return catchUp(log, known ?? { fleet: beginning, position: 0, versions: new Map() });
};
