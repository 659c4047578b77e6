/**
 * Reads and writes events as plain JSON.
 *
 * @module
 */
import type { Either } from '../kernel/either.ts';
import type { FleetEvent } from '../fleet/fleet-event.ts';
import type { HolderEvent } from '../model/event.ts';
import { fleetEvent, holderEvent } from './event-codecs.ts';
import { decodedEvent, type UnreadableEvent } from './event-refusals.ts';

/**
 * Reads an event of a cluster or a copy, written by this release or an older one.
 *
 * @param value - plain JSON `{ type, schema, needs, data }`; members that may be `undefined` may be
 *   absent, unknown ones are left out, at every depth
 * @returns Right: the event `{ type, data }`, deeply frozen, every member of its type present.
 *   Left: `NewerEvent` when it needs a newer release, `UnknownEvent`, or `MalformedInput` at the
 *   first wrong place.
 * @example
 * decodeEvent({ type: 'ClusterCreated', schema: 1, needs: 1, data: { at: 0 } })._tag; // => 'Right'
 */
export const decodeEvent = (value: unknown): Either<UnreadableEvent, HolderEvent> =>
  decodedEvent(holderEvent, value);

/**
 * Writes an event as plain JSON, with the `schema` of its type and the reader level that it
 * `needs`. Editions are written by name, absent members left out. Use `canonicalJson` to get text.
 *
 * @param event - any event of a cluster or a copy, with ids and regions in AWS's form, as
 *   `decodeCommand` ensures: {@link decodeEvent} refuses others
 * @throws InvariantViolation for a type that no event of a holder has
 */
export const encodeEvent = (event: HolderEvent): unknown => holderEvent.encode(event);

/**
 * Reads an event of a fleet: `{ stream, event }`, where `stream` is a holder's id or `fleet`.
 *
 * @param value - plain JSON
 * @returns Right: the event, deeply frozen. Left: as for {@link decodeEvent}.
 */
export const decodeFleetEvent = (value: unknown): Either<UnreadableEvent, FleetEvent> =>
  decodedEvent(fleetEvent, value);

/** Writes an event of a fleet as plain JSON. */
export const encodeFleetEvent = (event: FleetEvent): unknown => fleetEvent.encode(event);
