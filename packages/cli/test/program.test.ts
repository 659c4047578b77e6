import { describe, expect, it } from '@jest/globals';
import { ruleBook } from '@hsm-lifecycle/core';
import { fleetToJson } from '@hsm-lifecycle/core/codec';
import { step } from '@hsm-lifecycle/core/fleet';
import { drill, drillPath, primary, run, runDrillJson } from './cli.ts';
import { mermaid } from '../src/commands/diagram/mermaid.ts';
import { allTransitions } from '../src/commands/diagram/transitions.ts';
import { freshFleet } from '@hsm-lifecycle/testing';

const ESCAPE = '\u001B[';
const COMMANDS = [
  'drill',
  'explore',
  'check',
  'verify',
  'open',
  'export',
  'inspect',
  'keys',
  'explain',
  'rules',
  'diagram',
  'schema',
] as const;

describe('hsm-lifecycle', () => {
  it('lists its commands, with examples and exit codes', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const text of [...COMMANDS, 'Examples:', 'Exit codes: 0']) expect(out).toContain(text);
  });

  it.each(COMMANDS)('shows an example in the help of %s', async (command) => {
    const { code, out } = await run([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`$ hsm-lifecycle ${command}`);
  });

  it('prints its version', async () => {
    expect(await run(['--version'])).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/u),
      err: '',
    });
  });

  it.each([[['drll']], [['drill']], [['drill', '--fast', 'x']], [['diagram', 'moon']], [[]]])(
    'exits 2 for %j, and says what to do',
    async (argv) => {
      const { code, err } = await run(argv);
      expect(code).toBe(2);
      expect(err).toContain('help');
    },
  );
});

describe('hsm-lifecycle drill', () => {
  it('exits 2 if a file cannot be read, is not JSON, or is not a drill', async () => {
    expect(await run(['drill', 'no-such-file.json'])).toMatchObject({
      code: 2,
      out: '',
      err: 'hsm-lifecycle: cannot read no-such-file.json: there is no such file\n',
    });
    expect(await runDrillJson('{ "name": }')).toMatchObject({
      code: 2,
      err: expect.stringContaining('test.json:1:11: this is not JSON: '),
    });
    expect(await runDrillJson({})).toMatchObject({
      code: 2,
      err: expect.stringContaining('docs/reference/drill-file.md'),
    });
    expect(await runDrillJson('['.repeat(1000))).toMatchObject({
      code: 2,
      err: expect.stringContaining('nest deeper than'),
    });
  });

  it('prints colours on a terminal, but not into a pipe or with NO_COLOR', async () => {
    const argv = ['drill', drillPath('disaster-recovery')];
    expect((await run(argv)).out).not.toContain(ESCAPE);
    expect((await run(argv, { isTerminal: true, env: { NO_COLOR: '1' } })).out).not.toContain(
      ESCAPE,
    );
    expect((await run(argv, { isTerminal: true })).out).toContain(ESCAPE);
  });

  it('merges daily backups, except with --verbose', async () => {
    const argv = ['drill', drillPath('disaster-recovery')];
    expect((await run(argv)).out).toMatch(/7 daily backups of payments {2}\[F-135\]/u);
    const { out } = await run([...argv, '--verbose']);
    expect(out).not.toContain('7 daily backups');
    expect(out.match(/is being backed up as it is every day/gu)).toHaveLength(7);
  });

  it('prints each instant as a date and relative to the start', async () => {
    expect((await run(['drill', drillPath('disaster-recovery')])).out).toMatch(
      /Tue 10 Nov 2026\n {2}07:00 {2}\+7d 22h/u,
    );
  });

  it('names only rules that are in the book', async () => {
    const { out } = await run([
      'drill',
      ...['disaster-recovery', 'hsms-used-rarely-gone-wrong', 'remove-expired-keys'].map(drillPath),
      '--verbose',
    ]);
    const named = new Set([...out.matchAll(/ {2}\[([FUM]-\d+)\]/gu)].map(([, id]) => id));
    const known = new Set<string | undefined>(ruleBook.map(({ id }) => id));
    expect([...named].filter((id) => !known.has(id))).toEqual([]);
  });

  it('reads the standard input', async () => {
    expect(
      (await run(['drill', '-'], { files: { '-': JSON.stringify(drill(primary)) } })).out,
    ).toContain('Nothing was expected');
  });

  it('prints one JSON document of a stable shape', async () => {
    const { out } = await runDrillJson(
      drill(
        [
          { ...primary[0], note: 'first' },
          { do: 'DeleteBackup', backup: 'every backup of primary' },
        ],
        [{ that: 'ClusterIs', cluster: 'primary', state: 'ACTIVE' }],
      ),
      '--json',
    );
    const document: { readonly drills: readonly { readonly timeline: readonly object[] }[] } =
      JSON.parse(out);
    expect(document).toMatchObject({
      format: 'hsm-lifecycle/drill-report',
      version: 1,
      passed: false,
      drills: [
        {
          file: 'test.json',
          name: 'a test',
          passed: false,
          edition: 'aws2026',
          startsAt: '2026-11-02T09:00:00.000Z',
          endsAt: '2026-11-02T09:00:00.000Z',
          stepsNotReached: 0,
          names: { primary: expect.stringMatching(/^cluster-/u) },
          verdicts: [
            {
              passed: false,
              that: 'ClusterIs',
              step: null,
              found: ['it is CREATE_IN_PROGRESS with 0 HSMs'],
            },
          ],
        },
      ],
    });
    expect(document.drills[0]?.timeline.map((entry) => Object.keys(entry))).toEqual([
      ['at', 'step', 'kind', 'text'],
      ['at', 'step', 'kind', 'text', 'rule', 'stream', 'event'],
      ['at', 'step', 'kind', 'text'],
    ]);
  });
});

