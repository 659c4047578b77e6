/**
 * Whether a key file is a store's own.
 *
 * A rotation retires every old key in the file, and cannot see what other stores have sealed under
 * them.
 *
 * @module
 */
import { inspectSealed } from '@hsm-lifecycle/crypto';
import type { StorageFailed } from '@hsm-lifecycle/runtime';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { resolve } from 'node:path';
import { keysPathOf, type OpenStore } from './open-store.ts';
import { storeProblem } from './problem.ts';

/** Tells whether the file has, or had, the key that a record is wrapped under. */
const isOwn = async (
  { snapshots, keyring }: OpenStore,
  holderId: string,
): Promise<Either<StorageFailed, boolean>> => {
  const entry = await snapshots.entry(holderId);
  if (entry._tag === 'Left') return entry;
  const payload =
    entry.right === undefined ? right(undefined) : await snapshots.payload(entry.right.payloadId);
  if (payload._tag === 'Left') return payload;
  if (payload.right === undefined) return right(false);
  const info = inspectSealed(payload.right, entry.right?.record);
  return right(
    info._tag === 'Right' &&
      info.right.slot !== undefined &&
      keyring.findKey(info.right.slot.pbkId) !== undefined,
  );
};

/**
 * Looks for one record that is wrapped under a key of the file; where there is no record, the file
 * must lie beside the store. Left: why it may be another's
 */
export const ownKeys = async (store: OpenStore): Promise<Either<string, void>> => {
  const { path, keysPath } = store;
  const ids = await store.snapshots.holderIds();
  if (ids._tag === 'Left') return left(storeProblem(path, ids.left));
  for (const id of ids.right) {
    // The first one is enough, as a rule.
    // eslint-disable-next-line no-await-in-loop
    const own = await isOwn(store, id);
    if (own._tag === 'Left') return left(storeProblem(path, own.left));
    if (own.right) return right(undefined);
  }
  if (ids.right.length > 0)
    return left(
      `nothing in ${path} is sealed under a key of ${keysPath}: it is the key file of another store`,
    );
  return resolve(keysPath) === resolve(keysPathOf(path))
    ? right(undefined)
    : left(
        `nothing is sealed in ${path}, so nothing says that ${keysPath} is its key file, and other stores may need the keys; if it is, move it to ${keysPathOf(path)}`,
      );
};
