/**
 * The explorer from the command line. The tests also use its counterexamples: they run the drill
 * with `drill`, and check it with `check`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { explore, sameFuture, smallCommands, smallWorld } from '@hsm-lifecycle/explorer';
import type { FleetMachine } from '@hsm-lifecycle/testing';
import { planted } from '../../testing/test/planted.ts';
import { drill, drillPath, primary, run, type Ran } from './cli.ts';

/** Searches take a while if other tests run at the same time. */
jest.setTimeout(120_000);

const folder = mkdtempSync(path.join(tmpdir(), 'hsm-explore-'));
const file = (name: string): string => path.join(folder, name);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const withFile = (name: string, text: string): string => {
  writeFileSync(file(name), text);
  return file(name);
};

/** Two laws that the machine breaks, of course. */
const myLaws = withFile(
  'my-laws.mjs',
  `const deletesCopy = ({ stream, event }) =>
    event.type === 'BackupDeletionScheduled' && stream === event.data.backupId;
  export const laws = [{
    name: 'no whim',
    sentence: 'Nobody deletes a copy.',
    holds: ({ events }) => !events.some(deletesCopy) || 'a copy is gone',
  }];
  export const stateLaws = [{
    name: 'small',
    sentence: 'There are never three clusters.',
    holds: ({ fleet }) => fleet.holders.size < 9,
  }];`,
);

