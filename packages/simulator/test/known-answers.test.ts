/**
 * What the simulator says where the answer is known exactly, with fixed seeds; and for each answer a
 * fault that makes it wrong.
 */
import { describe, expect, it } from '@jest/globals';
import { customEdition, DAY_MS, HOUR_MS, MINUTE_MS } from '@hsm-lifecycle/core';
import { recoveryPoints, type Fleet } from '@hsm-lifecycle/core/fleet';
import { restated } from '@hsm-lifecycle/core/codec';
import {
  copyNewest,
  dailyAt,
  failOver,
  forgetGoneAfter,
  keepNewest,
} from '@hsm-lifecycle/runbooks';
import { accepted, clustersIn, ELSEWHERE, REGION } from '@hsm-lifecycle/testing/examples';
import {
  backupsHeldMeasure,
  contentsChurnProcess,
  exposureMeasure,
  hsmFailuresProcess,
  recoveryPointMeasure,
  recoveryTimeMeasure,
  regionOutageProcess,
  runbookProcess,
  servingMeasure,
  workProcess,
  type Measure,
  type Process,
  type Simulation,
} from '@hsm-lifecycle/simulator';
import {
  estimateOf,
  fromUniform,
  KOLMOGOROV_MAX,
  pairFleet,
  scoreOf,
  spoiltMeasure,
  summaryOf,
  valuesOf,
} from './worlds.ts';

/** Copies take ten minutes, so they are READY 21 h 15 min after the backup of 05:00 has started. */
const nightly: Process = runbookProcess({
  name: 'nightly copy',
  run: copyNewest({ to: ELSEWHERE }),
  wakes: { schedule: dailyAt(2 * HOUR_MS + 5 * MINUTE_MS) },
});
const tidy: Process = runbookProcess({
  name: 'tidy',
  run: (fleet, at) => [
    ...keepNewest({ region: ELSEWHERE, count: 2 })(fleet, at),
    ...forgetGoneAfter({ after: 0 })(fleet, at),
  ],
  wakes: { on: ['BackupCopied'], schedule: dailyAt(0) },
});

const base: Simulation = {
  seed: 20_261_128,
  begin: pairFleet(),
  warmUp: 5 * DAY_MS,
  horizon: 100 * DAY_MS,
  processes: [nightly, tidy],
  measures: [recoveryPointMeasure({ ifLost: REGION })],
};
const measure = `RecoveryPoint if ${REGION} is lost`;
const [EARLIEST, LATEST] = [21.25 * HOUR_MS, 45.25 * HOUR_MS];

describe('the age of the newest point elsewhere, over time', () => {
  const hours = (simulation: Simulation, quantile: number): number =>
    estimateOf(summaryOf(simulation, 1), { measure, label: 'age', statistic: { quantile } }).value /
    HOUR_MS;

  it('is uniform from 21.25 to 45.25 hours', () => {
    for (const q of [0.25, 0.5, 0.9]) expect(hours(base, q)).toBeCloseTo(21.25 + 24 * q, 3);
    // The bins in which ramps begin and end are 3 % wide.
    for (const q of [0.01, 0.99]) expect(hours(base, q) / (21.25 + 24 * q)).toBeCloseTo(1, 1.5);
  });

  it('would be wrong if ages were seen at events only', () => {
    const atEvents = spoiltMeasure(recoveryPointMeasure({ ifLost: REGION }), (seen) =>
      seen.kind === 'RAMP' ? { ...seen, from: seen.to - 1 } : seen,
    );
    expect(hours({ ...base, measures: [atEvents] }, 0.5)).toBeGreaterThan(40);
  });
});

/** Asks core what could be recovered, when the region is really lost. */
const askedAtLoss: Measure = {
  name: 'asked at loss',
  labels: { age: { kind: 'VALUE', unit: 'ms', about: 'age at the loss' } },
  sees: ['RegionLost'],
  begin: () => undefined,
  see: (state, _, { fleet, at }) => {
    const clusterId = clustersIn(fleet)[0]?.clusterId ?? '';
    const [newest] = accepted(recoveryPoints(fleet, { at, clusterId })).points;
    return [state, [{ kind: 'VALUE', label: 'age', value: newest?.ageMs ?? 0 }]];
  },
  end: () => [],
};

describe('the age at 400 real losses of the region', () => {
  const losing = (days: number): Simulation => ({
    ...base,
    warmUp: 0,
    horizon: 20 * DAY_MS,
    processes: [
      regionOutageProcess({
        region: REGION,
        kind: 'DESTROYED',
        every: { uniform: [5 * DAY_MS, (5 + days) * DAY_MS] },
      }),
      nightly,
    ],
    measures: [askedAtLoss],
  });
  const distance = (simulation: Simulation): number =>
    fromUniform(valuesOf(simulation, 'age', 400), EARLIEST, LATEST);

  it('is the same', () => {
    expect(distance(losing(10))).toBeLessThan(KOLMOGOROV_MAX);
  });

  it('would be another if losses struck by day more often than by night', () => {
    expect(distance(losing(0.5))).toBeGreaterThan(KOLMOGOROV_MAX);
  });
});

