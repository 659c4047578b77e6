/**
 * The store of a drill: a new one, in a file or in memory.
 *
 * @module
 */
import {
  createMemoryKeyring,
  generateKeyringState,
  nobleCipher,
  platformRandom,
  type SnapshotCipher,
} from '@hsm-lifecycle/crypto';
import { createFileKeyring, openFileKeyring } from '@hsm-lifecycle/crypto/node';
import { MANUFACTURER, memoryStore, type FleetStore } from '@hsm-lifecycle/runtime';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { drillNoteIn } from '../../../store/store-history.ts';
import { DRILL_FLEET, keysPathOf, openKeyless } from '../../../store/open-store.ts';
import { keysProblem, storeProblem } from '../../../store/store-problem.ts';
import type { OwnKeyring } from './regional-keyring.ts';

/** The store of a drill, with its keys. */
export type DrillStore = FleetStore & {
  readonly cipher: SnapshotCipher;
  readonly keyring: OwnKeyring;
  /** The file; absent if the store is in memory. */
  readonly path?: string;
  /** The new name of an earlier key file that lacked the keys of a region. */
  readonly setAside?: string;
};

const manufacturers = [MANUFACTURER];

/** Makes a store in memory, which ends with the process. */
export const unsavedStore = (regions: readonly string[]): Either<string, DrillStore> => {
  const keyring = createMemoryKeyring(
    generateKeyringState({ regions, manufacturers }, platformRandom),
  );
  if (keyring._tag === 'Left') return left(keysProblem('in memory', keyring.left));
  return right({
    store: memoryStore(),
    fleet: DRILL_FLEET,
    cipher: nobleCipher(),
    keyring: keyring.right,
  });
};

/** Only the store of a drill may be replaced; any other might be somebody's only copy. */
const replaceable = async (path: string): Promise<Either<string, void>> => {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined || (status.isFile() && status.size === 0)) return right(undefined);
  const opened = await openKeyless(path);
  if (opened._tag === 'Left')
    return left(
      `${opened.left}. A drill replaces only another drill's store: use --store FILE or --no-store`,
    );
  const { store, fleet } = opened.right;
  const first = await store.read({ fleet, after: 0, limit: 1 });
  await store.close();
  if (first._tag === 'Left') return left(storeProblem(path, first.left));
  const [entry] = first.right;
  const isOfDrill = entry === undefined || drillNoteIn(entry.metadata) !== undefined;
  return isOfDrill
    ? right(undefined)
    : left(`${path} is not the store of a drill, so it is not replaced: use --store FILE`);
};

type Keys = { readonly keyring: OwnKeyring; readonly setAside?: string };

/** The first unused name of the form `path.1`, `path.2`, ... */
const freeName = (path: string, number = 1): string => {
  const name = `${path}.${number}`;
  return existsSync(name) ? freeName(path, number + 1) : name;
};

const newKeys = (
  path: string,
  regions: readonly string[],
  setAside?: string,
): Either<string, Keys> => {
  const keyring = createFileKeyring(path, { regions, manufacturers });
  if (keyring._tag === 'Left') return left(keysProblem(path, keyring.left));
  return right({ keyring: keyring.right, ...(setAside === undefined ? {} : { setAside }) });
};

/**
 * Keys are never deleted, since exported envelopes may still need them. A key file that lacks the
 * keys of a region is renamed.
 */
const keysFor = (path: string, regions: readonly string[]): Either<string, Keys> => {
  if (!existsSync(path)) return newKeys(path, regions);
  const keyring = openFileKeyring(path);
  if (keyring._tag === 'Left') return left(keysProblem(path, keyring.left));
  if (
    regions.every(
      (region) => keyring.right.activeKey({ region, manufacturer: MANUFACTURER }) !== undefined,
    )
  )
    return right({ keyring: keyring.right });
  const setAside = freeName(path);
  renameSync(path, setAside);
  return newKeys(path, regions, setAside);
};

/** Makes a store in a file, with a key file beside it. Replaces the store of an earlier drill. */
export const fileStore = async (
  path: string,
  regions: readonly string[],
): Promise<Either<string, DrillStore>> => {
  const free = await replaceable(path);
  if (free._tag === 'Left') return free;
  const keys = keysFor(keysPathOf(path), regions);
  if (keys._tag === 'Left') return keys;
  for (const it of [path, `${path}-wal`, `${path}-shm`]) rmSync(it, { force: true });
  const store = openSqlite(path);
  if (store._tag === 'Left') return left(storeProblem(path, store.left));
  return right({
    store: store.right,
    fleet: DRILL_FLEET,
    cipher: nobleCipher(),
    ...keys.right,
    path,
  });
};
