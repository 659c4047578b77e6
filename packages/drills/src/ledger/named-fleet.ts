/**
 * A fleet as a drill speaks of it.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { NameBook } from '../sentences/name-book.ts';

/** A fleet, the names of what is in it, and the instant at which they are used. */
export type NamedFleet = {
  readonly fleet: Fleet;
  readonly book: NameBook;
  readonly at: EpochMillis;
};