/** Sees each event as an alarm. */
const respondingToAll = (process: Process): Process => ({
  ...process,
  see: (state, { event }, moment) => {
    const { at } = event.data;
    const alarm = { type: 'RegionLost', data: { at, region: REGION, kind: 'DESTROYED' } } as const;
    const reacted = process.see?.(state, { stream: 'fleet', event: alarm }, moment);
    return reacted ?? [state, []];
  },
});

describe('the time of a fail-over to two HSMs', () => {
  // 5 min to restore, 10 for the first HSM, 2 for the backup that the second one forces, 10 for it.
  const failingOver = (respondsAfter: readonly [number, number]): Simulation => ({
    ...base,
    warmUp: 0,
    horizon: 20 * DAY_MS,
    processes: [
      regionOutageProcess({
        region: REGION,
        kind: 'DESTROYED',
        every: { uniform: [5 * DAY_MS, 15 * DAY_MS] },
      }),
      nightly,
      runbookProcess({
        name: 'fail over',
        run: failOver({ to: ELSEWHERE, hsms: 2 }),
        wakes: { on: ['RegionLost', 'ClusterRestored', 'HsmAdded'] },
        respondsAfter: { uniform: respondsAfter },
      }),
    ],
    measures: [recoveryTimeMeasure({ hsms: 2 })],
  });
  const times = (simulation: Simulation) => valuesOf(simulation, 'time', 200);
  const [from, to] = [42 * MINUTE_MS, 72 * MINUTE_MS];

  it('is uniform from 42 to 72 minutes', () => {
    const found = times(failingOver([15 * MINUTE_MS, 45 * MINUTE_MS]));
    expect(found).toHaveLength(200);
    expect(fromUniform(found, from, to)).toBeLessThan(KOLMOGOROV_MAX);
  });

  it('would be another if people responded to each event anew', () => {
    const simulation = failingOver([15 * MINUTE_MS, 45 * MINUTE_MS]);
    const processes = simulation.processes.map((each) =>
      each.kind === 'RUNBOOK' && each.name === 'fail over' ? respondingToAll(each) : each,
    );
    const found = times({ ...simulation, processes });
    expect(fromUniform(found, from, to)).toBeGreaterThan(KOLMOGOROV_MAX);
  });
});

/** Adds an HSM at random, and removes it an hour later: each addition forces a backup. */
const forcing = (perDay: number): Process => ({
  name: 'forced backups',
  kind: 'WORKLOAD',
  sees: ['HsmAdded'],
  begin: () => [
    undefined,
    [{ subject: 'add', about: { what: 'ADD' }, after: { exponential: DAY_MS / perDay } }],
  ],
  see: (state, { event }, { world: { at } }) => [
    state,
    event.type === 'HsmAdded'
      ? [{ subject: 'remove', about: { what: 'REMOVE', id: event.data.hsmId }, at }]
      : [],
  ],
  wake: (state, { about }, { world: { fleet, at } }) => {
    const clusterId = clustersIn(fleet)[0]?.clusterId ?? '';
    if (about.id !== undefined)
      return { state, acts: [{ type: 'RemoveHsm', data: { at, clusterId, hsmId: about.id } }] };
    return {
      state,
      acts: [{ type: 'AddHsm', data: { at, clusterId, availabilityZone: `${REGION}c` } }],
      timers: [{ subject: 'add', about: { what: 'ADD' }, after: { exponential: DAY_MS / perDay } }],
    };
  },
});

const withRetention = (fleet: Fleet, days: number): Process => ({
  name: 'retention',
  kind: 'PERSON',
  begin: ({ world: { at } }) => [undefined, [{ subject: 'set', about: { what: 'SET' }, at }]],
  wake: (state, _, { world: { at } }) => ({
    state,
    acts: clustersIn(fleet).map(({ clusterId }) => ({
      type: 'SetRetention',
      data: { at, clusterId, retentionDays: days },
    })),
  }),
});

