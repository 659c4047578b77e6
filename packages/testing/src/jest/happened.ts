/**
 * What happened, in whatever form a test has it: an outcome, a decision, a list of events, a
 * history.
 *
 * @module
 */
import { explain, type AnyRefusal, type HolderEvent } from '@hsm-lifecycle/core';
import type { FleetWideEvent, FleetEvent } from '@hsm-lifecycle/core/fleet';

/** The event of a holder, or of a fleet. */
export type AnyEvent = HolderEvent | FleetWideEvent;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isEvent = (value: unknown): value is AnyEvent =>
  isRecord(value) && typeof value['type'] === 'string' && isRecord(value['data']);

const isFleetEvent = (value: unknown): value is FleetEvent =>
  isRecord(value) && typeof value['stream'] === 'string' && isEvent(value['event']);

/** What has happened: to one holder, or in a fleet. */
export type Happened =
  | { readonly in: 'STREAM'; readonly events: readonly AnyEvent[] }
  | {
      readonly in: 'ESTATE';
      readonly events: readonly AnyEvent[];
      readonly streamed: readonly FleetEvent[];
    };

const happened = (values: readonly unknown[]): Happened | undefined => {
  if (values.length > 0 && values.every(isFleetEvent))
    return { in: 'ESTATE', events: values.map(({ event }) => event), streamed: values };
  return values.every(isEvent) ? { in: 'STREAM', events: values } : undefined;
};

/**
 * Finds what happened in what a test has; `undefined` when it is nothing of the kind, or a refusal.
 */
export const happenedIn = (value: unknown): Happened | undefined => {
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

/** Explains a refusal; one of another package gets `explain`'s general sentence. */
export const explained = (refusal: AnyRefusal): string => explain(refusal);