describe('hsm-lifecycle explore', () => {
  it('reports the result, and exits 0 if no law is broken', async () => {
    const { code, out, err } = await run(['explore', '--depth', '3', '--faults']);
    expect(code).toBe(0);
    for (const text of [
      'states       ',
      'the depth was reached: there are more states',
      'On clusters',
      'On HSMs',
      'Never seen: cluster UNINITIALIZED, INITIALIZE_IN_PROGRESS, INITIALIZED',
      'Unused by the model: cluster UPDATE_IN_PROGRESS',
      'Never accepted: Activate, Initialize.',
      'No law is broken',
    ])
      expect(out).toContain(text);
    expect(out).toMatch(/\n {2}FailHsm +\d+\/\d+ /u);
    expect(err).toMatch(/(^|\n)[\d.]+ s, [\d,]+ states a second\n$/u);
  });

  it('prints the same twice, byte for byte, for people and for machines', async () => {
    const argv = ['explore', '--depth', '3', '--world', 'active'];
    expect((await run(argv)).out).toBe((await run(argv)).out);
    const json = [...argv, '--json'];
    expect((await run(json)).out).toBe((await run(json)).out);
  });

  it('prints one JSON document of a stable shape', async () => {
    const { out } = await run(['explore', '--json', '--depth', '9', '--world', 'empty']);
    expect(JSON.parse(out)).toMatchObject({
      format: 'hsm-lifecycle/exploration',
      version: 1,
      world: 'empty',
      depthMax: 9,
      symmetry: 'same-future',
      faults: false,
      zones: 1,
      sharing: false,
      laws: expect.arrayContaining(['the grace period is exact', 'everything ends']),
      states: expect.any(Number),
      transitions: expect.any(Number),
      refusals: expect.any(Number),
      depth: 9,
      levels: expect.arrayContaining([1]),
      endedBy: 'DEPTH',
      exhausted: false,
      coverage: { fleet: { CreateCluster: { accepted: 1, refused: 0 } } },
      neverAccepted: ['CreateKey', 'DeleteKey'],
      neverSeen: {
        cluster: expect.arrayContaining(['DEGRADED']),
        hsm: expect.any(Array),
        backup: expect.any(Array),
      },
      files: [],
    });
  });

  it('tries more zones, sharing and changes of the HSM type', async () => {
    const argv = ['explore', '--json', '--depth', '2', '--world', 'active-hsm1'];
    const { out } = await run([...argv, '--zones', '2', '--sharing']);
    expect(JSON.parse(out)).toMatchObject({ zones: 2, sharing: true });
    const { coverage } = JSON.parse(out);
    expect(coverage['backup READY'].ShareBackup.accepted).toBeGreaterThan(0);
    expect(coverage['cluster ACTIVE'].ChangeHsmType.accepted).toBeGreaterThan(0);
    const { coverage: plain } = JSON.parse((await run(argv)).out);
    expect(plain['backup READY'].ShareBackup).toBeUndefined();
    expect(coverage['cluster ACTIVE'].AddHsm.accepted).toBeGreaterThan(
      plain['cluster ACTIVE'].AddHsm.accepted,
    );
  });

  it('ends at a number of states', async () => {
    const { code, out } = await run(['explore', '--json', '--states', '40']);
    expect([code, JSON.parse(out)]).toMatchObject([0, { states: 40, endedBy: 'LIMIT' }]);
  });

  it.each([
    [['--depth', 'deep'], 'It must be a whole number'],
    [['--states', '-1'], 'It must be a whole number'],
    [['--symmetry', 'mirror'], 'Allowed choices are same-future, exactly'],
    [['--world', 'no-such-drill.json'], 'cannot read no-such-drill.json'],
    [['--laws', 'no-such-laws.mjs'], 'cannot read the laws in no-such-laws.mjs'],
    [
      ['--laws', withFile('none.mjs', 'export const law = 1;')],
      'exports neither "laws" nor "stateLaws"',
    ],
    [
      ['--laws', withFile('wrong.mjs', 'export const laws = [{ name: 1 }];')],
      'laws[0] is not a law; a law is { name, sentence, holds }',
    ],
    [
      ['--laws', withFile('list.mjs', 'export const stateLaws = {};')],
      'stateLaws is not a list of laws',
    ],
    [['--walks', '3', '--checkpoint', file('walks.bin')], '--checkpoint is for searches'],
    [
      ['--checkpoint', withFile('not.bin', 'something else')],
      'not.bin is not a checkpoint: its format should be hsm-lifecycle/exploration 1',
    ],
    [['--checkpoint', folder], 'is not a file'],
  ])('exits 2 for %j, and says why', async (argv, why) => {
    const { code, out, err } = await run(['explore', '--depth', '2', ...argv]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(why);
  });
});

describe('a world made by a drill', () => {
  it('is what the drill leaves; a counterexample starts with the drill', async () => {
    const argv = ['explore', '--world', 'mine.json', '--depth', '2', '--laws', myLaws, '--json'];
    const ran = await run(argv, {
      files: { 'mine.json': JSON.stringify(drill([...primary, { at: '+1h', do: 'Advance' }])) },
    });
    const { coverage, states } = JSON.parse(ran.out);
    expect(ran.code).toBe(0);
    expect(states).toBeGreaterThan(30);
    expect(coverage['cluster ACTIVE'].DeleteKey).toBeDefined();
  });

  it('needs a drill that runs to its end', async () => {
    const files = {
      'bad.json': JSON.stringify(
        drill([...primary, { do: 'DeleteCluster', cluster: 'primary' }, { do: 'Advance' }]),
      ),
    };
    const { code, err } = await run(['explore', '--world', 'bad.json'], { files });
    expect([code, err]).toEqual([
      2,
      expect.stringContaining(
        'bad.json cannot be a world: a step is refused, and 1 after it are not reached',
      ),
    ]);
  });
});

describe('a counterexample from the command line', () => {
  const out = file('found');
  let ran: Ran = { code: -1, out: '', err: '' };

  it('is printed, exits 1, and is written in three forms', async () => {
    ran = await run(['explore', '--laws', myLaws, '--out', out]);
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(
      /BROKEN: no whim\n {2}Nobody deletes a copy\.\n {2}But: a copy is gone\n2 commands from/u,
    );
    expect(ran.out).toMatch(/\n2 commands from the initial state:\n {2}2026-01-01T04/u);
    expect(ran.out).toContain('counterexample.drill.json');
    expect(ran.out).toContain('counterexample.html');
    expect(readFileSync(path.join(out, 'counterexample.mmd'), 'utf8')).toMatch(
      /^sequenceDiagram\n/u,
    );
    expect(readFileSync(path.join(out, 'counterexample.test.ts'), 'utf8')).toContain(
      'import * as mine from "../my-laws.mjs";',
    );
  });

  it('is a drill that ends the same, and breaks the law', async () => {
    const left = path.join(out, 'counterexample.drill.json');
    const played = await run(['drill', left]);
    expect([played.code, played.err]).toEqual([0, '']);
    expect(played.out).toContain('breaks the law: no whim');
    expect(played.out).toContain('Breaks the law: a copy is gone');
    expect(played.out).toMatch(/PASSED: \d of \d expectations held/u);
    expect((await run(['check', left])).code).toBe(0);
    const checked = await run(['check', '--laws', myLaws, left]);
    expect([checked.code, checked.out]).toEqual([
      1,
      expect.stringContaining('✗ no whim: Nobody deletes a copy.'),
    ]);
  });

  it('fails as a drill if the machine was wrong, and shows what the real one does', async () => {
    const play = async (machine: FleetMachine) => {
      const { counterexample } = explore({
        world: smallWorld(),
        commands: smallCommands,
        depth: 4,
        symmetry: sameFuture,
        machine,
      });
      return run(['drill', 'found.json'], {
        files: { 'found.json': JSON.stringify(counterexample?.forms.drill) },
      });
    };
    const crowded = await play(planted.noQuotas);
    expect([crowded.code, crowded.out]).toEqual([
      1,
      expect.stringContaining('it was refused: ClusterQuotaReached'),
    ]);
    const graceless = await play(planted.noGrace);
    expect(graceless.code).toBe(0);
    const unsaved = await play(planted.removalWithoutBackup);
    expect([unsaved.code, unsaved.err]).toEqual([0, '']);
    const inherited = await play(planted.copyInheritsRetention);
    expect([inherited.code, inherited.out]).toEqual([
      1,
      expect.stringContaining('✗ copy is PENDING_DELETION'),
    ]);
  });

  it('is offered as files if no folder is given', async () => {
    expect((await run(['explore', '--laws', myLaws])).out).toContain('Use --out DIR to save it');
  });

  it('is printed even if its folder cannot be created', async () => {
    const told = await run(['explore', '--laws', myLaws, '--out', myLaws]);
    expect([told.code, told.err]).toEqual([2, expect.stringContaining('cannot create the folder')]);
    expect(told.out).toBe(
      (await run(['explore', '--laws', myLaws])).out.replace(/Use --out DIR .*\n/u, ''),
    );
  });
});

describe('random walks', () => {
  it('print their seed, and are the same for the same seed', async () => {
    const argv = ['explore', '--walks', '5', '--depth', '40', '--faults', '--seed', '7'];
    const { code, out } = await run(argv);
    expect([code, out]).toEqual([
      0,
      expect.stringContaining('walks        5, seed 7\ntransitions  200'),
    ]);
    expect((await run(argv)).out).toBe(out);
  });
});

describe('the drills that come with it', () => {
  it.each(['disaster-recovery', 'hsms-used-rarely', 'remove-expired-keys'])(
    'can be worlds: %s',
    async (name) => {
      const { code, out } = await run([
        'explore',
        '--world',
        drillPath(name),
        '--depth',
        '1',
        '--json',
      ]);
      expect([code, JSON.parse(out).states > 5]).toEqual([0, true]);
    },
  );
});
