/**
 * The store that a drill leaves: a new one, in a file or in memory.
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
import {
  MANUFACTURER,
  memoryEventLog,
  memorySnapshotStore,
  type EventLog,
  type SnapshotStore,
} from '@hsm-lifecycle/runtime';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { drillNoteIn } from './history.ts';
import { keysPathOf, openKeyless } from './open-store.ts';
import { keysProblem, storeProblem } from './problem.ts';
import type { OwnKeyring } from './regional-keyring.ts';

/** Ports, keys, and where they are. */
export type DrillStore = {
  readonly eventLog: EventLog;
  readonly snapshots: SnapshotStore;
  readonly cipher: SnapshotCipher;
  readonly keyring: OwnKeyring;
  /** The file; absent when all is in memory. */
  readonly path?: string;
  /** Where the keys of an earlier drill are now, if they did not serve every region. */
  readonly setAside?: string;
  readonly close: () => void;
};

const manufacturers = [MANUFACTURER];

/** Makes a store that is gone with the process. */
export const memoryStore = (regions: readonly string[]): Either<string, DrillStore> => {
  const keyring = createMemoryKeyring(
    generateKeyringState({ regions, manufacturers }, platformRandom),
  );
  if (keyring._tag === 'Left') return left(keysProblem('in memory', keyring.left));
  return right({
    eventLog: memoryEventLog(),
    snapshots: memorySnapshotStore(),
    cipher: nobleCipher(),
    keyring: keyring.right,
    close: () => undefined,
  });
};

/** A drill's store is replaced by the next drill's; anything else might be somebody's only copy. */
const replaceable = async (path: string): Promise<Either<string, void>> => {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined || (status.isFile() && status.size === 0)) return right(undefined);
  const store = openKeyless(path);
  if (store._tag === 'Left')
    return left(
      `${store.left}. A drill needs a file of its own: choose it with --store FILE, or --no-store`,
    );
  const first = await store.right.eventLog.readAll({ after: 0, limit: 1 });
  store.right.close();
  if (first._tag === 'Left') return left(storeProblem(path, first.left));
  const [entry] = first.right;
  const isDrills = entry === undefined || drillNoteIn(entry.metadata) !== undefined;
  return isDrills
    ? right(undefined)
    : left(
        `${path} is a store that no drill has made, and is not replaced: choose another with --store FILE`,
      );
};

type Keys = { readonly keyring: OwnKeyring; readonly setAside?: string };

/** The first name of this form that no file has. */
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
 * Keys are never thrown away: what was exported under them can still be opened. Those that do not
 * serve every region are set aside.
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

/**
 * Makes a store in a file, with a key file beside it, in the place of what an earlier drill has
 * left there.
 */
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
  return right({ ...store.right, cipher: nobleCipher(), ...keys.right, path });
};
