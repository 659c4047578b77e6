/**
 * Reading an event out of an entry of a log.
 *
 * @module
 */
import { decodeFleetEvent } from '@hsm-lifecycle/core/codec';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { isLeft, left, type Either } from '../kernel/either.ts';
import type { LogEntry } from '../ports/event-log.ts';
import type { LogUnreadable } from './refusals.ts';

/**
 * Reads the event of an entry.
 *
 * @returns Right: the event. Left: the position at which the log cannot be read, and why;
 *   `NewerEvent` if a newer release wrote the event.
 */
export const eventIn = ({
  position,
  event,
}: Pick<LogEntry, 'position' | 'event'>): Either<LogUnreadable, FleetEvent> => {
  const read = decodeFleetEvent(event);
  return isLeft(read) ? left({ _tag: 'LogUnreadable', position, reason: read.left }) : read;
};
