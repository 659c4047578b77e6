import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { editions, type Command } from '@hsm-lifecycle/core';
import { step } from '@hsm-lifecycle/core/fleet';
import {
  checkHistories,
  deepLaws,
  fleet,
  forAllHistories,
  laws,
  nothingReturns,
  seedFromEnvironment,
  withRunbook,
  type Law,
  type FleetMachine,
} from '@hsm-lifecycle/testing';

const seed = seedFromEnvironment() ?? 20_261_126;

const sacred: Law = {
  name: 'keys are sacred',
  sentence: 'Nobody deletes a key.',
  holds: ({ events }) => events.every(({ event }) => event.type !== 'KeyDeleted'),
};

const message = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing was thrown';
};

const STARTING = ['CreateCluster', 'Initialize', 'Activate', 'CreateUser', 'CreateKey'] as const;
const BRINGING_BACK = [
  'AddHsm',
  'ReplaceHsm',
  'Restore',
  'CopyToRegion',
  'ShareBackup',
  'ChangeHsmType',
  'Advance',
] as const;
const REMOVING = ['RemoveHsm', 'FailHsm', 'DeleteKey', 'DeleteUser', 'DeleteBackup'] as const;

describe('the machine', () => {
  it.each([
    ['by default', {}],
    ['from nothing on', { begins: 'EMPTY' }],
    ['where operations take no time', { edition: editions.instant }],
    ['where half of the commands should be refused', { illegal: 0.5 }],
  ] as const)('keeps every law %s', (_, options) => {
    const { runs, accepted, breach } = forAllHistories({ ...options, seed, runs: 40 });
    expect([runs, breach]).toEqual([40, undefined]);
    expect(accepted).toBeGreaterThan(400);
  });

  it('keeps the deep laws, and lets nothing return', () => {
    expect(
      forAllHistories({ seed, runs: 15 }, ...deepLaws, nothingReturns()).breach,
    ).toBeUndefined();
  });

  it('lets nothing return by rollbacks, shares, replacements and origins either', () => {
    const { breach, accepted } = forAllHistories(
      {
        seed,
        runs: 15,
        edition: editions.aws2024,
        begins: 'EMPTY',
        quotas: 'NONE',
        illegal: 0,
        commandsMax: 80,
        only: [...STARTING, ...BRINGING_BACK, ...REMOVING],
      },
      nothingReturns(),
    );
    expect(breach).toBeUndefined();
    expect(accepted).toBeGreaterThan(300);
  });
});

describe('forAllHistories', () => {
  it('checks all laws if none is given', () => {
    const forgetful: FleetMachine = (before, command) => {
      const outcome = step(before, command);
      return outcome._tag === 'Left'
        ? outcome
        : { _tag: 'Right', right: [before, outcome.right[1]] };
    };
    expect(checkHistories({ machine: forgetful, seed: 1 }).breach?.law).toBe(
      'state equals replayed events',
    );
  });

  it('checks your own laws, and says what was broken, how, and with which seed', () => {
    const text = message(() => forAllHistories({ seed: 77 }, ...laws, sacred));
    expect(text).toMatch(
      /^A law is broken: keys are sacred\.\n {2}The law: {2}Nobody deletes a key\.\n/u,
    );
    expect(text).toContain('"type":"DeleteKey"');
    expect(text).toMatch(/\/\/ KeyDeleted\n\n7 commands, shrunk from \d+, of history \d+\. /u);
    expect(text).toMatch(/, of history \d+\. Repeat it with FC_SEED=77$/u);
  });

  it('makes the same trace from the same seed, byte for byte', () => {
    const once = message(() => forAllHistories({ seed: 5 }, sacred));
    expect(message(() => forAllHistories({ seed: 5 }, sacred))).toBe(once);
    expect(JSON.stringify(checkHistories({ seed: 5, runs: 20 }))).toBe(
      JSON.stringify(checkHistories({ seed: 5, runs: 20 })),
    );
  });

  it('tells a machine that throws from one that refuses', () => {
    const broken: FleetMachine = (before, command) => {
      if (command.type === 'CopyToRegion') throw new Error('out of tape');
      return step(before, command);
    };
    const { breach } = checkHistories({ machine: broken, seed: 1 });
    expect([breach?.law, breach?.complaint]).toEqual(['the machine is total', 'out of tape']);
  });
});

describe('withRunbook', () => {
  const exampleFleet = fleet();
  const { asOf } = exampleFleet;
  const tagging = (at: number): Command => ({
    type: 'Tag',
    data: { at, resourceId: 'cluster-none', tags: { seen: 'yes' } },
  });

  it('runs the runbook’s commands, and skips refused ones', () => {
    const machine = withRunbook((_, at) => [
      tagging(at),
      { type: 'SetQuota', data: { at, region: 'eu-west-1', clusters: 7 } },
    ]);
    const outcome = machine(exampleFleet, {
      type: 'LoseRegion',
      data: { at: asOf, region: 'us-east-1', kind: 'UNREACHABLE' },
    });
    expect(outcome._tag === 'Right' && outcome.right[1].map(({ event }) => event.type)).toEqual([
      'RegionLost',
      'QuotaSet',
    ]);
    expect(
      outcome._tag === 'Right' && outcome.right[0].regionQuotas['000000000000/eu-west-1'],
    ).toEqual({
      clusters: 7,
    });
  });

  it('does nothing after a refusal', () => {
    const refusal = withRunbook(() => [{ type: 'Advance', data: { at: asOf } }])(
      exampleFleet,
      tagging(asOf),
    );
    expect(refusal).toMatchObject({ _tag: 'Left', left: { _tag: 'ResourceNotFound' } });
  });
});

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A service's test in a process of its own, without a seed in it. */
const SCRIPT = `
    import { forAllHistories } from '@hsm-lifecycle/testing';
    forAllHistories({}, {
      name: 'sacred',
      sentence: 'Nobody deletes a key.',
      holds: ({ events }) => events.every(({ event }) => event.type !== 'KeyDeleted'),
    });
`;

const run = (env: Readonly<Record<string, string>>): string => {
  const { PATH = '' } = process.env;
  const flags = ['--input-type=module', '-e', SCRIPT];
  const { stderr, status } = spawnSync(process.execPath, flags, {
    cwd: path.join(root, 'packages', 'tools'),
    encoding: 'utf8',
    env: { PATH, ...env },
  });
  expect(status).toBe(1);
  return stderr.slice(stderr.indexOf('A law is broken'), stderr.indexOf('\n    at '));
};

describe('FC_SEED', () => {
  it('repeats a failed run, with the same counterexample', () => {
    const first = run({});
    const printed = /FC_SEED=(-?\d+)$/u.exec(first)?.[1] ?? 'none';
    expect(run({ FC_SEED: printed })).toBe(first);
    expect(run({ FC_SEED: `${Number(printed) + 1}` })).not.toBe(first);
  });
});
