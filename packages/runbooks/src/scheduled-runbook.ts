/**
 * Runbooks with the times and events that wake them.
 *
 * @module
 */
import { DAY_MS, type EpochMillis, type Millis } from '@hsm-lifecycle/core';
import type { FleetEvent, Runbook } from '@hsm-lifecycle/core/fleet';

/** The type of an event of a holder or of the fleet, such as `RegionLost`. */
export type EventType = FleetEvent['event']['type'];

/** Instants at equal distances: `offset`, `offset + every`, and so on, counted from the epoch. */
export type Schedule = {
  /** The distance, in milliseconds; greater than 0. */
  readonly every: Millis;
  /** After the epoch, which is a midnight UTC; 0 if left out. */
  readonly offset?: Millis;
};

/** What wakes a runbook: a schedule, events, or both. */
export type Wakes = {
  readonly schedule?: Schedule;
  readonly on?: readonly EventType[];
};

/** A runbook that is woken by a schedule or by events. */
export type ScheduledRunbook = {
  readonly name: string;
  readonly run: Runbook;
  readonly wakes: Wakes;
};

/**
 * The first instant of a schedule that is later than an instant.
 *
 * @param after - in milliseconds since the epoch
 * @example
 * nextWakeAt(dailyAt(22 * HOUR_MS), 0); // => 22 * HOUR_MS
 */
export const nextWakeAt = ({ every, offset = 0 }: Schedule, after: EpochMillis): EpochMillis =>
  offset + every * (Math.floor((after - offset) / every) + 1);

/**
 * Every day at a time of day.
 *
 * @param timeOfDay - after midnight UTC, in milliseconds
 */
export const dailyAt = (timeOfDay: Millis): Schedule => ({ every: DAY_MS, offset: timeOfDay });
