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

describe('the guide', () => {
  it.each(['README.md', 'docs/README.md'])('is whole in %s', (index) => {
    const pages = readdirSync(at('docs/guide')).filter((name) => name.endsWith('.md'));
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.filter((name) => !read(index).includes(`guide/${name})`))).toEqual([]);
  });

  it('has a row for each example drill', () => {
    const drills = readdirSync(at('examples/drills'))
      .filter((name) => name.endsWith('.json') && !name.endsWith('-gone-wrong.json'))
      .map((name) => name.replace(/\.json$/u, ''));
    const rows = [...read('docs/guide/drills.md').matchAll(/^\| `([\w-]+)` /gmu)];
    expect(rows.map(([, name]) => name).toSorted()).toEqual(drills.toSorted());
  });
});

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

  it('names every command', () => {
    const commands = read('packages/core/src/transitions/command.ts');
    const types = [...commands.matchAll(/Asked<\s*'(\w+)'/gu)].map(([, type = '']) => type);
    const has = (name: string): boolean => page.includes(`\`${name}\``);
    expect(types.length).toBeGreaterThan(30);
    expect(
      types.filter((type) => !has(type) && !has(type.charAt(0).toLowerCase() + type.slice(1))),
    ).toEqual([]);
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

/** The numbers that a text such as `U-31 to U-38` stands for. */
const numbersIn = (text: string): readonly number[] => {
  const [first = 0, last = first] = [...text.matchAll(/U-(\d+)/gu)].map(([, number]) =>
    Number(number),
  );
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
};

const SKIPPED = new Set(['node_modules', 'dist']);

/** The sources and pages below a folder. A recursive `readdirSync` follows the links of pnpm. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(at(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesIn(path);
    return /\.(?:ts|mjs|md)$/u.test(entry.name) ? [path] : [];
  });

describe('the reference of rules', () => {
  const page = read('docs/reference/rules.md');
  const accounted = new Set(
    [...page.matchAll(/^\| (U-\d+(?: to U-\d+)?) +\|/gmu)].flatMap(([, text = '']) =>
      numbersIn(text),
    ),
  );

  it('has every choice up to U-41, or says why not', () => {
    const numbers = Array.from({ length: 41 }, (_, index) => index + 1);
    expect(numbers.filter((number) => !accounted.has(number))).toEqual([]);
  });

  it('has every choice that code and documents name', () => {
    const files = ['packages', 'docs'].flatMap(filesIn);
    const named = files.flatMap((file) =>
      [...read(file).matchAll(/\bU-(\d+)\b/gu)].map(([, number]) => ({
        file,
        number: Number(number),
      })),
    );
    expect(named.length).toBeGreaterThan(500);
    expect(named.filter(({ number }) => !accounted.has(number))).toEqual([]);
  });

  it('links the sources of facts', () => {
    const facts = [...page.matchAll(/^\| F-\d+ .*documented +\|$/gmu)].map(([row]) => row);
    expect(facts.length).toBeGreaterThan(50);
    expect(facts.filter((row) => !row.includes('](https://'))).toEqual([]);
  });
});

describe('the table of states', () => {
  const page = read('docs/reference/state-table.md');
  const rules = read('docs/reference/rules.md');
  const rows = page.split('\n').filter((line) => line.startsWith('| '));

  it('answers every question by a rule of the book', () => {
    const ids = new Set(rows.flatMap((row) => row.match(/[FUM]-\d+/gu) ?? []));
    expect(ids.size).toBeGreaterThan(30);
    expect([...ids].filter((id) => !new RegExp(`^\\| ${id} `, 'mu').test(rules))).toEqual([]);
    expect(rows.filter((row) => row.includes('?'))).toEqual([]);
  });

  it('says that the last HSM may leave without a backup (U-25)', () => {
    const degraded = rows.find((row) => /^\| DEGRADED +\|/u.test(row));
    expect(degraded).toMatch(/^\| DEGRADED +\| yes F-83 +\| yes U-25, without a backup +\|/u);
  });
});
