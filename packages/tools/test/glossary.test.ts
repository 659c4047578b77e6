/**
 * One word, one thing: holds the packages' exported names to the glossary.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Private packages have no users. */
const PRIVATE = new Set(['bench', 'tools']);

const packages = readdirSync(path.join(root, 'packages')).filter((name) => !PRIVATE.has(name));

const sources = packages.flatMap((name) => {
  const folder = path.join('packages', name, 'src');
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/u.test(file))
    .map((file) => path.join(folder, file));
});

type Declared = { readonly name: string; readonly file: string };

const EXPORTED =
  /^export (?:declare )?(?:const|type|interface|function\*?|class) (?<name>[A-Za-z_]\w*)/gmu;

const declaredIn = (file: string): readonly Declared[] =>
  Array.from(read(file).matchAll(EXPORTED), ({ groups }) => ({
    name: groups?.['name'] ?? '',
    file,
  }));

/** Codecs for io-ts and Standard Schema share a name with their type, on purpose. */
const SHARED_NAMES = path.join('packages', 'core', 'src', 'codec', 'model-codecs.ts');

const declared = sources.filter((file) => file !== SHARED_NAMES).flatMap(declaredIn);

/** The words of the right column, which are code spans. */
const forbidden = read('docs/glossary.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .flatMap((line) => (line.split('|')[3] ?? '').match(/(?<=`)\w+(?=`)/gu) ?? []);

/** The words of a name: `naiveEstate` has `naive` and `estate`. */
const wordsOf = (name: string): readonly string[] =>
  name.split(/(?=[A-Z])|_/u).map((word) => word.toLowerCase().replace(/s$/u, ''));

/** Tells whether a name contains the words of another, side by side: `adminText` has `Admin`. */
const contains = (name: string, other: string): boolean =>
  `-${wordsOf(name).join('-')}-`.includes(`-${wordsOf(other).join('-')}-`);

describe('the glossary', () => {
  it('has forbidden words, and there are sources to check', () => {
    expect(forbidden).toEqual(
      expect.arrayContaining(['estate', 'operation', 'Admin', 'lastBackup']),
    );
    expect(declared.length).toBeGreaterThan(500);
  });

  it.each([
    ['estateLaws', 'estate', true],
    ['naiveEstate', 'estate', true],
    ['Estates', 'estate', true],
    ['restate', 'estate', false],
    ['adminText', 'Admin', true],
    ['administer', 'Admin', false],
    ['becoming', 'coming', false],
  ])('sees in %s the word %s: %s', (name, word, isThere) => {
    expect(contains(name, word)).toBe(isThere);
  });

  it('is kept by every exported name but those of waiters, which AWS’s SDKs name so', () => {
    const ours = declared.filter(({ name }) => !name.startsWith('waitUntil'));
    const wrong = ours.flatMap(({ name, file }) =>
      forbidden.filter((word) => contains(name, word)).map((word) => `${file}: ${name} (${word})`),
    );
    expect(wrong).toEqual([]);
  });

  it('is kept: no name is exported twice', () => {
    const filesOf = new Map<string, Set<string>>();
    for (const { name, file } of declared)
      filesOf.set(name, (filesOf.get(name) ?? new Set()).add(file));
    const twice = [...filesOf].filter(([, files]) => files.size > 1);
    expect(twice.map(([name, files]) => `${name}: ${[...files].join(', ')}`)).toEqual([]);
  });
});