describe('hsm-lifecycle explain', () => {
  const argv = ['explain', drillPath('hsms-used-rarely-gone-wrong')];

  it('explains what was refused in a drill, in a report, and by itself', async () => {
    const report = (await run(['drill', '--json', drillPath('hsms-used-rarely-gone-wrong')])).out;
    for (const out of [
      (await run(argv)).out,
      (await run(['explain'], { files: { '-': report } })).out,
      (await run(['explain'], { files: { '-': '{"_tag":"NothingToRestore","rule":"U-8"}' } })).out,
    ]) {
      expect(out).toContain('NothingToRestore');
      expect(out).toContain('Undelete a backup');
      expect(out).toContain('U-8: ');
    }
  });

  it('tries one more step at the end of a drill', async () => {
    const tried = async (act: object): Promise<string> =>
      (await run(['explain', drillPath('hsms-used-rarely'), '-c', JSON.stringify(act)])).out;
    expect(await tried({ do: 'DeleteCluster', cluster: 'ceremony' })).toContain(
      'is refused: HsmsRemain',
    );
    expect(await tried({ do: 'RemoveHsm', hsm: 'HSM of the next ceremony' })).toContain(
      'accepted. What happens:\n  ceremony is being backed up',
    );
  });

  it('tries a command in a stored fleet', async () => {
    const at = Date.parse('2026-11-02');
    const subnets = [{ subnetId: 'subnet-00000001', availabilityZone: 'eu-west-1a' }];
    const made = step(freshFleet({ at }), {
      type: 'CreateCluster',
      data: { at, region: 'eu-west-1', subnets, hsmType: 'hsm2m.medium', mode: 'FIPS' },
    });
    if (made._tag === 'Left') throw new Error(made.left._tag);
    const [fleet, [created]] = made.right;
    const files = { 'fleet.json': fleetToJson(fleet) };
    const command = JSON.stringify({
      type: 'Activate',
      data: { at, clusterId: created?.stream },
    });
    expect((await run(['explain', 'fleet.json', '-c', command], { files })).out).toContain(
      'Activate on Mon 2 Nov 2026 00:00 UTC is refused: WrongState',
    );
    expect(await run(['explain', 'fleet.json'], { files })).toMatchObject({
      code: 2,
      err: expect.stringContaining('--command'),
    });
    expect(
      await run(['explain', 'fleet.json', '-c', '{"type":"Advance","data":{"at":"noon"}}'], {
        files,
      }),
    ).toMatchObject({
      code: 2,
      err: expect.stringContaining('data.at'),
    });
  });

  it('explains the errors of every package', async () => {
    const told = async (error: object): Promise<string> =>
      (await run(['explain'], { files: { '-': JSON.stringify({ error }) } })).out;
    expect(await told({ _tag: 'BackupPurged' })).toContain('The key record is destroyed');
    expect(await told({ _tag: 'KeyFileExists', path: 'k' })).toContain('k already exists');
    expect(await told({ _tag: 'RuntimeClosed' })).toContain('The runtime is closed.');
    expect(await told({ _tag: 'TimeRanBackwards', rule: 'M-1', at: 0, asOf: 60_000 })).toContain(
      'Give an instant of Thu 1 Jan 1970 00:01 UTC or later.',
    );
  });

  it('exits 2 when there is nothing to explain', async () => {
    expect(await run(['explain'], { files: { '-': '{}' } })).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no refusal in standard input: give'),
    });
  });

  it.each([
    '{',
    '{"do":"Dance"}',
    '{"do":"AddHsm"}',
    '{"do":"DeleteCluster","cluster":"nobody"}',
    '{"do":"Remember","cluster":"ceremony"}',
  ])('exits 2 for the command %s', async (command) => {
    expect(await run([...argv, '-c', command])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('command'),
    });
  });
});

