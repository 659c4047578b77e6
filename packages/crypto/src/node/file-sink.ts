/**
 * A sink that writes a file. The file gets its name only when the whole snapshot has authenticated.
 *
 * @module
 */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { SnapshotSink } from '../stream/open-stream.ts';

/**
 * Makes a sink that writes to `path` with the suffix `.partial` (mode 0600), and renames it on
 * commit.
 *
 * @param path - replaced on commit; untouched if the snapshot does not authenticate
 */
export const fileSink = (path: string): SnapshotSink => {
  const beside = `${path}.partial`;
  let opened: Promise<FileHandle> | undefined;
  const file = (): Promise<FileHandle> =>
    (opened ??= rm(beside, { force: true }).then(() => open(beside, 'wx', 0o600)));
  const write = async (plain: Uint8Array): Promise<void> => {
    await (await file()).writeFile(plain);
  };
  const commit = async (): Promise<void> => {
    const handle = await file();
    await handle.sync();
    await handle.close();
    opened = undefined;
    await rename(beside, path);
  };
  const abort = async (): Promise<void> => {
    await opened?.then((handle) => handle.close());
    await rm(beside, { force: true });
  };
  return { write, commit, abort };
};
