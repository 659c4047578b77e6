/**
 * Runs every TypeScript fence of the guide's page on testing as one module: `expression; // => value` is an assertion.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const scratch = path.join(root, 'packages', 'testing', 'temp');

const asserted = (line: string): string => line.replace(/^(\s*)(.+?);\s*\/\/ => (.+)$/u, '$1expect($2).toEqual($3);');

const codeOf = (markdown: string): string => {
  let inside = false;
  const lines = markdown.split('\n').map((line) => {
    if (!line.startsWith('```')) return inside ? asserted(line) : '';
    inside = !inside && /^```(ts|typescript)$/u.test(line);
    return '';
  });
  return `import { expect } from '@jest/globals'; ${lines.join('\n')}`;
};

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe('the page on testing', () => {
  it('is true', async () => {
    const code = codeOf(readFileSync(path.join(root, 'docs', 'guide', 'testing.md'), 'utf8'));
    expect(code.split('expect(').length).toBeGreaterThan(15);
    mkdirSync(scratch, { recursive: true });
    const file = path.join(scratch, 'testing-page.ts');
    writeFileSync(file, code);
    await import(file);
  });
});
