/**
 * A sink that writes a file. The file gets its name only when the whole snapshot has authenticated.
 *
 * @module
 */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { SnapshotSink } from '../stream/open-stream.ts';
import { besideName, syncFolderOf } from './durable.ts';

/**
 * Makes a sink that writes beside `path`, under a random name that ends in `.partial` (mode 0600),
 * and on commit syncs and renames it.
 *
 * @param path - replaced on commit; untouched if the snapshot does not authenticate
 */
export const fileSink = (path: string): SnapshotSink => {
  const beside = besideName(path);
  let opened: Promise<FileHandle> | undefined;
  const file = (): Promise<FileHandle> => (opened ??= open(beside, 'wx', 0o600));
  const write = async (plain: Uint8Array): Promise<void> => {
    await (await file()).writeFile(plain);
  };
  const commit = async (): Promise<void> => {
    const handle = await file();
    await handle.sync();
    await handle.close();
    opened = undefined;
    await rename(beside, path);
    syncFolderOf(path);
  };
  const abort = async (): Promise<void> => {
    await opened?.then((handle) => handle.close()).catch(() => undefined);
    await rm(beside, { force: true });
  };
  return { write, commit, abort };
};
