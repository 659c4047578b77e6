/**
 * Fleets grown by seeded random commands, for tests of the codecs.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { step, type EmptyFleet, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { commandFor, drawFrom, HOUR, subnetsIn } from './random-commands.ts';
import { freshFleet } from '@hsm-lifecycle/testing';

/**
 * The commands that lead to an active cluster with contents; where a cluster is meant, the first
 * one is.
 */
const opening: readonly ((at: number, clusterId: string) => Command)[] = [
  (at) => ({
    type: 'CreateCluster',
    data: {
      at,
      region: 'eu-west-1',
      hsmType: 'hsm2m.medium',
      mode: 'FIPS',
      subnets: subnetsIn('eu-west-1'),
    },
  }),
  (at, clusterId) => ({ type: 'AddHsm', data: { at, clusterId, availabilityZone: 'eu-west-1a' } }),
  (at, clusterId) => ({ type: 'Initialize', data: { at, clusterId } }),
  (at, clusterId) => ({ type: 'Activate', data: { at, clusterId } }),
  (at, clusterId) => ({ type: 'CreateUser', data: { at, clusterId, name: 'user1', role: 'CU' } }),
  (at, clusterId) => ({
    type: 'CreateKey',
    data: { at, clusterId, keyId: 'key1', owner: 'user1', kind: 'symmetric' },
  }),
  (at, clusterId) => ({ type: 'AddHsm', data: { at, clusterId, availabilityZone: 'eu-west-1b' } }),
];

const opened = (fleet: Fleet, count: number): Command | undefined => {
  const [first] = fleet.holders.values();
  return opening[count]?.(
    fleet.asOf + HOUR,
    first?.kind === 'CLUSTER' ? first.clusterId : 'cluster-none',
  );
};

/** What became of a random fleet. */
export type Grown = {
  readonly fleet: Fleet;
  /** The fleet after each accepted command. */
  readonly fleets: readonly Fleet[];
  /** Commands, those that were refused too. */
  readonly commands: readonly Command[];
  readonly events: readonly FleetEvent[];
};

/**
 * Grows a fleet: an active cluster first, then whatever the dice say.
 *
 * @param seed - a whole number, 0 or more
 * @param steps - how many commands
 * @param beginning - how the fleet begins, where that differs from a fleet without quotas
 */
export const grown = (seed: number, steps: number, beginning: Partial<EmptyFleet> = {}): Grown => {
  const draw = drawFrom(seed * 7919 + 17);
  let fleet = freshFleet({ at: 1_700_000_000_000, quotas: 'NONE', seed, ...beginning });
  const fleets: Fleet[] = [];
  const commands: Command[] = [];
  const events: FleetEvent[] = [];
  for (let count = 0; count < steps; count += 1) {
    const command = opened(fleet, count) ?? commandFor(fleet, draw);
    commands.push(command);
    const outcome = step(fleet, command);
    if (outcome._tag === 'Left') continue;
    fleet = outcome.right[0];
    fleets.push(fleet);
    events.push(...outcome.right[1]);
  }
  return { fleet, fleets, commands, events };
};
