import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { decodeScenario, resolveScenario, scenarioSchema } from '@hsm-lifecycle/simulator';
import { misfitText } from '@hsm-lifecycle/drills';
import { everything, fileText, fleetOfSteps, resolved, type Json } from './scenarios.ts';

const ajv = new Ajv({ strict: false, allErrors: false });
const isValid = ajv.compile(JSON.parse(JSON.stringify(scenarioSchema)));

const list = (name: string): readonly Json[] => {
  const value = everything[name];
  return Array.isArray(value) ? value : [];
};

/** The first problem of a scenario, in words; `fine` if there is none. */
const problemOf = (json: unknown): string => {
  const decoded = decodeScenario(json);
  if (decoded._tag === 'Left') return decoded.left.map(misfitText).join('\n');
  const made = resolveScenario(decoded.right, fleetOfSteps(), 1);
  return made._tag === 'Left' ? misfitText(made.left) : 'fine';
};

const withExpect = (expectation: Json): Json => ({ ...everything, expect: [expectation] });

describe('a scenario', () => {
  it('is read, and its schema accepts it', () => {
    expect(problemOf(everything)).toBe('fine');
    expect(isValid(everything)).toBe(true);
  });

  it('has a schema in the reference, which is up to date', () => {
    expect(JSON.parse(fileText('docs/reference/scenario.schema.json'))).toEqual(
      JSON.parse(JSON.stringify(scenarioSchema)),
    );
  });

  it('has an identity that names and expectations do not change, and rates do', () => {
    const of = (json: unknown) => resolved(json).campaign.of;
    expect(of({ ...everything, name: 'other', expect: [] })).toBe(of(everything));
    expect(of({ ...everything, horizon: '91d' })).not.toBe(of(everything));
    expect(of({ ...everything, faults: list('faults').slice(1) })).not.toBe(of(everything));
  });

  it('takes a limit in the unit of the measure', () => {
    const expectations = [
      { measure: 'RecoveryPoint', quantile: 0.99, atMost: '26h', because: 'DR plan 4.2' },
      { measure: 'Cost', statistic: 'mean', atMost: 9000 },
      { measure: 'Serving', label: 'down', statistic: 'share', atMost: 0.01 },
    ];
    const { expected } = resolved({ ...everything, expect: expectations });
    expect(expected).toEqual([
      {
        measure: 'RecoveryPoint if eu-west-1 is lost',
        label: 'age',
        statistic: { quantile: 0.99 },
        atMost: 93_600_000,
        because: 'DR plan 4.2',
      },
      { measure: 'Cost', label: 'hsms', statistic: 'mean', atMost: 9_000_000_000 },
      { measure: 'Serving', label: 'down', statistic: 'share', atMost: 0.01 },
    ]);
  });
});

describe('a scenario is refused with a path', () => {
  const [failures, ...faults] = list('faults');
  const [copyNewest, ...runbooks] = list('runbooks');

  it.each<[string, unknown]>([
    ['horizon: expected a span longer than nothing; found "0s"', { ...everything, horizon: '0s' }],
    [
      'faults[0].source: expected a source, or "assumed"; it is missing',
      { ...everything, faults: [{ ...failures, source: undefined }, ...faults] },
    ],
    [
      'faults[0].process: did you mean "HsmFailures"? Expected one of HsmFailures',
      { ...everything, faults: [{ ...failures, process: 'HsmFailure' }, ...faults] },
    ],
    [
      'faults[0].every: expected a distribution: a span such as "10m", or one of',
      {
        ...everything,
        faults: [{ ...failures, every: { exponential: '1d', uniform: ['1d', '2d'] } }],
      },
    ],
    [
      'faults[0].every.exponential: expected a span longer than nothing; found "0d"',
      { ...everything, faults: [{ ...failures, every: { exponential: '0d' } }] },
    ],
    [
      'faults[0].every: expected a distribution of spans longer than nothing',
      { ...everything, faults: [{ ...failures, every: '0s' }] },
    ],
    [
      'faults[0].runbook: expected the name of a runbook of this scenario',
      {
        ...everything,
        faults: [
          {
            process: 'JobStops',
            runbook: 'Nobody',
            every: '30d',
            noticedAfter: '1d',
            source: 'assumed',
          },
        ],
      },
    ],
    [
      'work.copy.fails: expected a probability from 0 to 1; found 2',
      { ...everything, work: { copy: { fails: 2, source: 'assumed' } } },
    ],
    [
      'work.copy.takes.lognormal: expected a p95 longer than the median',
      {
        ...everything,
        work: { copy: { takes: { lognormal: { median: '1h', p95: '1h' } }, source: 'assumed' } },
      },
    ],
    [
      'runbooks[0].every: expected a span, or "on" with events: something must wake it',
      {
        ...everything,
        runbooks: [{ runbook: 'CopyNewest', to: 'eu-central-1' }, ...runbooks],
        faults: [],
      },
    ],
    [
      'runbooks[1].as: expected a name of its own; found "CopyNewest"',
      { ...everything, runbooks: [copyNewest, copyNewest] },
    ],
    [
      'runbooks[0].on[0]: expected the type of an event',
      { ...everything, faults: [], runbooks: [{ ...copyNewest, on: ['Lost'] }] },
    ],
    [
      'measures: expected a list of at least one measure; found []',
      { ...everything, measures: [] },
    ],
    [
      'prices: expected prices, since Cost is measured; it is missing',
      Object.fromEntries(Object.entries(everything).filter(([name]) => name !== 'prices')),
    ],
    [
      'expect[0].measure: expected one measure of this scenario',
      withExpect({ measure: 'Rpo', quantile: 0.9, atMost: '1h' }),
    ],
    [
      'expect[0].label: expected one of age, nothing; found "old"',
      withExpect({ measure: 'RecoveryPoint', label: 'old', quantile: 0.9, atMost: '1h' }),
    ],
    [
      'expect[0].statistic: expected one of mean, quantile',
      withExpect({ measure: 'RecoveryPoint', statistic: 'chance', atMost: 0.1 }),
    ],
    [
      'expect[0].atMost: expected a span of time, such as "26h"',
      withExpect({ measure: 'RecoveryPoint', quantile: 0.9, atMost: 26 }),
    ],
    [
      'expect[0].quantile: expected either "quantile" or "statistic"',
      withExpect({ measure: 'RecoveryPoint', atMost: '1h' }),
    ],
    [
      'expect[0].atMost: expected either "atMost" or "atLeast"',
      withExpect({ measure: 'RecoveryPoint', quantile: 0.9 }),
    ],
    [
      'begin.steps[0].do: did you mean "CreateCluster"?',
      { ...everything, begin: { startsAt: '2026-01-01', steps: [{ do: 'CreateClusters' }] } },
    ],
  ])('%s', (problem, json) => {
    expect(problemOf(JSON.parse(JSON.stringify(json)))).toContain(problem);
  });
});
