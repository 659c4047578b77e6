/**
 * What carries out commands and lets time pass: a fleet in memory, or one over a store.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet, FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { DispatchError, Timeless } from '@hsm-lifecycle/runtime';
import type { Either } from '../kernel/either.ts';

/** What a command did. */
export type Submitted = {
  /** The fleet afterwards. */
  readonly fleet: Fleet;
  readonly events: readonly FleetEvent[];
};

/** An event of the log. */
export type LoggedEvent = {
  /** Its place in the log, from 1. */
  readonly position: number;
  readonly event: FleetEvent;
};

/** A fleet that takes commands. */
export type Host = {
  /** The regions whose backups it has keys for. */
  readonly regions: readonly string[];
  /** In milliseconds since the epoch. */
  readonly now: () => EpochMillis;
  /** Moves a clock that stands still with each request, if it is to be moved. */
  readonly tick: () => void;
  /** The fleet, after all that is due by now has happened. */
  readonly look: () => Promise<Either<DispatchError, Fleet>>;
  /** Carries out the command that a function makes of the fleet in its turn. */
  readonly submit: <Refusal = never>(
    make: (fleet: Fleet) => Either<Refusal, Timeless>,
  ) => Promise<Either<Refusal | DispatchError, Submitted>>;
  /** The events after a position of the log, oldest first; at most 1,000. From 0 for all. */
  readonly events: (after: number) => Promise<Either<DispatchError, readonly LoggedEvent[]>>;
  /** Begins anew with an empty fleet; undefined if the fleet is kept in a store. */
  readonly reset?: () => Promise<void>;
  readonly close: () => Promise<void>;
};
