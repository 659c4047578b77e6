/**
 * Checks of the sources that no linter makes.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
    : [];

const packages = readdirSync(path.join(root, 'packages')).map((name) =>
  path.join(root, 'packages', name),
);
const sources = packages
  .flatMap((folder) => filesIn(path.join(folder, 'src')))
  .filter((file) => /\.(tsx?|mjs)$/u.test(file) && !file.endsWith('page-assets.ts'));
const read = (file: string): string => readFileSync(file, 'utf8');
const named = (files: readonly string[]): readonly string[] =>
  files.map((file) => path.relative(root, file));

const RELATIVE_IMPORT = /(?:from|import)\s*\(?\s*'(\.[^']*)'/gu;

/** The folders below `src` by the folders that they import from; `src` itself is `.`. */
const importsIn = (src: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const imports = new Map<string, Set<string>>();
  const folderOf = (file: string): string => path.relative(src, path.dirname(file)) || '.';
  for (const file of filesIn(src)) {
    const own = folderOf(file);
    for (const [, specifier = ''] of read(file).matchAll(RELATIVE_IMPORT)) {
      const other = folderOf(path.resolve(path.dirname(file), specifier));
      if (other !== own) imports.set(own, (imports.get(own) ?? new Set<string>()).add(other));
    }
  }
  return imports;
};

/** The folders that import themselves by way of others. */
const circularFolders = (src: string): readonly string[] => {
  const imports = importsIn(src);
  const reachedFrom = (start: string): ReadonlySet<string> => {
    const reached = new Set<string>();
    const next = [...(imports.get(start) ?? [])];
    for (let folder = next.pop(); folder !== undefined; folder = next.pop()) {
      if (reached.has(folder)) continue;
      reached.add(folder);
      next.push(...(imports.get(folder) ?? []));
    }
    return reached;
  };
  return [...imports.keys()].filter((folder) => reachedFrom(folder).has(folder)).toSorted();
};

describe('the sources', () => {
  // The scripts of `tools` are in the same folders as the parts that they run.
  const libraries = packages
    .map((folder) => path.basename(folder))
    .filter((name) => name !== 'tools');
  const isPublic = (name: string): boolean => name !== 'bench';
  const isWithin = (file: string, name: string): boolean =>
    file.startsWith(path.join(root, 'packages', name, 'src'));
  const isEntry = (file: string): boolean => path.basename(path.dirname(file)) === 'src';

  it('are there', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it('each begin with a doc comment', () => {
    const silent = sources.filter(
      (file) => !/^(#!.*\n)?\/\*\*[\s\S]*?@module\n \*\//u.test(read(file)),
    );
    expect(named(silent)).toEqual([]);
  });

  it('are at most 250 lines long', () => {
    const long = named(sources.filter((file) => read(file).split('\n').length > 251));
    expect(long).toEqual([]);
  });

  it('keep to 100 columns, except literal bytes and results of examples', () => {
    const isData = (line: string): boolean => /\S{80}|\/\/ => /u.test(line);
    const wide = libraries.filter(isPublic).flatMap((name) =>
      sources
        .filter((file) => isWithin(file, name))
        .filter((file) =>
          read(file)
            .split('\n')
            .some((line) => line.length > 100 && !isData(line)),
        ),
    );
    expect(named(wide)).toEqual([]);
  });

  it('put no tuple in place of parameters', () => {
    const tuple = /[(,]\s*\[\w+(?:,\s*\w+)+\]\s*:\s*(?:readonly )?\[/u;
    expect(tuple.test('(a, [b, c]: [A, B]) => 0')).toBe(true);
    const hidden = sources.filter((file) => file.endsWith('.ts') && tuple.test(read(file)));
    expect(named(hidden)).toEqual([]);
  });

  it.each(libraries)(
    'of %s are in folders that import each other in one direction only',
    (name) => {
      expect(circularFolders(path.join(root, 'packages', name, 'src'))).toEqual([]);
    },
  );

  it('export no function or constant that no other file uses', () => {
    const words = new Map(
      [...sources, ...packages.flatMap((folder) => filesIn(path.join(folder, 'test')))].map(
        (file) => [file, new Set(read(file).match(/[\w$]+/gu))],
      ),
    );
    const isUsed = (name: string, home: string): boolean =>
      [...words].some(([file, used]) => file !== home && used.has(name));
    const exported = sources
      .filter((file) => libraries.filter(isPublic).some((name) => isWithin(file, name)))
      .flatMap((file) =>
        [...read(file).matchAll(/^export (?:const|function) (\w+)/gmu)].map(
          ([, name = '']) => [name, file] as const,
        ),
      );
    expect(exported.length).toBeGreaterThan(1000);
    const idle = exported.filter(([name, file]) => !isEntry(file) && !isUsed(name, file));
    expect(idle.map(([name]) => name)).toEqual([]);
  });

  it('have no TODO', () => {
    expect(named(sources.filter((file) => /\b(TODO|FIXME|XXX)\b/u.test(read(file))))).toEqual([]);
  });

  it('put changes together in the kernel only', () => {
    const core = path.join(root, 'packages', 'core', 'src');
    const others = sources.filter(
      (file) => file.startsWith(core) && !file.startsWith(path.join(core, 'kernel')),
    );
    expect(others.length).toBeGreaterThan(50);
    const bare = others.filter((file) => /\bright\(\s*\[|: Change<[^;]*=>\s*\[/u.test(read(file)));
    expect(named(bare)).toEqual([]);
  });

  it('document every instant in an input', () => {
    const folders = ['transitions', 'fleet'].map((name) =>
      path.join(root, 'packages', 'core', 'src', name),
    );
    const inputs = sources.filter((file) => folders.some((folder) => file.startsWith(folder)));
    const silent = inputs.filter((file) =>
      /(?<!\*\/\s*)readonly at: EpochMillis/u.test(read(file)),
    );
    expect(inputs.length).toBeGreaterThan(30);
    expect(named(silent)).toEqual([]);
  });

  it('export something named like the file, if a file has one export', () => {
    const camel = (file: string): string =>
      path.basename(file, '.ts').replaceAll(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
    const transitions = filesIn(path.join(root, 'packages', 'core', 'src', 'transitions')).filter(
      (file) => /\n@see|`[A-Z]\w+`, CloudHSM/u.test(read(file)),
    );
    expect(transitions.length).toBeGreaterThan(10);
    expect(
      named(
        transitions.filter(
          (file) => !new RegExp(`export const ${camel(file)}\\b`, 'u').test(read(file)),
        ),
      ),
    ).toEqual([]);
  });
});
