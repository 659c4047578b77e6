/**
 * Searches that are stopped, saved and resumed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { runCli, type Io } from '@hsm-lifecycle/cli';
import { run, type Ran } from './cli.ts';

/** Searches take a while if other tests run at the same time. */
jest.setTimeout(120_000);

const folder = mkdtempSync(path.join(tmpdir(), 'hsm-interrupted-'));
const file = (name: string): string => path.join(folder, name);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a search that is interrupted', () => {
  /** Runs a command that is interrupted as soon as it can be, or never. */
  const interrupted = async (
    argv: readonly string[],
    isInterrupted = true,
  ): Promise<Ran & { readonly lines: readonly string[] }> => {
    let [out, err] = ['', ''];
    const lines: string[] = [];
    let isFree = false;
    const io: Io = {
      out: (text) => (out += text),
      err: (text) => (err += text),
      read: (name) => readFileSync(name, 'utf8'),
      isTerminal: false,
      env: {},
      line: (text) => lines.push(text),
      onInterrupt: (stop) => {
        if (isInterrupted) setTimeout(stop, 400);
        return () => (isFree = true);
      },
    };
    const code = await runCli(argv, io);
    expect(isFree).toBe(true);
    return { code, out, err, lines };
  };

  it('resumes by the same command, to the same report, byte for byte', async () => {
    const checkpoint = file('search.bin');
    const argv = ['explore', '--depth', '9', '--states', '6000', '--json'];
    const first = await interrupted([...argv, '--checkpoint', checkpoint]);
    expect(first.code).toBe(1);
    expect(first.err).toContain(`stopped; the same command resumes from ${checkpoint}`);
    expect(JSON.parse(first.out).endedBy).toBe('STOPPED');
    const second = await interrupted([...argv, '--checkpoint', checkpoint], false);
    expect(second.err).toContain(`resuming from ${checkpoint}`);
    const whole = await interrupted(argv, false);
    expect(second.out).toBe(whole.out);
    expect(whole.lines.some((line) => /^depth \d: [\d,]+ states, /u.test(line))).toBe(true);
    expect(whole.lines.at(-1)).toBe('');
  });

  it('does not resume as another search', async () => {
    const argv = [
      'explore',
      '--depth',
      '9',
      '--states',
      '6000',
      '--checkpoint',
      file('search.bin'),
    ];
    for (const other of [['--faults'], ['--world', 'empty'], ['--symmetry', 'exactly']]) {
      // One after another: they read the same file.
      // eslint-disable-next-line no-await-in-loop
      const { code, err } = await run([...argv, ...other]);
      expect([code, err]).toEqual([
        2,
        expect.stringContaining('is the checkpoint of another search: '),
      ]);
    }
  });

  it('says how it could be resumed', async () => {
    const { err, code } = await interrupted(['explore', '--depth', '9']);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('stopped; with --checkpoint FILE it could be resumed'),
    ]);
  });

  it('says so if its checkpoint cannot be written, and still prints what it found', async () => {
    const { code, out, err } = await interrupted([
      'explore',
      '--depth',
      '9',
      '--checkpoint',
      path.join(folder, 'nowhere', 'search.bin'),
    ]);
    expect([code, err]).toEqual([1, expect.stringContaining('cannot write')]);
    expect(out).toMatch(/^states +[\d,]+\n/u);
  });
});
