/**
 * Each form of a counterexample is put to its use: the test is run, the diagram is read by Mermaid.
 * The drill is run where the command is, in the tests of the cli.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { editions } from '@hsm-lifecycle/core';
import {
  explore,
  sameFuture,
  smallCommands,
  smallWorld,
  worldFrom,
  type Counterexample,
  type Explore,
} from '@hsm-lifecycle/explorer';
import { fleet, laws, type Law } from '@hsm-lifecycle/testing';
import { planted } from '../../testing/test/planted.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Within the repository, where imports of its packages are found; of this process alone. */
const scratch = path.join(root, 'packages', 'explorer', 'test', 'temp', String(process.pid));

const input: Explore = {
  world: smallWorld(),
  commands: smallCommands,
  depth: 8,
  symmetry: sameFuture,
};

const found = (more: Partial<Explore>): Counterexample => {
  const { counterexample } = explore({ ...input, ...more });
  if (counterexample === undefined) throw new Error('nothing was found');
  return counterexample;
};

/**
 * A law that the real machine breaks, of course: its words are chosen to get in the way of the
 * forms.
 */
const awkward: Law = {
  name: 'end; of "keys" #1 <never>',
  sentence: 'Nobody deletes a key; "end" of line:\n not even `${here}`.',
  holds: ({ events }) =>
    events.every(({ event }) => event.type !== 'KeyDeleted') || 'key #1; is gone -> <end>',
};

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

type Suite = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Files that could not even be read. */
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly { readonly message: string }[];
};

/** Runs texts of tests, by the name of the file, in a process of their own. */
const ran = (files: Readonly<Record<string, string>>): Suite => {
  mkdirSync(scratch, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(scratch, name), text);
  const results = path.join(scratch, 'results.json');
  const argv = [
    'packages/tools/src/jest.mjs',
    '--json',
    '--outputFile',
    results,
    `explorer/test/temp/${process.pid}/`,
  ];
  spawnSync(process.execPath, argv, { cwd: root, encoding: 'utf8' });
  const suite: Suite = JSON.parse(readFileSync(results, 'utf8'));
  rmSync(scratch, { recursive: true });
  return suite;
};

describe('a counterexample as a test', () => {
  const module = './mine.ts';
  const wrong = found({ machine: planted.restoresBlank, module });
  const unlawful = found({ laws: [...laws, awkward], module: './laws.ts' });
  const elsewhere = found({
    world: fleet({ edition: editions.aws2026 }),
    machine: planted.noGrace,
    module,
  });

  const machine = (name: string): string =>
    "import { planted } from '../../../../testing/test/planted.ts';\n" +
    `export const machine = planted.${name};\n`;
  const law = `export const laws = [{
    name: 'mine',
    sentence: 'No key is deleted.',
    holds: ({ events }) => events.every(({ event }) => event.type !== 'KeyDeleted'),
  }];\n`;

  it('fails with the machine that breaks the law, and passes with one that keeps it', () => {
    const failing = ran({ 'found.test.ts': wrong.forms.test, 'mine.ts': machine('restoresBlank') });
    expect([failing.numFailedTests, failing.numPassedTests]).toEqual([1, 0]);
    expect(failing.testResults[0]?.message).toContain(`keeps the law: ${wrong.law}`);
    const passing = ran({
      'found.test.ts': wrong.forms.test,
      'mine.ts': 'export const stateLaws = [];\n',
    });
    expect([passing.numFailedTests, passing.numPassedTests]).toEqual([0, 1]);
  }, 60_000);

  it('fails with a law of your own, from a world of unknown origin, with any text', () => {
    const suite = ran({
      'unlawful.test.ts': unlawful.forms.test,
      'laws.ts': law,
      'elsewhere.test.ts': elsewhere.forms.test,
      'mine.ts': machine('noGrace'),
      'real.test.ts': found({ machine: planted.noGrace }).forms.test,
    });
    expect(suite.numRuntimeErrorTestSuites).toBe(0);
    expect([suite.numFailedTests, suite.numPassedTests]).toEqual([2, 1]);
  }, 60_000);

  it('begins with commands, not with a dumped fleet, if the world knows its recipe', () => {
    expect(wrong.forms.test).toContain(
      'worldFrom({ at: 1767225600000, edition: own.right, quotas:',
    );
    expect(elsewhere.forms.test).toContain('fleetFromJson(');
    expect(elsewhere.forms.drill).toBeUndefined();
  });
});

