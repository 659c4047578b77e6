/**
 * Fresh projects like a user's: a manifest, some files, and the installed packages.
 *
 * @module
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { entriesModule, entriesOfAll } from './entries.mjs';
import { PNPM } from '../pnpm.mjs';
import { run } from './run.mjs';

const QUIET = ['--prefer-offline', '--loglevel=error'];

const INSTALLERS = {
  npm: ['npm', 'install', '--no-audit', '--no-fund', ...QUIET],
  pnpm: ['npx', '--yes', PNPM, 'install', '--ignore-scripts', ...QUIET],
};

const CONSUMER = ['program.mjs', 'main.mjs', 'host.mjs', 'host-main.mjs', 'bare.mjs'];

/** Reads a file of the consumer by name. */
export const consumerFile = (name) =>
  readFileSync(new URL(`consumer/${name}`, import.meta.url), 'utf8');

/** Makes the files that every project has: the consumer's programs, and modules that import all. */
export const commonFiles = (packages) => {
  const { anywhere, node } = entriesOfAll(packages);
  return {
    ...Object.fromEntries(CONSUMER.map((name) => [name, consumerFile(name)])),
    'entries.mjs': entriesModule(anywhere),
    'host-entries.mjs': entriesModule(node),
  };
};

const byTarball = (packages) =>
  Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));

const manifestOf = ({ packages, dependencies }) => ({
  name: 'consumer',
  private: true,
  type: 'module',
  dependencies: { ...byTarball(packages), ...dependencies },
});

/** Makes pnpm give a package access to what its manifest names, and nothing else. */
const workspaceOf = (overrides) =>
  JSON.stringify({ packages: ['.'], hoist: false, overrides: byTarball(overrides) });

/**
 * Writes a project and installs its dependencies.
 *
 * @param folder - the folder to create
 * @param project - `packages` that it names, `overrides` for those that they need, `dependencies`
 *   by version, `files` by name, and the `installer`
 * @returns how the installation ended
 */
export const install = (folder, { installer, overrides, ...project }) => {
  const all = {
    ...project.files,
    'package.json': JSON.stringify(manifestOf(project), undefined, 2),
    'pnpm-workspace.yaml': workspaceOf(overrides),
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(all)) writeFileSync(path.join(folder, name), text);
  return run(folder, INSTALLERS[installer]);
};
