/**
 * What happened, in whatever form a test has it: an outcome, a decision, a list of events, a
 * history.
 *
 * @module
 */
import { explain, type AnyRefusal, type HolderEvent } from '@hsm-lifecycle/core';
import type { FleetWideEvent, FleetEvent } from '@hsm-lifecycle/core/fleet';

/** The event of a holder, or of a fleet. */
export type LifecycleEvent = HolderEvent | FleetWideEvent;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isEvent = (value: unknown): value is LifecycleEvent =>
  isRecord(value) && typeof value['type'] === 'string' && isRecord(value['data']);

const isFleetEvent = (value: unknown): value is FleetEvent =>
  isRecord(value) && typeof value['stream'] === 'string' && isEvent(value['event']);

/** What has happened: to one holder, or in a fleet. */
export type FoundEvents =
  | { readonly in: 'STREAM'; readonly events: readonly LifecycleEvent[] }
  | {
      readonly in: 'ESTATE';
      readonly events: readonly LifecycleEvent[];
      readonly streamed: readonly FleetEvent[];
    };

const happened = (values: readonly unknown[]): FoundEvents | undefined => {
  if (values.length > 0 && values.every(isFleetEvent))
    return { in: 'ESTATE', events: values.map(({ event }) => event), streamed: values };
  return values.every(isEvent) ? { in: 'STREAM', events: values } : undefined;
};

/**
 * Finds what happened in what a test has; `undefined` when it is nothing of the kind, or a refusal.
 */
export const eventsFoundIn = (value: unknown): FoundEvents | undefined => {
  if (Array.isArray(value)) return happened(value);
  if (!isRecord(value)) return undefined;
  if (value['_tag'] === 'Right' && Array.isArray(value['right'])) {
    const second: unknown = value['right'][1];
    return happened(Array.isArray(second) ? second : value['right']);
  }
  return Array.isArray(value['events']) ? happened(value['events']) : undefined;
};

const isRefusal = (value: unknown): value is AnyRefusal =>
  isRecord(value) && typeof value['_tag'] === 'string';

/** Finds the refusal in what a test has. */
export const refusalIn = (value: unknown): AnyRefusal | undefined => {
  const refusal = isRecord(value) && value['_tag'] === 'Left' ? value['left'] : undefined;
  return isRefusal(refusal) ? refusal : undefined;
};

/** Says a refusal as `explain` does; of one that is not core's, only what it is called. */
export const explanationOf = (refusal: AnyRefusal): string => {
  try {
    return explain(refusal);
  } catch {
    return refusal._tag;
  }
};
