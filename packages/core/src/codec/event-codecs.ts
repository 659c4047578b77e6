/**
 * Codecs of all written events.
 *
 * @module
 */
import type { FleetEvent, FleetWideEvent } from '../fleet/fleet-event.ts';
import { isLeft } from '../kernel/either.ts';
import type { HolderEvent } from '../model/event.ts';
import { backupEvents, fleetWideEvents } from './backup-event-codecs.ts';
import {
  contentsEventCodecs,
  hsmEventCodecs,
  lifeEventCodecs,
  migrationEventCodecs,
} from './cluster-event-codecs.ts';
import { firstEvents } from './first-event-codecs.ts';
import { codec, placed, TOLERANT, type Codec } from './io.ts';
import { holderId } from './names.ts';
import { literal } from './scalars.ts';
import { isPlain, record } from './shapes.ts';
import type { DataMembers } from './typed.ts';
import { eventHistory, type EventHistory } from './upcasts.ts';
import { writtenEvent } from './written-event.ts';

const ofHolders: DataMembers<HolderEvent> = {
  ...firstEvents,
  ...lifeEventCodecs,
  ...hsmEventCodecs,
  ...migrationEventCodecs,
  ...backupEvents,
  ...contentsEventCodecs,
};

/** The event types of each kind of stream. */
export const eventTypes: Readonly<Record<'holder' | 'fleet', readonly string[]>> = {
  holder: Object.keys(ofHolders),
  fleet: Object.keys(fleetWideEvents),
};

type InFleet = Extract<FleetEvent, { readonly stream: 'fleet' }>;
type InHolder = Exclude<FleetEvent, InFleet>;

/** Codecs of events, alone and with their stream. */
export type CodecsOfEvents = {
  readonly holderEvent: Codec<HolderEvent>;
  readonly fleetEvent: Codec<FleetEvent>;
};

/**
 * Makes the codecs of events.
 *
 * @param history - the upcasts and reader levels to use
 */
export const codecsOfEvents = (history: EventHistory): CodecsOfEvents => {
  const holderEvent = writtenEvent<HolderEvent>({
    kinds: ofHolders,
    elsewhere: eventTypes.fleet,
    history,
  });
  const fleetWide = writtenEvent<FleetWideEvent>({
    kinds: fleetWideEvents,
    elsewhere: eventTypes.holder,
    history,
  });
  // Reads the event before its stream, so that a newer event is refused for its `needs`.
  const inFleet = record<InFleet>('an event in a stream', {
    event: fleetWide,
    stream: literal('fleet'),
  });
  const inHolder = record<InHolder>('an event in a stream', {
    event: holderEvent,
    stream: holderId,
  });
  const fleetEvent = codec<FleetEvent>('an event in a stream', {
    validate: (value, context) => {
      const of = isPlain(value) && value['stream'] === 'fleet' ? inFleet : inHolder;
      const outcome = of.validate(value, TOLERANT);
      return isLeft(outcome) ? placed(context, outcome.left) : outcome;
    },
    encode: (value) => (value.stream === 'fleet' ? inFleet.encode(value) : inHolder.encode(value)),
    is: (value) => inFleet.is(value) || inHolder.is(value),
  });
  return { holderEvent, fleetEvent };
};

const today = codecsOfEvents(eventHistory);

/** An event of a cluster or a copy. */
export const holderEvent: Codec<HolderEvent> = today.holderEvent;

/** An event of a fleet, with its stream. */
export const fleetEvent: Codec<FleetEvent> = today.fleetEvent;