describe('hsm-lifecycle rules', () => {
  it('prints the whole book, or the requested rules', async () => {
    expect((await run(['rules'])).out.match(/^[FUM]-\d+ /gmu)).toHaveLength(ruleBook.length);
    expect((await run(['rules', 'u8', 'F-71'])).out.match(/^[FUM]-\d+ /gmu)).toEqual([
      'F-71 ',
      'U-8 ',
    ]);
    expect(JSON.parse((await run(['rules', '--json', 'U-8'])).out)).toEqual(
      ruleBook.filter(({ id }) => id === 'U-8'),
    );
  });

  it('links the pages that a rule is from', async () => {
    const url = 'https://docs.aws.amazon.com/cloudhsm/latest/userguide/limits.html';
    expect((await run(['rules', 'F-126'])).out).toContain(
      `CloudHSM User Guide, limits\n       ${url}\n`,
    );
    expect(JSON.parse((await run(['rules', '--json', 'F-126'])).out)).toMatchObject([
      { urls: [url] },
    ]);
  });

  it('exits 2 for an unknown rule', async () => {
    expect(await run(['rules', 'F-9999'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no rule F-9999'),
    });
  });
});

describe('hsm-lifecycle diagram', () => {
  const transitions = allTransitions();
  const text = (machine: 'cluster' | 'hsm' | 'backup'): string => mermaid(machine, transitions);

  it('draws the life of a cluster', () => {
    const drawn = text('cluster');
    expect(drawn).toContain('stateDiagram-v2');
    for (const arrow of [
      '[*] --> CREATE_IN_PROGRESS: CreateCluster, Restore',
      'CREATE_IN_PROGRESS --> UNINITIALIZED: time (ClusterCreated)',
      'CREATE_IN_PROGRESS --> ACTIVE: time (ClusterRestored)',
      'UNINITIALIZED --> INITIALIZE_IN_PROGRESS: Initialize',
      'INITIALIZED --> ACTIVE: Activate',
      'DELETE_IN_PROGRESS --> INITIALIZED: it fails',
      'DELETE_IN_PROGRESS --> DELETED: time (ClusterDeleted)',
    ])
      expect(drawn).toContain(arrow);
    expect(drawn).not.toContain('DELETED -->');
    expect(drawn).not.toContain('UPDATE_IN_PROGRESS');
  });

  it('draws the lives of HSMs and backups', () => {
    expect(text('hsm')).toContain('DELETE_IN_PROGRESS --> [*]: time (HsmRemoved)');
    expect(text('backup')).toContain(
      'READY --> PENDING_DELETION: DeleteBackup, time (BackupExpired)',
    );
    expect(text('backup')).toContain('CREATE_IN_PROGRESS --> DELETED: LoseRegion, it fails');
    expect(text('backup')).toContain('PENDING_DELETION --> READY: UndeleteBackup');
  });

  it('prints the requested one', async () => {
    expect((await run(['diagram', 'hsm'])).out).toBe(text('hsm'));
  });
});

describe('hsm-lifecycle schema', () => {
  it('prints a JSON Schema', async () => {
    expect(JSON.parse((await run(['schema'])).out)).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
    });
  });
});
