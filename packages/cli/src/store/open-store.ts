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
export type KeylessStore = FleetStore & {
  readonly path: string;
  /** All fleets of the store. */
  readonly fleets: readonly string[];
};

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
export const whyNotAStore = (path: string): string | undefined => {
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

/** Which fleet of a store, if it has several: the one of an id, or each of them. */
export type WhichFleet = { readonly fleet?: string | undefined } | 'EVERY';

const listed = (fleets: readonly string[]): string => {
  const shown = fleets.slice(0, FLEETS_LISTED_MAX).map((id) => JSON.stringify(id));
  const more = fleets.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
};

/** Whether the log has an event of a fleet, though the store does not list it: it is damaged. */
const hasEvents = async (store: FleetStore['store'], fleet: string): Promise<boolean> => {
  const first = await store.read({ fleet, after: 0, limit: 1 });
  return first._tag === 'Right' && first.right.length > 0;
};

/** The fleet asked for, or the only one; the drill's if the store is empty. */
const chosenFleet = async (
  { path, store, fleets }: Omit<KeylessStore, 'fleet'>,
  which: WhichFleet,
): Promise<Either<string, string>> => {
  const [first = DRILL_FLEET] = fleets;
  if (which === 'EVERY') return right(first);
  const { fleet } = which;
  if (fleet === undefined)
    return fleets.length <= 1
      ? right(first)
      : left(`${path} has several fleets: ${listed(fleets)}; choose one with --fleet ID`);
  if (fleets.includes(fleet) || (await hasEvents(store, fleet))) return right(fleet);
  return left(
    `${path} has no fleet ${JSON.stringify(fleet)}` +
      (fleets.length === 0 ? '; it is empty' : `; it has ${listed(fleets)}`),
  );
};

/** Every fleet of a store, in turn: a key is used by all of them. */
export const eachFleet = <Store extends KeylessStore>(store: Store): readonly Store[] =>
  store.fleets.length === 0 ? [store] : store.fleets.map((fleet) => ({ ...store, fleet }));

/** Opens a store without its keys. */
export const openKeyless = async (
  path: string,
  which: WhichFleet = {},
): Promise<Either<string, KeylessStore>> => {
  const flaw = whyNotAStore(path);
  if (flaw !== undefined) return left(flaw);
  const opened = openSqlite(path);
  if (opened._tag === 'Left') return left(storeProblem(path, opened.left));
  const store = opened.right;
  const moved = await store.moved(new Map(), Number.MAX_SAFE_INTEGER);
  const fleets = moved._tag === 'Left' ? [] : moved.right;
  const fleet =
    moved._tag === 'Left'
      ? left(storeProblem(path, moved.left))
      : await chosenFleet({ path, store, fleets }, which);
  if (fleet._tag === 'Right') return right({ store, fleet: fleet.right, fleets, path });
  await store.close();
  return fleet;
};

/** The key file, which is beside the store if left out, and the fleet. */
export type OpenStoreWith = { readonly keys?: string | undefined; readonly which: WhichFleet };

/** Opens a store and its key file. Other processes cannot use the store until it is closed. */
export const openStore = async (
  path: string,
  { keys: keysPath = keysPathOf(path), which }: OpenStoreWith,
): Promise<Either<string, OpenStore>> => {
  const flaw = whyNotAStore(path);
  if (flaw !== undefined) return left(flaw);
  const keyring = openFileKeyring(keysPath);
  if (keyring._tag === 'Left') return left(keysProblem(keysPath, keyring.left));
  const store = await openKeyless(path, which);
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
