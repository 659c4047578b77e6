/**
 * What events require of a host.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { type Command } from '@hsm-lifecycle/core';
import { step, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { effectsOf, hostEdition } from '@hsm-lifecycle/runtime';
import { HOME, subnets } from './support/world.ts';
import { emptyWith } from './support/empty-with.ts';

const lived = (commands: readonly ((fleet: Fleet) => Command)[]): readonly FleetEvent[] => {
  let fleet = emptyWith(hostEdition);
  const events: FleetEvent[] = [];
  for (const command of commands) {
    const outcome = step(fleet, command(fleet));
    if (outcome._tag === 'Left') throw new Error(outcome.left._tag);
    fleet = outcome.right[0];
    events.push(...outcome.right[1]);
  }
  return events;
};

describe('effectsOf', () => {
  it('requires a seal before the HSM joins from it, and nothing when contents change', () => {
    const clusterId = 'cluster-abcdefg2345';
    const events = lived([
      () => ({
        type: 'CreateCluster',
        data: { at: 0, clusterId, region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets },
      }),
      () => ({ type: 'AddHsm', data: { at: 600_000, clusterId, availabilityZone: `${HOME}a` } }),
      ({ asOf: at, holders }) => ({
        type: 'Settle',
        data: {
          at,
          id:
            [...holders.values()].flatMap((holder) => ('hsms' in holder ? holder.hsms : []))[0]
              ?.hsmId ?? '',
          outcome: 'SUCCEEDED',
        },
      }),
      ({ asOf: at }) => ({ type: 'Initialize', data: { at, clusterId } }),
      ({ asOf }) => ({ type: 'Activate', data: { at: asOf + 600_000, clusterId } }),
      ({ asOf: at, holders }) => ({
        type: 'Settle',
        data: {
          at,
          id: [...holders.values()].flatMap(({ backups }) => backups)[0]?.backupId ?? '',
          outcome: 'SUCCEEDED',
        },
      }),
      ({ asOf: at }) => ({
        type: 'CreateUser',
        data: { at, clusterId, name: 'alice', role: 'CU' },
      }),
      ({ asOf: at }) => ({ type: 'AddHsm', data: { at, clusterId, availabilityZone: `${HOME}b` } }),
    ]);
    expect(events.flatMap(effectsOf).map(({ kind }) => kind)).toEqual(['SEAL', 'SEAL', 'OPEN']);
  });
});
