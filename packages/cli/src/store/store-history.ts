/**
 * The history of a store: its events, the drill that wrote it, and the names of its ids.
 *
 * @module
 */
import { type FleetEvent } from '@hsm-lifecycle/core/fleet';
import {
  eventIn,
  type FleetStore,
  type LogUnreadable,
  type StorageFailed,
} from '@hsm-lifecycle/runtime';
import { right, type Either } from 'fp-ts/lib/Either.js';

import { nameBook, type NameBook } from '@hsm-lifecycle/drills/sentences';

/** The note that a drill leaves beside its first event. */
export type DrillNote = {
  readonly drill: string;
  readonly names: Readonly<Record<string, string>>;
};

/** The history of a store. */
export type StoreHistory = {
  readonly events: readonly FleetEvent[];
  readonly book: NameBook;
  /** The name of the drill that wrote the store, if one did. */
  readonly drill: string | undefined;
};

const namesIn = (value: unknown): DrillNote['names'] =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, id]) => (typeof id === 'string' ? [[name, id]] : [])),
      )
    : {};

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const parsed = (metadata: string): unknown => {
  try {
    const value: unknown = JSON.parse(metadata);
    return value;
  } catch {
    return undefined;
  }
};

/** Reads the note of a drill in the metadata of an event, if there is one. */
export const drillNoteIn = (metadata: string): DrillNote | undefined => {
  const note = parsed(metadata);
  const drill = memberOf(note, 'drill');
  return typeof drill === 'string' ? { drill, names: namesIn(memberOf(note, 'names')) } : undefined;
};

const PAGE = 5000;

/** Reads the whole log of a store. */
export const readStoreHistory = async ({
  store,
  fleet,
}: FleetStore): Promise<Either<StorageFailed | LogUnreadable, StoreHistory>> => {
  const events: FleetEvent[] = [];
  const book = nameBook();
  let note: DrillNote | undefined;
  for (let after = 0, isMore = true; isMore;) {
    // Each page starts where the one before ended.
    // eslint-disable-next-line no-await-in-loop
    const page = await store.read({ fleet, after, limit: PAGE });
    if (page._tag === 'Left') return page;
    for (const entry of page.right) {
      const read = eventIn(entry);
      if (read._tag === 'Left') return read;
      events.push(read.right);
      note ??= drillNoteIn(entry.metadata);
      after = entry.position;
    }
    isMore = page.right.length === PAGE;
  }
  book.note(events);
  for (const [name, id] of Object.entries(note?.names ?? {})) book.name(id, name);
  return right({ events, book, drill: note?.drill });
};
