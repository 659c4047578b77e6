/**
 * The store that a drill leaves: a new one, in a file or in memory.
 *
 * @module
 */
import { createMemoryKeyring, generateKeyringState, nobleCipher, platformRandom, type SnapshotCipher } from '@hsm-lifecycle/crypto';
import { createFileKeyring, openFileKeyring } from '@hsm-lifecycle/crypto/node';
import { MANUFACTURER, memoryEventLog, memorySnapshotStore, type EventLog, type SnapshotStore } from '@hsm-lifecycle/runtime';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { existsSync, rmSync, statSync } from 'node:fs';
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
  readonly close: () => void;
};

const manufacturers = [MANUFACTURER];

/** Makes a store that is gone with the process. */
export const memoryStore = (regions: readonly string[]): Either<string, DrillStore> => {
  const keyring = createMemoryKeyring(generateKeyringState({ regions, manufacturers }, platformRandom));
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
  if (store._tag === 'Left') return left(`${store.left}. A drill needs a file of its own: choose it with --store FILE, or --no-store`);
  const first = await store.right.eventLog.readAll({ after: 0, limit: 1 });
  store.right.close();
  if (first._tag === 'Left') return left(storeProblem(path, first.left));
  const [entry] = first.right;
  const isDrills = entry === undefined || drillNoteIn(entry.metadata) !== undefined;
  return isDrills
    ? right(undefined)
    : left(`${path} is a store that no drill has made, and is not replaced: choose another with --store FILE`);
};

/** Keys are never thrown away: what was exported under them can still be opened. */
const keysFor = (path: string, regions: readonly string[]): Either<string, OwnKeyring> => {
  const keyring = existsSync(path) ? openFileKeyring(path) : createFileKeyring(path, { regions, manufacturers });
  if (keyring._tag === 'Left') return left(keysProblem(path, keyring.left));
  const missing = regions.find((region) => keyring.right.activeKey({ region, manufacturer: MANUFACTURER }) === undefined);
  if (missing === undefined) return keyring;
  return left(
    `the key file ${path}, from an earlier drill, has no key of ${missing}: remove it, or choose another store with --store FILE`,
  );
};

/** Makes a store in a file, with a key file beside it, in the place of what an earlier drill has left there. */
export const fileStore = async (path: string, regions: readonly string[]): Promise<Either<string, DrillStore>> => {
  const free = await replaceable(path);
  if (free._tag === 'Left') return free;
  const keyring = keysFor(keysPathOf(path), regions);
  if (keyring._tag === 'Left') return keyring;
  for (const it of [path, `${path}-wal`, `${path}-shm`]) rmSync(it, { force: true });
  const store = openSqlite(path);
  if (store._tag === 'Left') return left(storeProblem(path, store.left));
  return right({ ...store.right, cipher: nobleCipher(), keyring: keyring.right, path });
};
