/**
 * Checking that a key file belongs to a store.
 *
 * A rotation retires every old key in the file, and cannot know what other stores have sealed under
 * them.
 *
 * @module
 */
import { inspectSealed } from '@hsm-lifecycle/crypto';
import type { StorageFailed } from '@hsm-lifecycle/runtime';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { resolve } from 'node:path';
import { keysPathOf, type OpenStore } from '../../store/open-store.ts';
import { storeProblem } from '../../store/store-problem.ts';

/** Tells whether the key file has, or had, the key that a record is wrapped under. */
const isOwn = async (
  { store, fleet, keyring }: OpenStore,
  holderId: string,
): Promise<Either<StorageFailed, boolean>> => {
  const found = await store.sealed(fleet, holderId);
  if (found._tag === 'Left') return found;
  const { entry, payload } = found.right ?? {};
  if (entry === undefined || payload === undefined) return right(false);
  const info = inspectSealed(payload, entry.record);
  return right(
    info._tag === 'Right' &&
      info.right.slot !== undefined &&
      keyring.findKey(info.right.slot.pbkId) !== undefined,
  );
};

/**
 * Looks for a key record that is wrapped under a key of the file. If the store has no records, the
 * file must be the one beside it.
 *
 * @returns Left: why the file may belong to another store, as a sentence
 */
export const checkOwnKeys = async (store: OpenStore): Promise<Either<string, void>> => {
  const { path, keysPath } = store;
  const ids = await store.store.holders(store.fleet);
  if (ids._tag === 'Left') return left(storeProblem(path, ids.left));
  for (const id of ids.right) {
    // One after another: the first is usually enough.
    // eslint-disable-next-line no-await-in-loop
    const own = await isOwn(store, id);
    if (own._tag === 'Left') return left(storeProblem(path, own.left));
    if (own.right) return right(undefined);
  }
  if (ids.right.length > 0)
    return left(
      `no backup in ${path} is sealed under a key of ${keysPath}: that is another store's key file`,
    );
  return resolve(keysPath) === resolve(keysPathOf(path))
    ? right(undefined)
    : left(
        `${path} has no sealed backups, so ${keysPath} cannot be identified as its key file; ` +
          `other stores may need its keys. If it is the right one, move it to ${keysPathOf(path)}`,
      );
};
