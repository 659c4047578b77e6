/**
 * Key files that other stores may use too.
 *
 * @module
 */
import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { keysPathOf, type OpenStore } from '../../store/open-store.ts';

/** The places of the key file that is a store's own, symbolic links to the store followed. */
const ownPlaces = (path: string): readonly string[] => {
  const named = resolve(path);
  return [join(realpathSync(dirname(named)), basename(named)), realpathSync(named)].map(keysPathOf);
};

/** Tells whether a key file is not the one beside its store, or is a symbolic link elsewhere. */
export const mayBeShared = ({ path, keysPath }: OpenStore): boolean =>
  !ownPlaces(path).includes(realpathSync(keysPath));

/** Why nothing is destroyed yet, and what to do. */
export const sharedText = ({ path, keysPath }: OpenStore): string =>
  `only ${path} was checked, and ${keysPath} is not its STORE-keys: another store that uses this ` +
  `key file would lose every backup whose record is under an old key. Run hsm-lifecycle keys ` +
  `rotate on each of those stores; then retire, with --yes, only epochs that none of them needs ` +
  `(--epoch N)`;
