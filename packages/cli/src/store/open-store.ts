/**
 * Opening a store that is there, with the keys in the file beside it.
 *
 * @module
 */
import { nobleCipher, type SnapshotCipher } from '@hsm-lifecycle/crypto';
import { openFileKeyring, type FileKeyring } from '@hsm-lifecycle/crypto/node';
import { openSqlite, type SqliteStore } from '@hsm-lifecycle/runtime/sqlite';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { fileKind } from './file-kind.ts';
import { keysProblem, storeProblem } from './problem.ts';

/** A store without its keys: enough to copy what is sealed, not to open it. */
export type KeylessStore = SqliteStore & { readonly path: string };

/** A store and its keys. */
export type OpenStore = KeylessStore & {
  readonly cipher: SnapshotCipher;
  readonly keyring: FileKeyring;
  readonly keysPath: string;
};

/** Where the keys of a store are: beside it. */
export const keysPathOf = (path: string): string => `${path}-keys`;

/** Says what is in the way of there being a store; nothing that is not a store is written to. */
const misplaced = (path: string): string | undefined => {
  switch (fileKind(path)) {
    case 'NOTHING':
      return `there is no store ${path}`;
    case 'NO_FILE':
      return `${path} is no store: it is not a file`;
    case 'EMPTY':
      return `${path} is no store: it is empty`;
    case 'ENVELOPE':
      return `${path} is no store, but one sealed backup: hsm-lifecycle inspect reads its header, hsm-lifecycle open opens it`;
    case 'OTHER':
      return `${path} is no store: it does not begin as one`;
    case 'UNKNOWN':
      return storeProblem(path, { _tag: 'StorageFailed', reason: 'CANNOT_OPEN', detail: '' });
    case 'DATABASE':
      return undefined;
  }
};

/** Opens a store for what needs no keys. */
export const openKeyless = (path: string): Either<string, KeylessStore> => {
  const flaw = misplaced(path);
  if (flaw !== undefined) return left(flaw);
  const store = openSqlite(path);
  return store._tag === 'Left'
    ? left(storeProblem(path, store.left))
    : right({ ...store.right, path });
};

/**
 * Opens a store and its key file. The store belongs to this process until it is closed.
 *
 * @param keysPath - the file beside it if left out
 */
export const openStore = (
  path: string,
  keysPath: string = keysPathOf(path),
): Either<string, OpenStore> => {
  const flaw = misplaced(path);
  if (flaw !== undefined) return left(flaw);
  const keyring = openFileKeyring(keysPath);
  if (keyring._tag === 'Left') return left(keysProblem(keysPath, keyring.left));
  const store = openKeyless(path);
  return store._tag === 'Left'
    ? store
    : right({ ...store.right, cipher: nobleCipher(), keyring: keyring.right, keysPath });
};

/** Uses a store, and closes it whatever happens. */
export const using = async <Store extends KeylessStore, Value>(
  store: Store,
  use: (store: Store) => Promise<Value>,
): Promise<Value> => {
  try {
    return await use(store);
  } finally {
    store.close();
  }
};
