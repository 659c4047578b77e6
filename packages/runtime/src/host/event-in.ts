/**
 * Events as a store keeps them.
 *
 * @module
 */
import { decodeFleetEvent, encodeFleetEvent } from '@hsm-lifecycle/core/codec';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { isLeft, left, type Either } from '../kernel/either.ts';
import type { NewEvent, StoredEvent } from '../store/change.ts';
import type { LogUnreadable } from './refusals.ts';

const parsed = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
};

/**
 * Reads the event of an entry.
 *
 * @returns Right: the event. Left: the position at which the log cannot be read, and why;
 *   `NewerEvent` if a newer release wrote the event.
 */
export const eventIn = ({
  position,
  body,
}: Pick<StoredEvent, 'position' | 'body'>): Either<LogUnreadable, FleetEvent> => {
  const read = decodeFleetEvent(parsed(body));
  return isLeft(read) ? left({ _tag: 'LogUnreadable', position, reason: read.left }) : read;
};

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** An event, its number in its stream, and the metadata to keep beside it. */
export type Numbered = {
  readonly event: FleetEvent;
  readonly version: number;
  readonly metadata: string;
};

/** Writes an event. */
export const storedEventOf = ({ event, version, metadata }: Numbered): NewEvent => {
  const written = encodeFleetEvent(event);
  const schema = memberOf(memberOf(written, 'event'), 'schema');
  return {
    stream: event.stream,
    version,
    type: event.event.type,
    schema: typeof schema === 'number' ? schema : 0,
    body: JSON.stringify(written),
    metadata,
  };
};
