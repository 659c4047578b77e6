/**
 * A fleet that the runtime hosts.
 *
 * @module
 */
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { DispatchError, FleetHost, Timeless } from '@hsm-lifecycle/runtime';
import { isLeft, right, type Either } from '../kernel/either.ts';
import type { Host, Submitted } from './host.ts';
import type { MovableClock } from './movable-clock.ts';

/** What a host over a runtime is given. */
export type RuntimeHostWith = {
  readonly fleet: FleetHost;
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

/** Makes a host of a fleet that a runtime has opened. */
export const runtimeHost = ({ fleet, clock, regions, close }: RuntimeHostWith): Host => ({
  regions,
  now: clock.now,
  tick: clock.tick,
  look: () => fleet.advance(),
  submit: (make) => submitting(fleet, make),
  close: async () => close?.(),
});
