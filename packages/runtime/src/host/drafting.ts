/**
 * A change while it is being made: a fleet that runs ahead of its log.
 *
 * @module
 */
import type { Fleet, FleetEvent } from '@hsm-lifecycle/core/fleet';
import { effectRowsOf } from '../effects/effect-rows.ts';
import type { StoreChange, NewEvent } from '../store/change.ts';
import type { NewEffect } from '../store/effect-row.ts';
import { storedEventOf } from './event-in.ts';
import type { FleetAt } from './load.ts';

/** What a piece of work writes beside events. */
export type Parts = Pick<StoreChange, 'sealed' | 'records' | 'done'>;

/** A change in the making. */
export type ChangeDraft = {
  readonly fleet: () => Fleet;
  /** How many effects will not be done yet. */
  readonly pending: () => number;
  /** The position of the last event. */
  readonly position: () => number;
  readonly take: (
    change: readonly [after: Fleet, events: readonly FleetEvent[]],
    metadata: string,
  ) => void;
  readonly add: (parts: Parts) => void;
  /** Remembers the change so far. Call the result to discard what came since. */
  readonly mark: () => () => void;
  readonly isEmpty: () => boolean;
  /** The change so far, and the fleet after it. */
  readonly done: () => Drafted;
};

/** A finished draft. */
export type Drafted = {
  readonly fleet: Fleet;
  readonly versions: ReadonlyMap<string, number>;
  readonly events: readonly NewEvent[];
  readonly effects: readonly NewEffect[];
  readonly parts: Required<Parts>;
};

/** Starts a change. */
export const drafting = (from: FleetAt, pendingBefore: number): ChangeDraft => {
  let { fleet } = from;
  const versions = new Map<string, number>();
  const events: NewEvent[] = [];
  const effects: NewEffect[] = [];
  const sealed: Required<Parts>['sealed'][number][] = [];
  const records: Required<Parts>['records'][number][] = [];
  const done: Required<Parts>['done'][number][] = [];
  const position = (): number => from.head.position + events.length;
  return {
    fleet: () => fleet,
    pending: () => pendingBefore + effects.length - done.length,
    position,
    take: ([after, added], metadata) => {
      fleet = after;
      for (const event of added) {
        const { stream } = event;
        const version = (versions.get(stream) ?? from.versions.get(stream) ?? 0) + 1;
        versions.set(stream, version);
        events.push(storedEventOf({ event, version, metadata }));
        effects.push(...effectRowsOf(event, position()));
      }
    },
    add: (parts) => {
      sealed.push(...(parts.sealed ?? []));
      records.push(...(parts.records ?? []));
      done.push(...(parts.done ?? []));
    },
    mark: () => {
      const before = fleet;
      const lists = [events, effects, sealed, records, done];
      const lengths = lists.map((it) => it.length);
      return () => {
        fleet = before;
        for (const [index, length] of lengths.entries()) lists[index]?.splice(length);
        versions.clear();
        for (const { stream, version } of events) versions.set(stream, version);
      };
    },
    isEmpty: () => events.length + sealed.length + records.length + done.length === 0,
    done: () => ({ fleet, versions, events, effects, parts: { sealed, records, done } }),
  };
};
