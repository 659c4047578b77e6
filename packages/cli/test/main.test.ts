import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { at, drillPath } from './cli.ts';

/** Runs the built command as a process, its output piped. */
const ran = (argv: readonly string[], input = ''): { readonly code: number | null; readonly out: string; readonly err: string } => {
  const env = { ...process.env, FORCE_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [at('packages/cli/dist/main.js'), ...argv], {
    encoding: 'utf8',
    input,
    env,
  });
  return { code: status, out: stdout, err: stderr };
};

describe('the command, as a process', () => {
  it('exits 0, 1 or 2', () => {
    expect(ran(['drill', drillPath('disaster-recovery')]).code).toBe(0);
    expect(ran(['drill', drillPath('disaster-recovery-gone-wrong')]).code).toBe(1);
    expect(ran(['drill', 'no-such-file']).code).toBe(2);
  });

  it('writes plain text into a pipe, whole however long it is', () => {
    const { out } = ran(['drill', '--verbose', drillPath('remove-expired-keys')]);
    expect(out).not.toContain('\u001B[');
    expect(out).toMatch(/PASSED: \d of \d expectations held\.\n$/u);
  });

  it('reads the standard input', () => {
    expect(ran(['explain'], '{"_tag":"NothingToRestore","rule":"U-8"}').out).toContain('Undelete a backup');
  });
});
