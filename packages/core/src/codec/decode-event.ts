/**
 * Events as plain JSON, and back.
 *
 * @module
 */
import type { Either } from '../kernel/either.ts';
import type { FleetWideEvent, FleetEvent } from '../fleet/fleet-event.ts';
import type { HolderEvent } from '../model/event.ts';
import { backupEventCodecs, fleetWideEventCodecs } from './backup-event-codecs.ts';
import { contentsEventCodecs, hsmEventCodecs, lifeEventCodecs } from './cluster-event-codecs.ts';
import { firstEventCodecs } from './first-event-codecs.ts';
import { codec, type Codec } from './io.ts';
import { decoded, type MalformedInput } from './malformed-input.ts';
import { holderId } from './names.ts';
import { literal } from './scalars.ts';
import { isPlain, oneOf, record } from './shapes.ts';

const holderEvent: Codec<HolderEvent> = oneOf<'type', HolderEvent>('type', {
  ...firstEventCodecs,
  ...lifeEventCodecs,
  ...hsmEventCodecs,
  ...backupEventCodecs,
  ...contentsEventCodecs,
});

type InFleet = Extract<FleetEvent, { readonly stream: 'fleet' }>;
type InHolder = Exclude<FleetEvent, InFleet>;

const inFleet = record<InFleet>('an event in a stream', {
  stream: literal('fleet'),
  event: oneOf<'type', FleetWideEvent>('type', fleetWideEventCodecs),
});
const inHolder = record<InHolder>('an event in a stream', { stream: holderId, event: holderEvent });

const fleetEvent: Codec<FleetEvent> = codec<FleetEvent>('an event in a stream', {
  validate: (value, context) =>
    (isPlain(value) && value['stream'] === 'fleet' ? inFleet : inHolder).validate(value, context),
  encode: (value) => (value.stream === 'fleet' ? inFleet.encode(value) : inHolder.encode(value)),
});

/**
 * Reads an event of a cluster or a copy.
 *
 * @param value - plain JSON; members that may be `undefined` may be absent, unknown ones are
 *   refused
 * @returns Right: the event, deeply frozen, every member of its type present. Left: the first wrong
 *   place.
 * @example
 * decodeEvent({ type: 'ClusterCreated', data: { at: 0 } })._tag; // => 'Right'
 */
export const decodeEvent = (value: unknown): Either<MalformedInput, HolderEvent> =>
  decoded(holderEvent, value);

/**
 * Writes an event as plain JSON: rules that are an edition by name, absent members left out.
 * `canonicalJson` makes text of it.
 *
 * @param event - any event of a cluster or a copy whose ids and regions are of AWS's form, as
 *   `decodeCommand` sees to: {@link decodeEvent} refuses others
 */
export const encodeEvent = (event: HolderEvent): unknown => holderEvent.encode(event);

/**
 * Reads an event of a fleet: `{ stream, event }`, the stream a holder's id or `fleet`.
 *
 * @param value - plain JSON
 * @returns Right: the event, deeply frozen. Left: the first wrong place.
 */
export const decodeFleetEvent = (value: unknown): Either<MalformedInput, FleetEvent> =>
  decoded(fleetEvent, value);

/** Writes an event of a fleet as plain JSON. */
export const encodeFleetEvent = (event: FleetEvent): unknown => fleetEvent.encode(event);
