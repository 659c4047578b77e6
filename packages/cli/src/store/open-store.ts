/**
 * Opening an existing store, with the key file beside it.
 *
 * @module
 */
import { nobleCipher, type SnapshotCipher } from '@hsm-lifecycle/crypto';
import { openFileKeyring, type FileKeyring } from '@hsm-lifecycle/crypto/node';
import { openSqlite, type SqliteStore } from '@hsm-lifecycle/runtime/sqlite';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { fileKind } from '../files/file-kind.ts';
import { keysProblem, storeProblem } from './store-problem.ts';

/** A store without its keys: enough to copy sealed backups, not to open them. */
export type KeylessStore = SqliteStore & { readonly path: string };

/** A store and its keys. */
export type OpenStore = KeylessStore & {
  readonly cipher: SnapshotCipher;
  readonly keyring: FileKeyring;
  readonly keysPath: string;
};

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

/** Opens a store without its keys. */
export const openKeyless = (path: string): Either<string, KeylessStore> => {
  const flaw = whyNotAStore(path);
  if (flaw !== undefined) return left(flaw);
  const store = openSqlite(path);
  return store._tag === 'Left'
    ? left(storeProblem(path, store.left))
    : right({ ...store.right, path });
};

/**
 * Opens a store and its key file. Other processes cannot use the store until it is closed.
 *
 * @param keysPath - the file beside the store if left out
 */
export const openStore = (
  path: string,
  keysPath: string = keysPathOf(path),
): Either<string, OpenStore> => {
  const flaw = whyNotAStore(path);
  if (flaw !== undefined) return left(flaw);
  const keyring = openFileKeyring(keysPath);
  if (keyring._tag === 'Left') return left(keysProblem(keysPath, keyring.left));
  const store = openKeyless(path);
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
    store.close();
  }
};
