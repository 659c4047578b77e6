/**
 * Finds the packages that are published, and packs them as for publishing.
 *
 * @module
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNPM } from '../pnpm.mjs';
import { run } from './run.mjs';

const folder = fileURLToPath(new URL('../../..', import.meta.url));

const specifier = (name, entry) => (entry === '.' ? name : `${name}${entry.slice(1)}`);

/** Lists what users of a package may import, from the `exports` of its manifest. */
const entriesOf = ({ name, exports }) =>
  Object.keys(exports)
    .filter((entry) => !entry.endsWith('.json'))
    .map((entry) => specifier(name, entry));

/** Finds the packages of this workspace that are published. */
export const publishedPackages = () =>
  readdirSync(folder)
    .map((name) => path.join(folder, name, 'package.json'))
    .filter((file) => existsSync(file))
    .map((file) => ({ ...JSON.parse(readFileSync(file, 'utf8')), folder: path.dirname(file) }))
    .filter((manifest) => manifest.private !== true)
    .map((manifest) => ({
      name: manifest.name,
      version: manifest.version,
      entries: entriesOf(manifest),
      folder: manifest.folder,
    }));

/**
 * Packs a package into a tarball, with its `prepack` script, as `pnpm publish` does.
 *
 * @param package_ - one of {@link publishedPackages}
 * @param destination - a folder
 * @returns the package with the path of its tarball; throws if it cannot be packed
 */
export const pack = (package_, destination) => {
  const command = ['npx', '--yes', PNPM, 'pack', '--pack-destination', destination];
  const { isWell, log } = run(package_.folder, command);
  if (!isWell) throw new Error(`${package_.name} cannot be packed:\n${log}`);
  const file = `${package_.name.replace('@', '').replace('/', '-')}-${package_.version}.tgz`;
  return { ...package_, tarball: path.join(destination, file) };
};
