/**
 * Fresh projects of a consumer's: a manifest, some files, and what `npm install` brings.
 *
 * @module
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NEEDS_NODE, NEEDS_PEER } from './needs.mjs';
import { run } from './run.mjs';

const INSTALL = [
  'npm',
  'install',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
  '--loglevel=error',
];

const consumer = fileURLToPath(new URL('consumer', import.meta.url));

/** Reads a file of the consumer's by name. */
export const consumerFile = (name) => readFileSync(path.join(consumer, name), 'utf8');

/** Writes a module that imports entries whole, so that none can be left out. */
const entriesModule = (entries) => {
  const imports = entries.map((entry, at) => `import * as entry${at} from '${entry}';`);
  const pairs = entries.map((entry, at) => `  { name: '${entry}', exported: entry${at} },`);
  return [...imports, '', 'export const entries = [', ...pairs, '];', ''].join('\n');
};

/** Finds the entries that need nothing but a JavaScript engine, and those that need Node. */
export const entriesOfAll = (packages) => {
  const entries = packages.flatMap((it) => it.entries).filter((it) => !NEEDS_PEER.has(it));
  const needsNode = (entry) => NEEDS_NODE.includes(entry);
  return { anywhere: entries.filter((it) => !needsNode(it)), node: entries.filter(needsNode) };
};

/** The files that every project has. */
export const commonFiles = (packages) => {
  const { anywhere, node } = entriesOfAll(packages);
  const own = ['program.mjs', 'main.mjs', 'host.mjs', 'host-main.mjs', 'bare.mjs'];
  return {
    ...Object.fromEntries(own.map((name) => [name, consumerFile(name)])),
    'entries.mjs': entriesModule(anywhere),
    'host-entries.mjs': entriesModule(node),
  };
};

/** Writes a project: its files, and a manifest with the packages' tarballs among its dependencies. */
export const writeProject = (folder, { files, dependencies, packages, manifest = {} }) => {
  const tarballs = packages.map(({ name, tarball }) => [name, `file:${tarball}`]);
  const all = {
    name: 'consumer',
    private: true,
    type: 'module',
    ...manifest,
    dependencies: { ...Object.fromEntries(tarballs), ...dependencies },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(all, undefined, 2));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
};

/** Installs what a project depends on. */
export const installed = (folder) => run(folder, INSTALL);
