/**
 * What the packages' tarballs say about themselves: publint and Are the types wrong.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../..', import.meta.url));

const versionOf = (name) =>
  JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')).version;

const programOf = (name) => path.join(root, 'node_modules', name);

const publint = (packages) => ({
  tool: 'publint --strict',
  version: versionOf('publint'),
  name: 'publint',
  isShort: true,
  checks: packages.map(({ name, tarball }) => ({
    what: name,
    command: ['node', programOf('publint/src/cli.js'), 'run', tarball, '--strict'],
  })),
});

const attw = (packages) => ({
  tool: 'attw --profile esm-only',
  version: versionOf('@arethetypeswrong/cli'),
  name: 'attw',
  isShort: true,
  checks: packages.map(({ name, tarball }) => ({
    what: name,
    command: [
      'node',
      programOf('@arethetypeswrong/cli/dist/index.js'),
      tarball,
      '--profile',
      'esm-only',
    ],
  })),
});

/** The suites, each made for the packages at hand. */
export const packageChecks = [publint, attw];
