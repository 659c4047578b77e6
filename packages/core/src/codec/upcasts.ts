/**
 * How written events grow old: which schema of each type this release writes, what makes today's
 * data of an older one's, and who may read past them.
 *
 * Both tables only grow. A new entry comes with lines in the golden log.
 *
 * @see docs/decisions/0010-events-live-for-years.md
 * @module
 */
import type { FleetWideEvent } from '../fleet/fleet-event.ts';
import type { HolderEvent } from '../model/event.ts';

/** Anything that can have happened, in a stream of any kind. */
export type AnyEvent = HolderEvent | FleetWideEvent;

type Data = Readonly<Record<string, unknown>>;

/**
 * Makes the data of the next schema of the data of one. Pure and total: the data is as it was read,
 * and nobody has checked it yet.
 */
export type Upcast = (data: Data) => Data;

/** By the schema that each reads, the upcasts of a type. */
export type Upcasts = Readonly<Record<number, Upcast>>;

/** What a release knows of the past and the future of events. */
export type EventHistory = {
  /** The reader level of the release. */
  readonly reads: number;
  /** By type, the least reader level that may go on past it, where that is not 1. */
  readonly needs: { readonly [Type in AnyEvent['type']]?: number };
  /**
   * By type and by the schema that it reads, an upcast to the schema after it. The schema that a
   * release writes is the one after the last, and 1 where there is none.
   */
  readonly upcasts: {
    readonly [Type in AnyEvent['type']]?: Upcasts;
  };
};

/**
 * The reader level of this release. It goes up with the first event that an older release must not
 * pass over.
 */
export const READER_LEVEL = 1;

/** What this release knows: every event is of its first schema, and every reader may go on. */
export const eventHistory: EventHistory = Object.freeze({
  reads: READER_LEVEL,
  needs: Object.freeze({}),
  upcasts: Object.freeze({}),
});
