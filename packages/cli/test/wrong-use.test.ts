/**
 * The command line, used wrongly: every refusal is a sentence, and nothing is left behind.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, drill, drillPath, run } from './cli.ts';

describe('a name that is empty', () => {
  it.each([
    [['drill', drillPath('hsms-used-rarely'), '--store', '']],
    [['explore', '--world', '']],
    [['explore', '--laws', '']],
    [['explore', '--checkpoint', '']],
    [['explore', '--out', '']],
    [['check', '--laws', '', drillPath('hsms-used-rarely')]],
  ])('is refused: %j', async (argv) => {
    expect(await run(argv)).toEqual({
      code: 2,
      out: '',
      err: expect.stringContaining('It must not be empty.'),
    });
  });
});

describe('hsm-lifecycle check', () => {
  it('says in words why a file cannot be read', async () => {
    const named = async (file: string): Promise<unknown> => {
      const { code, out, err } = await run(['check', file]);
      return [code, out, err.trimEnd()];
    };
    expect(await named('no-such-file')).toEqual([
      2,
      '',
      'hsm-lifecycle: cannot read no-such-file: there is no such file',
    ]);
    expect(await named(at(''))).toEqual([
      2,
      '',
      `hsm-lifecycle: cannot read ${at('')}: it is a folder`,
    ]);
    const long = 'x'.repeat(300); // what cannot even be looked at, whoever looks
    expect(await named(long)).toEqual([
      2,
      '',
      expect.stringMatching(/^hsm-lifecycle: cannot read x+: .*ENAMETOOLONG/u),
    ]);
  });

  it('refuses a drill that nests too deep, before decoding it', async () => {
    const deep = JSON.stringify(drill([])).replace('[]', '['.repeat(100_000) + ']'.repeat(100_000));
    const { code, err } = await run(['check', 'deep.json'], { files: { 'deep.json': deep } });
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(
        /^hsm-lifecycle: deep\.json: Lists and objects nest deeper than 64, at position \d+\. /u,
      ),
    ]);
  });
});

describe('a file that cannot be read or made', () => {
  const nowhere = path.join(tmpdir(), 'no', 'such', 'folder');
  const drilled = drillPath('hsms-used-rarely');

  it.each([
    [
      ['explore', '--laws', 'no-such.mjs'],
      'cannot read the laws in no-such.mjs: there is no such file',
    ],
    [
      ['explore', '--depth', '1', '--checkpoint', nowhere],
      `cannot write ${nowhere}: there is no such folder`,
    ],
    [
      ['drill', drilled, '--store', nowhere],
      `the key file ${nowhere}-keys cannot be written. Check that its folder exists`,
    ],
  ])('is told of in words: %j', async (argv, why) => {
    const { code, err } = await run(argv);
    expect([code === 0, err]).toEqual([false, expect.stringContaining(`hsm-lifecycle: ${why}`)]);
  });
});

describe('a store that cannot be accessed', () => {
  it.each([['verify'], ['keys list'], ['keys rotate'], ['check']])(
    'is not missed for its keys by %s',
    async (command) => {
      const { code, err } = await run([...command.split(' '), 'x'.repeat(300)]);
      expect([code, err]).toEqual([
        2,
        expect.stringMatching(/^hsm-lifecycle: (?:x+ cannot be opened: |cannot read x+: )/u),
      ]);
    },
  );
});

describe('text from others', () => {
  const painted = drill([{ do: 'Advance', note: 'gone\u001B[2J\u0007\u001B[8m' }], [], {
    name: 'a\u001B[31mb\u009B31mc\u202Ed\r',
  });
  const told = async (isTerminal: boolean, ...flags: readonly string[]): Promise<string> => {
    const { out } = await run(['drill', 'it', ...flags], {
      files: { it: JSON.stringify(painted) },
      isTerminal,
    });
    return out;
  };
  const OURS = ['1', '2', '22', '31', '32', '36', '39'].map((code) => `\u001B[${code}m`);

  it('is shown, and its escape sequences do nothing', async () => {
    const plain = await told(false);
    expect(plain).toContain(String.raw`a\u001b[31mb\u009b31mc\u202ed\u000d`);
    expect(plain).toContain(String.raw`gone\u001b[2J\u0007\u001b[8m`);
    expect(plain).toMatch(/^[\n\P{Cc}]*$/u);
  });

  it('does nothing on a terminal either; only our own colours do', async () => {
    const colored = await told(true);
    expect(OURS.reduce((text, color) => text.replaceAll(color, ''), colored)).toMatch(
      /^[\n\P{Cc}]*$/u,
    );
    expect(colored).toContain('\u001B[1m');
    expect(colored).toContain(String.raw`gone\u001b[2J\u0007\u001b[8m`);
  });

  it('is the same text in JSON', async () => {
    const json = await told(false, '--json');
    expect(json).toMatch(/^[\n\P{Cc}]*$/u);
    expect(JSON.parse(json).drills[0].name).toBe('a\u001B[31mb\u009B31mc\u202Ed\r');
  });

  it('does nothing in an error message', async () => {
    expect((await run(['rules', '\u001B[2J'])).err).toMatch(/^[\n\P{Cc}]*$/u);
    expect((await run(['\u001B[2J'])).err).toMatch(/^[\n\P{Cc}]*$/u);
  });
});

describe('a store', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hsm-rotate-'));
  const file = (name: string): string => path.join(folder, name);
  const keysOf = (name: string): string => readFileSync(file(`${name}-keys`), 'utf8');

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    await run(['drill', drillPath('disaster-recovery'), '--store', file('full')]);
    await run(['drill', drillPath('disaster-recovery'), '--store', file('other')]);
    // This drill purges everything in the end.
    await run(['drill', drillPath('hsms-used-rarely-gone-wrong'), '--store', file('purged')]);
  });

  it.each([[['drill']], [['explain']], [['explore', '--world']]])(
    'is not for those who read texts, and %j says so',
    async (argv) => {
      const { code, err } = await run([...argv, file('full')]);
      expect([code, err]).toEqual([
        2,
        expect.stringContaining(
          'full is a store, not a text file; hsm-lifecycle check, verify and open read stores',
        ),
      ]);
    },
  );

  it.each([
    ['other', "is another store's key file"],
    ['purged', 'cannot be identified as its key file'],
  ])('does not let go of its keys for another, such as %s', async (name, why) => {
    const before = keysOf('full');
    const { code, out, err } = await run([
      'keys',
      'rotate',
      file(name),
      '--keys',
      file('full-keys'),
    ]);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(why)]);
    expect(keysOf('full')).toBe(before);
    expect((await run(['verify', file('full')])).code).toBe(0);
  });

  it('has its keys rotated even if it no longer has sealed backups', async () => {
    const rotate = ['keys', 'rotate', file('purged')];
    for (const argv of [rotate, [...rotate, '--keys', path.relative('', file('purged-keys'))]]) {
      // eslint-disable-next-line no-await-in-loop
      const { code, out } = await run(argv);
      expect([code, out]).toEqual([0, expect.stringContaining('✓ 0 key records rewrapped')]);
    }
  });
});
