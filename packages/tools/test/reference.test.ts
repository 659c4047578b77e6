/**
 * The reference is complete.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const at = (file: string): string => fileURLToPath(new URL(`../../../${file}`, import.meta.url));
const read = (file: string): string => readFileSync(at(file), 'utf8');

const typesIn = (source: string): readonly string[] =>
  [...source.matchAll(/Happened<\s*'(\w+)'/gu)].map(([, type = '']) => type);

describe('the reference of events', () => {
  it('names every event, and no other', () => {
    const known = [
      'packages/core/src/model/event.ts',
      'packages/core/src/fleet/fleet-event.ts',
    ].flatMap((file) => typesIn(read(file)));
    const documented = [
      ...read('docs/reference/events.md').matchAll(/^\| ((?:[A-Z]\w+(?:, )?)+)\s*\|/gmu),
    ].flatMap(([, names = '']) => names.split(', '));
    expect(known.length).toBeGreaterThan(40);
    expect(new Set(documented)).toEqual(new Set(known));
  });
});

describe('the reference of the API', () => {
  const reports = readdirSync(at('docs/reference/api'));

  it('documents everything that can be imported', () => {
    const silent = reports.flatMap((report) =>
      [...read(`docs/reference/api/${report}`).matchAll(/\(undocumented\)\s+export .*/gu)].map(
        ([text]) => `${report}: ${text}`,
      ),
    );
    expect(reports.length).toBeGreaterThan(10);
    expect(silent).toEqual([]);
  });
});

describe('the table of functions', () => {
  const page = read('docs/reference/functions.md');
  const named = (name: string): RegExp => new RegExp(String.raw`^export const ${name}\b`, 'mu');
  const sources = readdirSync(at('packages/core/src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(`packages/core/src/${file}`));
  const rows = page.split('\n## ').flatMap((section) =>
    [...section.matchAll(/^\| `(\w+)`/gmu)].map(([, name = '']) => ({
      name,
      entry: section.includes('core/fleet`') ? 'core-fleet' : 'core',
    })),
  );

  it('names thirty functions', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(30);
  });

  it.each(rows)('names $name where it can be imported', ({ name, entry }) => {
    expect(read(`docs/reference/api/${entry}.api.md`)).toMatch(named(name));
  });

  it.each(rows)('names $name, whose docstring has an example', ({ name }) => {
    const source = sources.find((text) => named(name).test(text)) ?? '';
    const before = source.slice(0, source.search(named(name)));
    expect(before.slice(before.lastIndexOf('/**'))).toContain('@example');
  });
});
