/**
 * What is published: manifests, pages whose links work, and nothing that only this workspace reads.
 */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

type Manifest = {
  readonly name: string;
  readonly private?: boolean;
  readonly keywords?: readonly string[];
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional: boolean }>>;
};
type Page = {
  readonly from: string;
  readonly to: string;
  readonly isShipped: (file: string) => boolean;
};
type Tools = {
  readonly relink: (markdown: string, page: Page) => string;
  readonly publishedManifest: (manifest: object, files: readonly string[]) => object;
  readonly faultsIn: (folder: string) => readonly string[];
  readonly NEEDS_NODE: ReadonlySet<string>;
  readonly NEEDS_PEER: ReadonlyMap<string, string>;
};

const root = fileURLToPath(new URL('../../..', import.meta.url));
const src = path.join(root, 'packages', 'tools', 'src');
const { relink, publishedManifest, faultsIn, NEEDS_NODE, NEEDS_PEER }: Tools = {
  ...(await import(path.join(src, 'pack', 'relink.mjs'))),
  ...(await import(path.join(src, 'pack', 'published-manifest.mjs'))),
  ...(await import(path.join(src, 'compat', 'look.mjs'))),
  ...(await import(path.join(src, 'compat', 'needs.mjs'))),
};

const published = readdirSync(path.join(root, 'packages'))
  .map((name) => path.join(root, 'packages', name))
  .map((folder) => {
    const manifest: Manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return { name: manifest.name, manifest, folder };
  })
  .filter(({ manifest }) => manifest.private !== true);

describe.each(published)('$name', ({ manifest, folder }) => {
  it('is published with provenance, from the folder that prepack lays out', () => {
    expect(manifest.publishConfig).toMatchObject({
      access: 'public',
      provenance: true,
      directory: 'node_modules/.packed',
      linkDirectory: false,
    });
    expect(manifest.scripts?.['prepack']).toMatch(/^node \.\.\/tools\/src\/pack\/prepack\.mjs/u);
    expect(manifest.keywords?.length).toBeGreaterThan(3);
    expect(manifest.exports['./package.json']).toBe('./package.json');
  });

  it('allows newer versions of the packages in its types', () => {
    const { dependencies = {} } = manifest;
    const shown = Object.keys(dependencies).filter((name) => /^(fp-ts|io-ts)$/u.test(name));
    expect(shown.filter((name) => !dependencies[name]?.startsWith('^'))).toEqual([]);
    const own = Object.keys(dependencies).filter((name) => name.startsWith('@hsm-lifecycle/'));
    expect(own.filter((name) => dependencies[name] !== 'workspace:^')).toEqual([]);
  });

  it('says how it is installed', () => {
    const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
    expect(readme).toMatch(new RegExp(`npm install .*${manifest.name}\\b`, 'u'));
  });
});

describe('the packages', () => {
  it('are there', () => {
    expect(published.length).toBeGreaterThan(4);
  });

  it('require fast-check where they need it', () => {
    const testing = published.find(({ name }) => name === '@hsm-lifecycle/testing')?.manifest;
    expect(Object.keys(testing?.peerDependencies ?? {})).toContain('fast-check');
    expect(testing?.peerDependenciesMeta).not.toHaveProperty('fast-check');
  });

  it('have every entry that is listed as needing something', () => {
    const entries = published.flatMap(({ name, manifest }) =>
      Object.keys(manifest.exports).map((entry) => `${name}${entry.slice(1)}`),
    );
    expect(entries).toEqual(expect.arrayContaining([...NEEDS_NODE, ...NEEDS_PEER.keys()]));
  });
});

describe('a published manifest', () => {
  it('does not lead to the sources, and has nothing that only this workspace reads', () => {
    const manifest = {
      name: 'a',
      exports: {
        '.': { source: './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
        './package.json': './package.json',
      },
      scripts: { prepack: 'node prepack.mjs' },
      publishConfig: { access: 'public', directory: 'packed', linkDirectory: false },
      dependencies: { b: 'workspace:^' },
      devDependencies: { c: '1.0.0' },
    };
    expect(publishedManifest(manifest, ['dist'])).toEqual({
      name: 'a',
      exports: {
        '.': { types: './dist/index.d.ts', default: './dist/index.js' },
        './package.json': './package.json',
      },
      files: ['dist'],
      publishConfig: { access: 'public' },
      dependencies: { b: 'workspace:^' },
    });
  });
});

describe('a page that is shipped', () => {
  const readme = {
    from: 'packages/a/README.md',
    to: 'README.md',
    isShipped: (file: string) => file === 'docs/guide/b.md' || file === 'examples',
  };

  it.each([
    ['[the guide](../../docs/guide/b.md#top)', '[the guide](docs/guide/b.md#top)'],
    ['[examples](../../examples/)', '[examples](examples)'],
    ['[`core`](../core), and [more](../../docs/c.md)', '`core`, and more'],
    ['[out](https://example.org/x.md) and [here](#here)', undefined],
    ['`[code](../core)` and `laws[0](../core)`', undefined],
    ['```ts\nlaws[0](../core);\n```\n', undefined],
  ])('has links that work: %s', (markdown, expected = markdown) => {
    expect(relink(markdown, readme)).toBe(expected);
  });

  it('links to other pages relative to its place in the package', () => {
    const guide = { ...readme, from: 'docs/reference/c.md', to: 'docs/reference/c.md' };
    expect(relink('[b](../guide/b.md)', guide)).toBe('[b](../guide/b.md)');
  });
});

describe('a look at a package', () => {
  let folder = '';
  const files: Readonly<Record<string, string>> = {
    'README.md': '[the changes](CHANGELOG.md), [out](https://example.org)',
    LICENSE: 'MIT',
    'CHANGELOG.md': '# Changes',
    'src/index.ts': 'export {};',
    'dist/index.js': 'export {};',
    'dist/index.js.map': '{"sources":["../src/index.ts"]}',
    'package.json': JSON.stringify({
      exports: { '.': { default: './dist/index.js' } },
      keywords: ['a'],
      publishConfig: { provenance: true },
    }),
  };
  const put = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hsm-lifecycle-look-'));
    for (const [file, text] of Object.entries(files)) put(file, text);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds nothing wrong with a complete one', () => {
    expect(faultsIn(folder)).toEqual([]);
  });

  it.each([
    ['LICENSE', 'there is no LICENSE'],
    ['src/index.ts', 'dist/index.js.map: there is no ../src/index.ts'],
    ['dist/index.js', 'package.json: there is no ./dist/index.js'],
  ])('misses %s', (file, fault) => {
    rmSync(path.join(folder, file));
    expect(faultsIn(folder)).toEqual([fault]);
  });

  it('finds a dead link', () => {
    put('docs/page.md', 'See [the guide](../guide.md).');
    expect(faultsIn(folder)).toEqual(['docs/page.md: the link to ../guide.md is dead']);
  });

  it('finds what only the workspace can read', () => {
    put('package.json', files['package.json']?.replace('"default"', '"source"') ?? '');
    expect(faultsIn(folder)).toEqual(['package.json: it has "source"']);
  });
});
