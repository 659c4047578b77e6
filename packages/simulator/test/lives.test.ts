import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '@hsm-lifecycle/core';
import { equalFleets, evolveFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import { laws, stateLaws } from '@hsm-lifecycle/testing';
import { step } from '@hsm-lifecycle/core/fleet';
import { accepted, clustersIn, ELSEWHERE, REGION } from '@hsm-lifecycle/testing/examples';
import {
  backupsHeldMeasure,
  hsmFailuresProcess,
  jobStopsProcess,
  live,
  recoveryTimeMeasure,
  regionOutageProcess,
  runbookProcess,
  servingMeasure,
  simulate,
  zoneOutageProcess,
  type LifeStep,
  type Observation,
  type Process,
  type Simulation,
} from '@hsm-lifecycle/simulator';
import { copyNewest, failOver } from '@hsm-lifecycle/runbooks';
import { everything, resolved } from './scenarios.ts';
import { observationsOf, pairFleet } from './worlds.ts';

const stepsOf = (simulation: Simulation, run: number): readonly LifeStep[] => {
  const steps: LifeStep[] = [];
  accepted(live(simulation, run, { sink: () => undefined, onStep: (each) => steps.push(each) }));
  return steps;
};

describe('a run with every process and every runbook', () => {
  const { simulation } = resolved(everything).campaign;
  const runs = [0, 1, 2, 3, 4].map((run) => stepsOf(simulation, run));

  it('lets everything happen', () => {
    const types = new Set(
      runs.flat().flatMap(({ events }) => events.map((each) => each.event.type)),
    );
    for (const type of [
      'BackupCopyFailed',
      'BackupCreationFailed',
      'HsmAdditionFailed',
      'HsmDegraded',
      'HsmReplaced',
      'HsmReplacementFailed',
      'RegionLost',
      'RegionRecovered',
      'ZoneLost',
      'ZoneRecovered',
      'BackupUndeleted',
      'KeyDeleted',
      'BackupPurged',
      'ClusterRestored',
      'BackupNeverExpiresSet',
    ])
      expect(types).toContain(type);
  });

  it('replays from its events alone', () => {
    for (const steps of runs) {
      const replayed = steps
        .flatMap(({ events }) => events)
        .reduce<Fleet>(evolveFleet, simulation.begin);
      const last = steps.at(-1)?.after ?? simulation.begin;
      expect(equalFleets(replayed, last)).toBe(true);
    }
  });

  it('keeps every law', () => {
    // Laws compare whole fleets, which takes long: every twentieth step.
    const some = runs.flat().filter((_, index) => index % 20 === 0);
    expect(some.length).toBeGreaterThan(300);
    for (const { before, command, events, after } of some) {
      const at = events.at(-1)?.event.data.at ?? after.asOf;
      const commanded = command ?? { type: 'Advance', data: { at } };
      for (const law of laws)
        expect([law.name, law.holds({ before, command: commanded, events, after })]).toEqual([
          law.name,
          true,
        ]);
    }
    for (const steps of runs) {
      const fleet = steps.at(-1)?.after ?? simulation.begin;
      for (const law of stateLaws)
        expect([law.name, law.holds({ fleet, at: fleet.asOf }, step)]).toEqual([law.name, true]);
    }
  });

  it('is the same again, and another with another seed', () => {
    const typesOf = (steps: readonly LifeStep[]) =>
      steps.flatMap(({ events }) => events.map(({ event }) => `${event.data.at} ${event.type}`));
    expect(typesOf(stepsOf(simulation, 3))).toEqual(typesOf(runs[3] ?? []));
    expect(typesOf(stepsOf({ ...simulation, seed: 2 }, 3))).not.toEqual(typesOf(runs[3] ?? []));
  });
});

const base: Simulation = {
  seed: 7,
  begin: pairFleet(),
  warmUp: 0,
  horizon: 30 * DAY_MS,
  processes: [],
  measures: [],
};

const totalOf = (observations: readonly Observation[]): number =>
  observations.reduce((sum, each) => sum + (each.kind === 'TIME' ? each.ms : 0), 0);

describe('a passing outage of a zone', () => {
  const outage = zoneOutageProcess({
    availabilityZone: `${REGION}a`,
    every: { constant: 7 * DAY_MS },
    lasts: { constant: 5 * HOUR_MS },
  });

  it('stops its HSMs from serving, and leaves them their contents', () => {
    const simulation = { ...base, processes: [outage], measures: [servingMeasure({ hsms: 2 })] };
    expect(totalOf(observationsOf(simulation, 'below', 1))).toBe(4 * 5 * HOUR_MS);
    expect(totalOf(observationsOf(simulation, 'down', 1))).toBe(0);
    const types = stepsOf(simulation, 0).flatMap(({ events }) =>
      events.map((each) => each.event.type),
    );
    expect(types).not.toContain('HsmDegraded');
  });

  it('fails the HSMs that join there meanwhile', () => {
    const adding: Process = {
      name: 'adding',
      kind: 'PERSON',
      begin: ({ world: { at } }) => [
        undefined,
        [{ subject: 'add', about: { what: 'ADD' }, at: at + 7 * DAY_MS + HOUR_MS }],
      ],
      wake: (state, _, { world: { fleet, at } }) => ({
        state,
        acts: clustersIn(fleet).map(({ clusterId }) => ({
          type: 'AddHsm',
          data: { at, clusterId, availabilityZone: `${REGION}a` },
        })),
      }),
    };
    const steps = stepsOf({ ...base, processes: [outage, adding] }, 0);
    const types = steps.flatMap(({ events }) => events.map((each) => each.event.type));
    expect(types).toContain('HsmAdditionFailed');
  });
});

describe('HSM failures', () => {
  it('hit the same places in calendar time, whatever the policy does', () => {
    const failures = hsmFailuresProcess({ every: { exponential: 5 * DAY_MS } });
    const copies = runbookProcess({
      name: 'copies',
      run: copyNewest({ to: ELSEWHERE }),
      wakes: { schedule: { every: HOUR_MS } },
    });
    const failed = (processes: readonly Process[]) =>
      stepsOf({ ...base, processes }, 0).flatMap(({ events }) =>
        events.flatMap(({ event }) => (event.type === 'HsmDegraded' ? [event.data.at] : [])),
      );
    const without = failed([failures]);
    expect(without.length).toBeGreaterThan(3);
    expect(failed([copies, failures])).toEqual(without);
  });
});

describe('a stopped job', () => {
  it('does nothing until somebody notices', () => {
    const copies = runbookProcess({
      name: 'copies',
      run: copyNewest({ to: ELSEWHERE }),
      wakes: { schedule: { every: DAY_MS } },
    });
    const stops = jobStopsProcess({
      runbook: 'copies',
      every: { constant: 10 * DAY_MS },
      noticedAfter: { constant: 5 * DAY_MS },
    });
    const copied = (processes: readonly Process[]) =>
      stepsOf({ ...base, processes }, 0).filter(({ command }) => command?.type === 'CopyToRegion')
        .length;
    expect(copied([copies])).toBe(29);
    expect(copied([stops, copies])).toBe(19);
  });
});

describe('recovery time', () => {
  it('is seen once a loss, even if HSMs fail later', () => {
    const simulation: Simulation = {
      ...base,
      horizon: 60 * DAY_MS,
      processes: [
        regionOutageProcess({
          region: REGION,
          kind: 'DESTROYED',
          every: { constant: 5 * DAY_MS },
        }),
        hsmFailuresProcess({ every: { exponential: 10 * DAY_MS } }),
        runbookProcess({
          name: 'fail over',
          run: failOver({ to: ELSEWHERE, hsms: 2 }),
          wakes: { on: ['RegionLost', 'ClusterRestored', 'HsmAdded', 'HsmAdditionFailed'] },
        }),
      ],
      measures: [recoveryTimeMeasure({ hsms: 2 })],
    };
    expect(observationsOf(simulation, 'time', 5)).toHaveLength(5);
  });
});

describe('a process that wakes itself at once, for ever', () => {
  it('is reported, and ends the campaign', () => {
    const restless: Process = {
      name: 'restless',
      kind: 'PERSON',
      begin: ({ world: { at } }) => [undefined, [{ subject: 'x', about: { what: 'X' }, at }]],
      wake: (state, ringing, { world: { at } }) => ({ state, timers: [{ ...ringing, at }] }),
    };
    const simulation = { ...base, processes: [restless], measures: [backupsHeldMeasure()] };
    expect(simulate({ of: 'x', simulation }, { from: 0, to: 1 })).toEqual({
      _tag: 'Left',
      left: { _tag: 'Runaway', process: 'restless', at: base.begin.asOf },
    });
  });
});