describe('how many backups are READY, with retention 30 and forced ones at random', () => {
  const begin = pairFleet({ forcedBackups: ['HSM_ADDED'] });
  const forced: Simulation = {
    ...base,
    begin,
    warmUp: 120 * DAY_MS,
    horizon: 365 * DAY_MS,
    processes: [withRetention(begin, 30), forcing(0.5)],
    measures: [backupsHeldMeasure()],
  };
  const PER_DAY = 0.5;
  // Renewal: a backup comes after a day, or sooner if one is forced. Little: rate times stay. The
  // copy that the example fleet begins with is READY, too.
  const gap = (1 - Math.exp(-PER_DAY)) / PER_DAY;
  const stay = 30 - 2 / (24 * 60);
  const exact = stay / gap + 1;
  const held = (simulation: Simulation) =>
    estimateOf(summaryOf(simulation, 20), {
      measure: 'BackupsHeld',
      label: 'ready',
      statistic: 'mean',
    });

  it('is the rate times the stay', () => {
    expect(exact - 1).toBeCloseTo(38.12, 2);
    expect(Math.abs(scoreOf(held(forced), exact))).toBeLessThan(4);
  });

  it('would be wrong if levels were not weighted by time', () => {
    const unweighted = spoiltMeasure(backupsHeldMeasure(), (seen) =>
      seen.kind === 'LEVEL' ? { ...seen, ms: Math.min(seen.ms, 12 * HOUR_MS) } : seen,
    );
    const wrong = held({ ...forced, measures: [unweighted] });
    expect(Math.abs(scoreOf(wrong, exact))).toBeGreaterThan(4);
  });
});

describe('the chance that both HSMs are down within a year', () => {
  const begin = accepted(
    restated(pairFleet({ backupEveryHours: 36_525 }), (edition) =>
      customEdition(edition, {
        name: 'random repairs',
        replacement: { detectedAfter: 0, takes: 'REPORTED' },
      }),
    ),
  );
  const RUNS = 600;
  const [failure, repair] = [30 * DAY_MS, 2 * DAY_MS];
  const failing = (repaired: Process): Simulation => ({
    ...base,
    begin,
    warmUp: 0,
    horizon: 365 * DAY_MS,
    processes: [hsmFailuresProcess({ every: { exponential: failure } }), repaired],
    measures: [servingMeasure({ hsms: 2 })],
  });
  const repairs = workProcess({ replacement: { takes: { exponential: repair } } });

  /** The chain 2 up -> 1 up -> none, by its two eigenvalues; the last state is absorbing. */
  const exact = (): number => {
    const [l, m, t] = [1 / failure, 1 / repair, 365 * DAY_MS];
    const sum = 3 * l + m;
    const root = Math.sqrt(sum * sum - 8 * l * l);
    const [slow, fast] = [(sum - root) / 2, (sum + root) / 2];
    return 1 - (fast * Math.exp(-slow * t) - slow * Math.exp(-fast * t)) / (fast - slow);
  };
  const downOf = (simulation: Simulation) =>
    estimateOf(summaryOf(simulation, RUNS), {
      measure: 'Serving',
      label: 'down',
      statistic: 'chance',
    });

  it('is that of the Markov chain', () => {
    const found = downOf(failing(repairs));
    const se = Math.sqrt((exact() * (1 - exact())) / RUNS);
    expect(Math.abs(found.value - exact()) / se).toBeLessThan(4);
  });

  it('would be wrong if the median of repairs were taken for their mean', () => {
    const slow = workProcess({ replacement: { takes: { exponential: repair / Math.LN2 } } });
    const found = downOf(failing(slow));
    const se = Math.sqrt((exact() * (1 - exact())) / RUNS);
    expect(Math.abs(found.value - exact()) / se).toBeGreaterThan(4);
  });
});

describe('how long a deleted key can come back, with retention 30 and grace 7', () => {
  const begin = pairFleet();
  const churning = (retention: number): Simulation => ({
    ...base,
    begin,
    warmUp: 60 * DAY_MS,
    horizon: 365 * DAY_MS,
    processes: [
      withRetention(begin, retention),
      contentsChurnProcess({
        keyMade: { exponential: 4 * DAY_MS },
        keyLives: { uniform: [3 * DAY_MS, 30 * DAY_MS] },
      }),
    ],
    measures: [exposureMeasure({ followUp: 60 * DAY_MS })],
  });
  const exposures = (simulation: Simulation) => valuesOf(simulation, 'keys', 10);

  it('is uniform from 36 to 37 days', () => {
    const found = exposures(churning(30));
    expect(found.length).toBeGreaterThan(500);
    expect(fromUniform(found, 36 * DAY_MS, 37 * DAY_MS)).toBeLessThan(KOLMOGOROV_MAX);
  });

  it('would be wrong if expired backups were gone at once', () => {
    const graceless: Simulation = {
      ...churning(30),
      measures: [
        spoiltMeasure(exposureMeasure({ followUp: 60 * DAY_MS }), (seen) =>
          seen.kind === 'VALUE' ? { ...seen, value: seen.value - 7 * DAY_MS } : seen,
        ),
      ],
    };
    expect(fromUniform(exposures(graceless), 36 * DAY_MS, 37 * DAY_MS)).toBeGreaterThan(
      KOLMOGOROV_MAX,
    );
  });
});
