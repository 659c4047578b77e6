/**
 * Finding events and refusals in whatever a test has: an outcome, a decision, a list of events or a
 * history.
 *
 * @module
 */
import { explain, type AnyRefusal, type HolderEvent } from '@hsm-lifecycle/core';
import type { FleetWideEvent, FleetEvent } from '@hsm-lifecycle/core/fleet';

/** An event of a holder, or a fleet-wide one. */
export type LifecycleEvent = HolderEvent | FleetWideEvent;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isEvent = (value: unknown): value is LifecycleEvent =>
  isRecord(value) && typeof value['type'] === 'string' && isRecord(value['data']);

const isFleetEvent = (value: unknown): value is FleetEvent =>
  isRecord(value) && typeof value['stream'] === 'string' && isEvent(value['event']);

/** Events of one stream, or of a fleet with the name of each event's stream. */
export type FoundEvents =
  | { readonly in: 'STREAM'; readonly events: readonly LifecycleEvent[] }
  | {
      readonly in: 'FLEET';
      readonly events: readonly LifecycleEvent[];
      readonly streamed: readonly FleetEvent[];
    };

const foundEvents = (values: readonly unknown[]): FoundEvents | undefined => {
  if (values.length > 0 && values.every(isFleetEvent))
    return { in: 'FLEET', events: values.map(({ event }) => event), streamed: values };
  return values.every(isEvent) ? { in: 'STREAM', events: values } : undefined;
};

/** Finds the events in a value; `undefined` if it is a refusal, or something else. */
export const eventsFoundIn = (value: unknown): FoundEvents | undefined => {
  if (Array.isArray(value)) return foundEvents(value);
  if (!isRecord(value)) return undefined;
  if (value['_tag'] === 'Right' && Array.isArray(value['right'])) {
    const second: unknown = value['right'][1];
    return foundEvents(Array.isArray(second) ? second : value['right']);
  }
  return Array.isArray(value['events']) ? foundEvents(value['events']) : undefined;
};

const isRefusal = (value: unknown): value is AnyRefusal =>
  isRecord(value) && typeof value['_tag'] === 'string';

/** Finds the refusal in a value; `undefined` if it is none. */
export const refusalIn = (value: unknown): AnyRefusal | undefined => {
  const refusal = isRecord(value) && value['_tag'] === 'Left' ? value['left'] : undefined;
  return isRefusal(refusal) ? refusal : undefined;
};

/** Explains a refusal; one of another package gets `explain`'s general sentence. */
export const explanationOf = (refusal: AnyRefusal): string => explain(refusal);
