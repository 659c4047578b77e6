/**
 * Runs the TypeScript fences of the README and the guide: a page is one module, and
 * `expression; // => value` is an assertion. Line numbers are the page's own.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const scratch = path.join(root, 'packages', 'tools', 'temp');
const guide = readdirSync(path.join(root, 'docs', 'guide')).map((name) =>
  path.join('docs', 'guide', name),
);
const pages = [
  'README.md',
  path.join('packages', 'drills', 'README.md'),
  path.join('packages', 'runbooks', 'README.md'),
  path.join('packages', 'report', 'README.md'),
  path.join('packages', 'aws', 'README.md'),
  ...guide,
].filter((page) => page.endsWith('.md'));

const asserted = (line: string): string =>
  line.replace(/^(\s*)(.+?);\s*\/\/ => (.+)$/u, '$1expect($2).toEqual($3);');

const moduleOf = (markdown: string): { readonly code: string; readonly assertions: number } => {
  let inside = false;
  let assertions = 0;
  const lines = markdown.split('\n').map((line) => {
    if (line.startsWith('```')) {
      inside = line.startsWith('```ts') && !inside;
      return '';
    }
    if (!inside) return '';
    const code = asserted(line);
    if (code !== line) assertions += 1;
    return code;
  });
  return {
    code: [`import { expect } from '@jest/globals'; ${lines[0] ?? ''}`, ...lines.slice(1)].join(
      '\n',
    ),
    assertions,
  };
};

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe('the documentation', () => {
  it.each(pages)('is true in %s', async (page) => {
    const { code, assertions } = moduleOf(readFileSync(path.join(root, page), 'utf8'));
    expect(assertions).toBeGreaterThan(0);
    mkdirSync(scratch, { recursive: true });
    const file = path.join(scratch, `${page.replaceAll(/[^a-z]/giu, '-')}.ts`);
    writeFileSync(file, code);
    await import(file);
  });
});
