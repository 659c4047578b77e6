/**
 * The packages by themselves: publint, Are the types wrong, a check of their files, and whether
 * each works if it can reach only its own dependencies.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { entriesModule, entriesOfAll } from '../entries.mjs';
import { TYPESCRIPT, VERSIONS } from '../versions.mjs';
import { testConfig, TSC } from './tests.mjs';

const root = fileURLToPath(new URL('../../../../..', import.meta.url));
const inRoot = (name) => path.join(root, 'node_modules', name);
const versionOf = (name) =>
  JSON.parse(readFileSync(path.join(inRoot(name), 'package.json'), 'utf8')).version;

const shortName = (name) => name.split('/').at(-1);

const publint = (packages) => ({
  tool: 'publint --strict',
  version: versionOf('publint'),
  name: 'publint',
  form: 'BOTH',
  checks: packages.map(({ name, tarball }) => ({
    what: shortName(name),
    command: ['node', inRoot('publint/src/cli.js'), 'run', tarball, '--strict'],
  })),
});

const ATTW = inRoot('@arethetypeswrong/cli/dist/index.js');

const attw = (packages) => ({
  tool: 'attw --profile esm-only',
  version: versionOf('@arethetypeswrong/cli'),
  name: 'attw',
  form: 'BOTH',
  checks: packages.map(({ name, tarball }) => ({
    what: shortName(name),
    command: ['node', ATTW, tarball, '--profile', 'esm-only', '--no-emoji', '--format', 'ascii'],
  })),
});

const LOOK = fileURLToPath(new URL('../look.mjs', import.meta.url));

const contents = (packages) => ({
  tool: 'files and links',
  version: packages[0]?.version ?? '',
  name: 'contents',
  project: 'plain',
  form: 'BOTH',
  dependencies: {},
  files: {},
  checks: packages.map(({ name }) => ({
    what: shortName(name),
    command: ['node', LOOK, `node_modules/${name}`],
  })),
});

/** pnpm gives a package access to what its manifest names, and nothing else. */
const alone = (package_) => (packages) => {
  const { anywhere, node } = entriesOfAll([package_]);
  const entries = entriesModule([...anywhere, ...node]);
  return {
    tool: 'pnpm',
    version: VERSIONS.pnpm,
    name: `pnpm-${shortName(package_.name)}`,
    installer: 'pnpm',
    packages: [package_],
    overrides: packages.filter(({ name }) => name !== package_.name),
    dependencies: { typescript: TYPESCRIPT },
    files: {
      'entries.mjs': entries,
      'entries.mts': entries,
      'tsconfig.json': testConfig('entries.mts'),
    },
    checks: [
      { what: `${shortName(package_.name)} alone: imports`, command: ['node', 'entries.mjs'] },
      { what: 'types', command: TSC },
    ],
  };
};

/** The suites of all packages, each made for the packed packages. */
export const packageSuites = (packages) => [
  publint,
  attw,
  contents,
  ...packages.map((package_) => alone(package_)),
];
