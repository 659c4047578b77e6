/**
 * Opening an existing store, with the key file beside it.
 *
 * @module
 */
import { nobleCipher, type SnapshotCipher } from '@hsm-lifecycle/crypto';
import { openFileKeyring, type FileKeyring } from '@hsm-lifecycle/crypto/node';
import type { FleetStore } from '@hsm-lifecycle/runtime';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { fileKind } from '../files/file-kind.ts';
import { keysProblem, storeProblem } from './store-problem.ts';

/** A store without its keys: enough to copy sealed backups, not to open them. */
export type KeylessStore = FleetStore & { readonly path: string };

/** A store and its keys. */
export type OpenStore = KeylessStore & {
  readonly cipher: SnapshotCipher;
  readonly keyring: FileKeyring;
  readonly keysPath: string;
};

const FLEETS_LISTED_MAX = 20;

/** The key file beside a store. */
export const keysPathOf = (path: string): string => `${path}-keys`;

/** Says why a path is not a store. Checked first, so that no other file is ever written to. */
const whyNotAStore = (path: string): string | undefined => {
  switch (fileKind(path)) {
    case 'NOTHING':
      return `there is no store ${path}`;
    case 'NO_FILE':
      return `${path} is not a store: it is not a file`;
    case 'EMPTY':
      return `${path} is not a store: it is empty`;
    case 'ENVELOPE':
      return `${path} is a single sealed backup, not a store; use hsm-lifecycle inspect or open`;
    case 'OTHER':
      return `${path} is not a store: it is not an SQLite file`;
    case 'UNKNOWN':
      return storeProblem(path, { _tag: 'StorageFailed', reason: 'CANNOT_OPEN', detail: '' });
    case 'DATABASE':
      return undefined;
  }
};

/** The fleet of a store that a drill leaves. */
export const DRILL_FLEET = 'fleet';

/** The fleet in a store; the drill's if the store is empty. Left: it has several. */
const onlyFleet = async (
  path: string,
  store: FleetStore['store'],
): Promise<Either<string, string>> => {
  const moved = await store.moved(new Map(), FLEETS_LISTED_MAX);
  if (moved._tag === 'Left') return left(storeProblem(path, moved.left));
  const [first = DRILL_FLEET, ...others] = moved.right;
  return others.length === 0
    ? right(first)
    : left(`${path} has several fleets: ${moved.right.join(', ')}; this release shows only one`);
};

/** Opens a store without its keys. */
export const openKeyless = async (path: string): Promise<Either<string, KeylessStore>> => {
  const flaw = whyNotAStore(path);
  if (flaw !== undefined) return left(flaw);
  const opened = openSqlite(path);
  if (opened._tag === 'Left') return left(storeProblem(path, opened.left));
  const store = opened.right;
  const fleet = await onlyFleet(path, store);
  if (fleet._tag === 'Right') return right({ store, fleet: fleet.right, path });
  await store.close();
  return fleet;
};

/**
 * Opens a store and its key file. Other processes cannot use the store until it is closed.
 *
 * @param keysPath - the file beside the store if left out
 */
export const openStore = async (
  path: string,
  keysPath: string = keysPathOf(path),
): Promise<Either<string, OpenStore>> => {
  const flaw = whyNotAStore(path);
  if (flaw !== undefined) return left(flaw);
  const keyring = openFileKeyring(keysPath);
  if (keyring._tag === 'Left') return left(keysProblem(keysPath, keyring.left));
  const store = await openKeyless(path);
  return store._tag === 'Left'
    ? store
    : right({ ...store.right, cipher: nobleCipher(), keyring: keyring.right, keysPath });
};

/** Uses a store, and closes it in any case. */
export const using = async <Store extends KeylessStore, Value>(
  store: Store,
  use: (store: Store) => Promise<Value>,
): Promise<Value> => {
  try {
    return await use(store);
  } finally {
    await store.store.close();
  }
};