describe('a counterexample as a sequence diagram', () => {
  const unreplaced: Law = {
    ...awkward,
    holds: ({ events }) => events.every(({ event }) => event.type !== 'HsmReplaced'),
  };
  const never = { ...awkward, holds: () => false };

  it('is parsed by Mermaid, whatever its text', () => {
    const diagrams = [
      { machine: planted.noGrace },
      { machine: planted.restoresBlank },
      { machine: planted.copyInheritsRetention },
      { machine: planted.crashes },
      { laws: [awkward] },
      { world: fleet(), machine: planted.noGrace },
      { faults: true, laws: [unreplaced] },
      { stateLaws: [never] },
    ].map((more) => found(more).forms.diagram);
    const script = fileURLToPath(new URL('mermaid.mjs', import.meta.url));
    const texts = JSON.stringify([...diagrams, 'sequenceDiagram\n    people->>: nobody\n']);
    const read: readonly string[] = JSON.parse(
      spawnSync(process.execPath, [script], { input: texts, encoding: 'utf8' }).stdout,
    );
    expect(read.slice(0, -1)).toEqual(diagrams.map(() => 'sequence'));
    expect(read.at(-1)).toContain('Parse error');
  }, 60_000);

  it('says who does what to whom, and when', () => {
    expect(found({ machine: planted.copyInheritsRetention }).forms.diagram).toMatchInlineSnapshot(`
     "sequenceDiagram
         title breaks the law: deletion needs a command
         actor people as People
         participant service as The service
         participant time as The clock
         participant fleet as The fleet
         participant holder1 as primary
         participant holder2 as copy
         people->>holder1: CopyToRegion backup 1 (backup-lzia5pfadwnaaaaa) eu-central-1, 2026-01-01T04:00:00.000Z
         holder2-->>holder2: BackupCopying copy
         time->>fleet: it is 2026-01-01T04:10:00.000Z
         holder2-->>holder2: BackupCopied copy
         holder2-->>holder2: BackupDeletionScheduled copy
         Note over people,fleet: A backup is deleted by retention, or by a command that names it (F-145). But: no command asked to delete backup-lzia5fofbucaaaaa
     "
    `);
  });
});

describe('a counterexample as a drill', () => {
  it('begins with an empty fleet, and expects the resulting one', () => {
    const { drill } = found({ machine: planted.copyInheritsRetention }).forms;
    expect(drill).toMatchObject({
      format: 'hsm-lifecycle/drill',
      version: 1,
      name: 'breaks the law: deletion needs a command',
      edition: { base: 'aws2026', name: 'small', graceDays: 1, retentionDaysMax: 2 },
      quotas: { clusters: 2, hsms: 3 },
      startsAt: '2026-01-01T00:00:00.000Z',
    });
    const steps = drill?.steps.map(({ do: act, as }) => (as === undefined ? act : [act, as]));
    const growth = [
      ['CreateCluster', 'primary'],
      ['AddHsm', 'HSM 1'],
      'Initialize',
      'Activate',
      'CreateUser',
      'CreateKey',
    ];
    expect(steps).toEqual([...growth, ['CopyToRegion', 'copy'], 'Advance']);
    expect(drill?.expect).toEqual([
      { that: 'BackupIs', backup: 'copy', state: 'PENDING_DELETION' },
      { that: 'ClusterIs', cluster: 'primary', state: 'ACTIVE', hsms: 1 },
      { that: 'BackupIs', backup: expect.stringMatching(/^backup-/u), state: 'READY' },
    ]);
  });

  it('is undefined if a drill cannot express it: chosen ids', () => {
    const at = 0;
    const platform = { hsmType: 'hsm2m.medium', mode: 'FIPS' } as const;
    const subnets = [{ subnetId: 'subnet-0f1e2d3c', availabilityZone: 'eu-west-1a' }];
    const world = worldFrom({ at }, [
      {
        type: 'CreateCluster',
        data: { at, region: 'eu-west-1', ...platform, subnets, clusterId: 'cluster-abcdefghijk' },
      },
    ]);
    expect(
      found({ world, stateLaws: [{ ...awkward, holds: () => false }] }).forms.drill,
    ).toBeUndefined();
  });
});

describe('a counterexample', () => {
  it('is the same for the same input, byte for byte', () => {
    const told = (): string =>
      JSON.stringify(found({ machine: planted.copyInheritsRetention, faults: true }));
    expect(told()).toBe(told());
  });

  it('contains nothing that the breach does not need', () => {
    const recovery = laws.filter(({ name }) => name === 'a restored cluster equals its backup');
    const { commands } = found({ machine: planted.restoresBlank, laws: recovery });
    expect(commands.map(({ type }) => type)).toEqual(['Restore', 'AddHsm', 'Advance']);
  });
});
