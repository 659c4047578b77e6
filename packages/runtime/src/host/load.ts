/**
 * Makes the fleet from the log: the newest checkpoint, and the events after it.
 *
 * @module
 */
import { InvariantViolation } from '@hsm-lifecycle/core';
import { fleetFromJson, fleetToJson, READER_LEVEL } from '@hsm-lifecycle/core/codec';
import { evolveFleet, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { FleetStore } from '../effects/planes.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { EMPTY_HEAD, headAfter, isSameHead } from '../store/chain.ts';
import type { Head, StoredEvent } from '../store/change.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import type { Checkpoint } from '../store/store.ts';
import { eventIn } from './event-in.ts';
import type { LogUnreadable } from './refusals.ts';

/** A fleet at the head of its log, and the number of the last event of each stream. */
export type FleetAt = {
  readonly fleet: Fleet;
  readonly head: Head;
  readonly versions: ReadonlyMap<string, number>;
};

/** A fleet, and where its log cannot be read further: it is held read-only then. */
export type Loaded = FleetAt & { readonly unread: LogUnreadable | undefined };

/** How many events are read at a time. */
const PAGE = 5000;

/** The file is our own, so there are no limits. */
const NO_LIMITS = { charactersMax: Number.MAX_SAFE_INTEGER, valuesMax: Number.MAX_SAFE_INTEGER };

/**
 * Writes a checkpoint. On the first line the reader level of this release, and how many events each
 * stream has; on the second the fleet.
 */
export const checkpointOf = (fleetId: string, { fleet, head, versions }: FleetAt): Checkpoint => {
  const first = { needs: READER_LEVEL, versions: Object.fromEntries(versions) };
  return { fleet: fleetId, head, text: `${JSON.stringify(first)}\n${fleetToJson(fleet)}` };
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

/** Each event of a log counts in one stream, so the numbers add up to the position. */
const isWhole = ({ position }: Head, versions: ReadonlyMap<string, number>): boolean =>
  [...versions.values()].reduce((sum, version) => sum + version, 0) === position;

/** Reads a checkpoint. One that cannot be read is ignored, since the log has everything. */
const readCheckpoint = ({ head, text }: Checkpoint): FleetAt | undefined => {
  const end = text.indexOf('\n');
  const versions = versionsIn(text.slice(0, end));
  const fleet = fleetFromJson(text.slice(end + 1), NO_LIMITS);
  return versions === undefined || isLeft(fleet) || !isWhole(head, versions)
    ? undefined
    : { fleet: fleet.right, head, versions };
};

const evolved = (fleet: Fleet, event: FleetEvent): Fleet | undefined => {
  try {
    return evolveFleet(fleet, event);
  } catch (fault) {
    if (fault instanceof InvariantViolation) return undefined;
    throw fault;
  }
};

const unreadable = (position: number, reason: LogUnreadable['reason']): LogUnreadable => ({
  _tag: 'LogUnreadable',
  position,
  reason,
});

type Replaying = {
  fleet: Fleet;
  head: Head;
  readonly versions: Map<string, number>;
};

/** Applies one event, or says why it cannot be applied. */
const apply = (
  to: Replaying,
  entry: StoredEvent,
  onEvent: (event: FleetEvent) => void,
): LogUnreadable | undefined => {
  const { position, stream, version } = entry;
  if (position !== to.head.position + 1 || version !== (to.versions.get(stream) ?? 0) + 1)
    return unreadable(to.head.position + 1, { _tag: 'EventMissing' });
  const read = eventIn(entry);
  if (isLeft(read)) return read.left;
  const after = evolved(to.fleet, read.right);
  if (after === undefined) return unreadable(position, { _tag: 'EventOutOfPlace' });
  to.fleet = after;
  to.head = headAfter(to.head, [entry]);
  to.versions.set(stream, version);
  onEvent(read.right);
  return undefined;
};

/** A newer release's event ends what this one may change, not what it may show. */
const isNewer = ({ reason }: LogUnreadable): boolean => reason._tag === 'NewerEvent';

/** Whether what was read is what was written. */
const headFlaw = (read: Head, written: Head): LogUnreadable | undefined => {
  if (read.position < written.position)
    return unreadable(read.position + 1, { _tag: 'EventMissing' });
  return isSameHead(read, written)
    ? undefined
    : unreadable(written.position, { _tag: 'ChainBroken' });
};

const page = ({ store, fleet }: FleetStore, after: number) =>
  store.read({ fleet, after, limit: PAGE });

/**
 * The head, after events up to a position were read. They are written together, so a head that is
 * read later and is behind them was lost or altered: every commit on it would be refused.
 */
const headBeyond = async (
  { store, fleet }: FleetStore,
  reached: number,
): Answer<StorageFailed | LogUnreadable, Head> => {
  const head = await store.head(fleet);
  if (isLeft(head)) return head;
  const { position } = head.right;
  return position < reached
    ? left(unreadable(position + 1, { _tag: 'HeadBehind', head: position }))
    : head;
};

/** Checks the end of what was read against the head that was written when the reading began. */
const endFlaw = async (
  at: FleetStore,
  reached: Head,
  written: Head,
): Answer<StorageFailed | LogUnreadable, undefined> => {
  const isBeyond = reached.position > written.position;
  const head = isBeyond ? await headBeyond(at, reached.position) : right(written);
  if (isLeft(head)) return head;
  // What another writer has written since the last event was read is checked the next time.
  const isMoved = isBeyond && head.right.position > reached.position;
  const flaw = isMoved ? undefined : headFlaw(reached, head.right);
  return flaw === undefined ? right(undefined) : left(flaw);
};

/**
 * Replays what follows in a log, up to its head.
 *
 * @param onEvent - gets each event that was applied
 */
export const catchUp = async (
  at: FleetStore,
  from: FleetAt,
  onEvent: (event: FleetEvent) => void = () => undefined,
): Answer<StorageFailed | LogUnreadable, Loaded> => {
  const to: Replaying = { ...from, versions: new Map(from.versions) };
  const written = await at.store.head(at.fleet);
  if (isLeft(written)) return written;
  for (let isMore = true; isMore;) {
    // Each page starts where the one before ended.
    // eslint-disable-next-line no-await-in-loop
    const entries = await page(at, to.head.position);
    if (isLeft(entries)) return entries;
    for (const entry of entries.right) {
      const flaw = apply(to, entry, onEvent);
      if (flaw !== undefined) return isNewer(flaw) ? right({ ...to, unread: flaw }) : left(flaw);
    }
    isMore = entries.right.length === PAGE;
  }
  const flaw = await endFlaw(at, to.head, written.right);
  return isLeft(flaw) ? flaw : right({ ...to, unread: undefined });
};

const aheadOf = (
  { head: { position } }: Checkpoint,
  head: Head,
): Either<LogUnreadable, undefined> =>
  position > head.position
    ? left(unreadable(position, { _tag: 'CheckpointAhead', head: head.position }))
    : right(undefined);

/** The head. Left: the log has events beyond it. */
const checkedHead = async (at: FleetStore): Answer<StorageFailed | LogUnreadable, Head> => {
  const head = await at.store.head(at.fleet);
  if (isLeft(head)) return head;
  const after = head.right.position;
  const beyond = await at.store.read({ fleet: at.fleet, after, limit: 1 });
  return isLeft(beyond) ? beyond : headBeyond(at, beyond.right[0]?.position ?? 0);
};

/** A checkpoint at the head hides that the events before it are lost. */
const tailFlaw = async (
  at: FleetStore,
  { position }: Head,
): Answer<StorageFailed | LogUnreadable, undefined> => {
  if (position === 0) return right(undefined);
  const last = await at.store.read({ fleet: at.fleet, after: position - 1, limit: 1 });
  if (isLeft(last)) return last;
  return last.right[0]?.position === position
    ? right(undefined)
    : left(unreadable(position, { _tag: 'EventMissing' }));
};

/**
 * Loads a fleet from its log, and from the newest checkpoint if there is one.
 *
 * @param beginning - the fleet before the first event
 * @returns Left: the store failed; or the log lost events, or was altered
 */
export const load = async (
  at: FleetStore,
  beginning: Fleet,
): Answer<StorageFailed | LogUnreadable, Loaded> => {
  const checkpoint = await at.store.checkpoint(at.fleet);
  if (isLeft(checkpoint)) return checkpoint;
  const head = await checkedHead(at);
  if (isLeft(head)) return head;
  const ahead = checkpoint.right && aheadOf(checkpoint.right, head.right);
  if (ahead !== undefined && isLeft(ahead)) return ahead;
  const tail = await tailFlaw(at, head.right);
  if (isLeft(tail)) return tail;
  const known = checkpoint.right && readCheckpoint(checkpoint.right);
  return catchUp(at, known ?? { fleet: beginning, head: EMPTY_HEAD, versions: new Map() });
};
