/**
 * Runs every TypeScript fence of the guide's pages on testing as one module each:
 * `expression; // => value` is an assertion.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const scratch = path.join(root, 'packages', 'testing', 'temp');

const asserted = (line: string): string =>
  line.replace(/^(\s*)(.+?);\s*\/\/ => (.+)$/u, '$1expect($2).toEqual($3);');

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

describe('the guide', () => {
  it.each([
    ['testing', 7],
    ['exploring', 30],
  ])('is true about %s', async (page, assertionsMin) => {
    const code = codeOf(readFileSync(path.join(root, 'docs', 'guide', `${page}.md`), 'utf8'));
    expect(code.split('expect(').length).toBeGreaterThan(assertionsMin);
    mkdirSync(scratch, { recursive: true });
    const file = path.join(scratch, `${page}-page.ts`);
    writeFileSync(file, code);
    await import(file);
  });
});
