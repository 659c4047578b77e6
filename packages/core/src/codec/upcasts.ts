/**
 * Compatibility of written events: the schema that this release writes for each type, the upcasts
 * from older schemas, and the reader levels.
 *
 * Both tables only grow. A new entry comes with lines in the golden log.
 *
 * @see docs/decisions/0010-events-live-for-years.md
 * @module
 */
import type { FleetWideEvent } from '../fleet/fleet-event.ts';
import type { HolderEvent } from '../model/event.ts';

/** Any event of any kind of stream. */
export type AnyEvent = HolderEvent | FleetWideEvent;

type Data = Readonly<Record<string, unknown>>;

/**
 * Converts data of one schema to the next. Must be pure and total: it gets the data before any
 * check.
 */
export type Upcast = (data: Data) => Data;

/** The upcasts of a type, by the schema that each reads. */
export type Upcasts = Readonly<Record<number, Upcast>>;

/** The upcasts and reader levels of a release. */
export type EventHistory = {
  /** The reader level of the release. */
  readonly reads: number;
  /** The lowest reader level that may read past each type, where that is not 1. */
  readonly needs: { readonly [Type in AnyEvent['type']]?: number };
  /**
   * Upcasts by type and by the schema that they read; each leads to the next schema. A release
   * writes the schema after the last upcast, or 1 if there is none.
   */
  readonly upcasts: {
    readonly [Type in AnyEvent['type']]?: Upcasts;
  };
};

/**
 * The reader level of this release. Raise it with the first event that an older release must not
 * skip.
 */
export const READER_LEVEL = 1;

/** This release's history: every event has schema 1, and any reader may read past it. */
export const eventHistory: EventHistory = Object.freeze({
  reads: READER_LEVEL,
  needs: Object.freeze({}),
  upcasts: Object.freeze({}),
});
