/**
 * A fleet that the runtime hosts.
 *
 * @module
 */
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import {
  eventIn,
  type DispatchError,
  type FleetHost,
  type Store,
  type Timeless,
} from '@hsm-lifecycle/runtime';
import { isLeft, right, type Either } from '../kernel/either.ts';
import type { Host, LoggedEvent, Submitted } from './host.ts';
import type { MovableClock } from './movable-clock.ts';

/** What a host over a runtime is given. */
export type RuntimeHostWith = {
  readonly fleet: FleetHost;
  /** The store of the runtime. */
  readonly store: Pick<Store, 'read'>;
  /** The clock that the runtime was given. */
  readonly clock: Pick<MovableClock, 'now' | 'tick'>;
  /** The regions that the keyring has keys for. */
  readonly regions: readonly string[];
  /** Closes the runtime; nothing if left out. */
  readonly close?: () => Promise<void>;
};

const submitting = async <Refusal>(
  fleet: FleetHost,
  make: (fleet: Fleet) => Either<Refusal, Timeless>,
): Promise<Either<Refusal | DispatchError, Submitted>> => {
  const accepted = await fleet.dispatch<Refusal>(make);
  if (isLeft(accepted)) return accepted;
  return right({ fleet: fleet.state(), events: accepted.right.events });
};

const EVENTS_PAGE = 1000;

const reading = async (
  { fleet, store }: Pick<RuntimeHostWith, 'fleet' | 'store'>,
  after: number,
): Promise<Either<DispatchError, readonly LoggedEvent[]>> => {
  const stored = await store.read({ fleet: fleet.id, after, limit: EVENTS_PAGE });
  if (isLeft(stored)) return stored;
  const logged: LoggedEvent[] = [];
  for (const it of stored.right) {
    const event = eventIn(it);
    if (isLeft(event)) return event;
    logged.push({ position: it.position, event: event.right });
  }
  return right(logged);
};

/** Makes a host of a fleet that a runtime has opened. */
export const runtimeHost = ({ fleet, store, clock, regions, close }: RuntimeHostWith): Host => ({
  regions,
  now: clock.now,
  tick: clock.tick,
  look: () => fleet.advance(),
  submit: (make) => submitting(fleet, make),
  events: (after) => reading({ fleet, store }, after),
  close: async () => close?.(),
});
