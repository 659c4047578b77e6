import { describe, expect, it } from '@jest/globals';
import { reportedBy, editions, type HolderEvent } from '@hsm-lifecycle/core';
import { evolveFleet, step, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { explore, sameFuture, smallCommands, smallWorld, worldFrom } from '@hsm-lifecycle/explorer';
import {
  clustersIn,
  everythingEnds,
  firstBreach,
  subnets,
  type FleetMachine,
  type FleetState,
  type StateLaw,
} from '@hsm-lifecycle/testing';

/** The real machine with its events tampered with, and replayed. */
const tampering =
  (tamper: (event: HolderEvent) => HolderEvent): FleetMachine =>
  (before, command) => {
    const outcome = step(before, command);
    if (outcome._tag === 'Left') return outcome;
    const events = outcome.right[1].map((each): FleetEvent =>
      each.stream === 'fleet' ? each : { stream: each.stream, event: tamper(each.event) },
    );
    return { _tag: 'Right', right: [events.reduce(evolveFleet, before), events] };
  };

/** A backup that becomes READY releases nobody: HSMs that wait for it wait for ever. */
const forgetsTheWaiting = tampering((event) =>
  event.type === 'BackupCreated'
    ? { type: event.type, data: { ...event.data, released: [] } }
    : event,
);

const explored = (machine: FleetMachine) =>
  explore({
    world: smallWorld(),
    commands: smallCommands,
    depth: 5,
    symmetry: sameFuture,
    machine,
    laws: [],
  });

describe('everything ends', () => {
  it('finds an HSM that waits forever, with the state and the shortest path', () => {
    const { counterexample, endedBy } = explored(forgetsTheWaiting);
    expect([endedBy, counterexample?.law]).toEqual(['BREACH', 'everything ends']);
    expect(counterexample?.complaint).toMatch(/^hsm-\w+ waits for something that never comes$/u);
    expect(counterexample?.commands.map(({ type }) => type)).toEqual(['AddHsm']);
    expect(counterexample?.forms.drill?.steps.at(-1)).toMatchObject({
      do: 'AddHsm',
      note: expect.stringContaining('never comes'),
    });
  });

  it('finds work that is postponed whenever it is about to end', () => {
    const procrastinates: FleetMachine = (before, command) => {
      const outcome = step(before, command);
      if (outcome._tag === 'Left' || command.type !== 'Advance') return outcome;
      const events = outcome.right[1].filter(({ event }) => event.type !== 'BackupCreated');
      return { _tag: 'Right', right: [events.reduce(evolveFleet, before), events] };
    };
    const { counterexample } = explored(procrastinates);
    expect([counterexample?.law, counterexample?.commands.map(({ type }) => type)]).toEqual([
      'everything ends',
      ['AddHsm'],
    ]);
  });

  it('is checked on a trace too', () => {
    const { counterexample } = explored(forgetsTheWaiting);
    const { commands = [] } = counterexample ?? {};
    expect(
      firstBreach({ world: smallWorld(), commands, machine: forgetsTheWaiting, laws: [] })?.law,
    ).toBe('everything ends');
    expect(firstBreach({ world: smallWorld(), commands })).toBeUndefined();
  });

  it('lets a host report what it must, and fails if it cannot', () => {
    const at = 600_000;
    const world = worldFrom({ at: 0, edition: reportedBy(editions.aws2026, ['hsm']) }, [
      {
        type: 'CreateCluster',
        data: {
          at: 0,
          region: 'eu-west-1',
          hsmType: 'hsm2m.medium',
          mode: 'FIPS',
          subnets: subnets(1),
        },
      },
      (fleet) => ({
        type: 'AddHsm',
        data: {
          at,
          clusterId: clustersIn(fleet)[0]?.clusterId ?? '',
          availabilityZone: 'eu-west-1a',
        },
      }),
    ]);
    const deaf: FleetMachine = (before, command) =>
      step(
        before,
        command.type === 'Settle'
          ? { type: 'Settle', data: { ...command.data, id: 'hsm-none' } }
          : command,
      );
    expect(everythingEnds.holds({ fleet: world, at }, step)).toBe(true);
    expect(everythingEnds.holds({ fleet: world, at }, deaf)).toMatch(
      /^hsm-\w+ is in progress and cannot end: NothingInProgress$/u,
    );
  });
});

describe('your own law of states', () => {
  const recoverable: StateLaw = {
    name: 'there is a way back',
    sentence: 'As long as there is an active cluster, some backup of it is READY.',
    holds: ({ fleet }: FleetState) => {
      const without = clustersIn(fleet).find(
        (each) => each.state === 'ACTIVE' && !each.backups.some(({ state }) => state === 'READY'),
      );
      return without === undefined || `${without.clusterId} has none`;
    },
  };

  it('finds the state, and the shortest path there', () => {
    const { counterexample } = explore({
      world: smallWorld(),
      commands: smallCommands,
      depth: 3,
      stateLaws: [recoverable],
    });
    expect(counterexample?.commands.map(({ type }) => type)).toEqual(['DeleteBackup']);
  });

  it('is checked on the initial state too', () => {
    const cluster = worldFrom({ at: 0, edition: editions.instant }, [
      {
        type: 'CreateCluster',
        data: {
          at: 0,
          region: 'eu-west-1',
          hsmType: 'hsm2m.medium',
          mode: 'FIPS',
          subnets: subnets(1),
        },
      },
      (fleet) => ({
        type: 'AddHsm',
        data: {
          at: 0,
          clusterId: clustersIn(fleet)[0]?.clusterId ?? '',
          availabilityZone: 'eu-west-1a',
        },
      }),
      (fleet) => ({
        type: 'Initialize',
        data: { at: 0, clusterId: clustersIn(fleet)[0]?.clusterId ?? '' },
      }),
      (fleet) => ({
        type: 'Activate',
        data: { at: 0, clusterId: clustersIn(fleet)[0]?.clusterId ?? '' },
      }),
    ]);
    const { counterexample, endedBy, states } = explore({
      world: cluster,
      commands: smallCommands,
      depth: 3,
      stateLaws: [recoverable],
    });
    expect([endedBy, states, counterexample?.commands]).toEqual(['BREACH', 1, []]);
    expect(counterexample?.forms.drill?.steps.at(-1)).toMatchObject({ do: 'Activate' });
    expect(counterexample?.complaint).toMatch(/^cluster-\w+ has none$/u);
  });
});
