import { describe, expect, it } from '@jest/globals';
import { editions } from '@hsm-lifecycle/core';
import { equalFleets, step } from '@hsm-lifecycle/core/fleet';
import { explore, sameFuture, smallCommands, smallWorld, worldFrom } from '@hsm-lifecycle/explorer';
import { recipeOf } from '@hsm-lifecycle/explorer';
import { after, subnets, freshFleet } from '@hsm-lifecycle/testing';

const created = {
  type: 'CreateCluster',
  data: { at: 5, region: 'eu-west-1', hsmType: 'hsm2m.medium', mode: 'FIPS', subnets: subnets(1) },
} as const;

describe('worldFrom', () => {
  it('makes the world of its commands, and remembers them', () => {
    const world = worldFrom({ at: 0, edition: editions.aws2024 }, [
      created,
      (fleet) => ({ type: 'Advance', data: { at: fleet.asOf + 1 } }),
    ]);
    expect(
      equalFleets(world, after(step(freshFleet({ at: 0, edition: editions.aws2024 }), created))),
    ).toBe(true);
    expect(recipeOf(world)).toEqual({
      beginning: { at: 0, edition: editions.aws2024 },
      commands: [created, { type: 'Advance', data: { at: 6 } }],
    });
  });

  it('knows no recipe of other worlds', () => {
    expect(recipeOf(after(step(freshFleet({ at: 0 }), created)))).toBeUndefined();
  });

  it('throws the refusal of a command', () => {
    expect(() => worldFrom({ at: 10 }, [created])).toThrow('TimeRanBackwards');
  });

  it('is explored from the instant of its last command, even without an event', () => {
    const world = worldFrom({ at: 0 }, [created, { type: 'Advance', data: { at: 1000 } }]);
    const instants = new Set<number>();
    explore({ world, commands: ({ at }) => (instants.add(at), []), depth: 1, time: () => [] });
    expect([...instants]).toEqual([1000]);
  });
});

describe('the small world', () => {
  it('has the contents described', () => {
    expect(smallWorld('EMPTY').holders.size).toBe(0);
    const { coverage } = explore({
      world: smallWorld('ACTIVE'),
      commands: smallCommands,
      depth: 1,
      symmetry: sameFuture,
    });
    expect(Object.keys(coverage)).toEqual([
      'HSM ACTIVE',
      'backup READY',
      'cluster ACTIVE',
      'fleet',
    ]);
  });
});
