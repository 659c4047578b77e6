/**
 * The generated pages match the code.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('the generated pages', () => {
  it('are up to date', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['packages/tools/src/generate.mjs', '--check'],
      { cwd: root, encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
