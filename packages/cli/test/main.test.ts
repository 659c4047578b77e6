import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { at, drillPath } from './cli.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hsm-cli-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the built command as a process in a separate folder, with its output piped. */
const ran = (
  argv: readonly string[],
  input = '',
): { readonly code: number | null; readonly out: string; readonly err: string } => {
  const env = { ...process.env, FORCE_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [at('packages/cli/dist/main.js'), ...argv],
    {
      encoding: 'utf8',
      input,
      cwd: folder,
      env,
    },
  );
  return { code: status, out: stdout, err: stderr };
};

/** Runs the command with redirected streams. */
const led = (
  where: string,
  argv: readonly string[],
): { readonly code: number | null; readonly err: string } => {
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', `"$0" "$@" ${where}`, process.execPath, at('packages/cli/dist/main.js'), ...argv],
    {
      encoding: 'utf8',
      cwd: folder,
    },
  );
  return { code: status, err: stderr };
};

/** A law that leaves a file when it is first checked: the search has begun. */
const MARKER = `import { writeFileSync } from 'node:fs';
let isBegun = false;
const holds = () => {
  if (!isBegun) writeFileSync('begun', '');
  return (isBegun = true);
};
export const laws = [{ name: 'marker', sentence: 'It holds.', holds }];
`;

describe('the command, as a process', () => {
  it('exits 0, 1 or 2', () => {
    expect(ran(['drill', drillPath('disaster-recovery')]).code).toBe(0);
    expect(ran(['drill', drillPath('disaster-recovery-gone-wrong')]).code).toBe(1);
    expect(ran(['drill', 'no-such-file']).code).toBe(2);
  });

  it('writes all of a long plain text into a pipe', () => {
    const { out } = ran(['drill', '--verbose', drillPath('remove-expired-keys')]);
    expect(out).not.toContain('\u001B[');
    expect(out).toMatch(/PASSED: \d of \d expectations held\.\n/u);
    expect(out).toMatch(/keys rotate remove-expired-keys\.sqlite\n$/u);
  });

  it('leaves a store named after the drill and private keys; the next run replaces it', () => {
    const argv = ['drill', drillPath('hsms-used-rarely')];
    const keys = path.join(folder, 'hsms-used-rarely.sqlite-keys');
    expect(ran(argv)).toMatchObject({
      code: 0,
      out: expect.stringContaining('hsms-used-rarely.sqlite'),
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('hsms'))).toEqual([
      'hsms-used-rarely.sqlite',
      'hsms-used-rarely.sqlite-keys',
    ]);
    const { ino, mode } = statSync(keys);
    expect(mode % 0o1000).toBe(process.platform === 'win32' ? mode % 0o1000 : 0o600);
    expect(ran(argv).code).toBe(0);
    expect(statSync(keys).ino).toBe(ino);
  });

  it('does not read an endless input for ever', () => {
    const { code, err } = led('< /dev/zero', ['drill', '-']);
    expect([code, err]).toEqual([
      2,
      'hsm-lifecycle: cannot read standard input: it is longer than 256 MiB\n',
    ]);
  });

  it('leaves nothing with --no-store', () => {
    const before = readdirSync(folder);
    expect(ran(['drill', '--no-store', drillPath('disaster-recovery')]).out).not.toContain(
      '.sqlite',
    );
    expect(readdirSync(folder)).toEqual(before);
  });

  /** Runs the command with a limit on file sizes in KiB, as on a full disk. */
  const cramped = (
    kibibytes: number,
    argv: readonly string[],
  ): { readonly code: number | null; readonly err: string } => {
    const script = `trap '' XFSZ; ulimit -f ${kibibytes}; exec "$0" "$@"`;
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', script, process.execPath, at('packages/cli/dist/main.js'), ...argv],
      {
        encoding: 'utf8',
        cwd: folder,
      },
    );
    return { code: status, err: stderr };
  };

  it('leaves nothing half written on a full disk, and works once there is room', () => {
    const store = path.join(folder, 'cramped.sqlite');
    const drilled = ['drill', drillPath('hsms-used-rarely'), '--store', store];
    expect(cramped(0, drilled)).toEqual({
      code: 2,
      err: expect.stringContaining(`${store}-keys cannot be written`),
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('cramped'))).toEqual([]);
    expect(ran(drilled).code).toBe(0);
    const [id = ''] = JSON.parse(ran(['verify', '--json', store]).out).open;
    const exported = ['export', store, id, '--out', path.join(folder, 'cramped.backup')];
    expect(cramped(0, exported).code).toBe(2);
    expect(existsSync(path.join(folder, 'cramped.backup'))).toBe(false);
    expect(cramped(0, ['keys', 'rotate', store]).code).toBe(2);
    expect(ran(['verify', store]).code).toBe(0);
    expect(ran(exported).code).toBe(0);
  });

  it('accepts that a reader closes the pipe early', () => {
    expect(led('| head -1 >/dev/null; exit ${PIPESTATUS[0]}', ['rules'])).toEqual({
      code: 0,
      err: '',
    });
  });

  it('reads the standard input', () => {
    expect(ran(['explain'], '{"_tag":"NothingToRestore","rule":"U-8"}').out).toContain(
      'Undelete a backup',
    );
  });

  it('saves a search when it is interrupted, and resumes it', async () => {
    writeFileSync(path.join(folder, 'marker.mjs'), MARKER);
    const laws = ['--laws', 'marker.mjs', '--checkpoint', 'search.bin'];
    const argv = ['explore', '--depth', '30', '--states', '100000', ...laws];
    const search = spawn(process.execPath, [at('packages/cli/dist/main.js'), ...argv], {
      cwd: folder,
    });
    const ended = new Promise<number | null>((resolve) => search.on('exit', resolve));
    // The file shows that the search has begun.
    // eslint-disable-next-line no-await-in-loop
    while (!existsSync(path.join(folder, 'begun'))) await setTimeout(50);
    search.kill('SIGINT');
    const code = await ended;
    expect([code, existsSync(path.join(folder, 'search.bin'))]).toEqual([1, true]);
    const again = ran(['explore', '--depth', '2', '--json', ...laws]);
    expect(again).toMatchObject({
      code: 0,
      err: expect.stringContaining('resuming from search.bin'),
    });
    expect(JSON.parse(again.out).states).toBeGreaterThan(1);
  }, 60_000);
});

const whereWritingFails = existsSync('/dev/full') ? describe : describe.skip;

whereWritingFails('the command, where nothing can be written', () => {
  it('says so', () => {
    const err = 'hsm-lifecycle: cannot write the output: the disk is full\n';
    expect(led('>/dev/full', ['rules'])).toEqual({ code: 2, err });
  });

  it('exits as usual if only standard error is lost', () => {
    expect(led('2>/dev/full', ['rules', 'F-0'])).toEqual({ code: 2, err: '' });
  });
});
