/**
 * A small disk that can be filled.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A folder on a disk of its own. */
export type SmallDisk = {
  readonly folder: string;
  /** Leaves at most so many bytes. */
  readonly fill: (bytesLeft: number) => void;
  readonly free: () => void;
  readonly unmount: () => void;
};

const SIZE = '48m';
const CHUNK = new Uint8Array(64 * 1024);

const written = (file: number, bytes: Uint8Array): number => {
  try {
    return writeSync(file, bytes);
  } catch {
    return 0;
  }
};

/** Writes until nothing more fits. */
const stuff = (file: number): number => {
  let total = 0;
  for (const size of [CHUNK.length, 4096]) {
    for (let more = 1; more > 0; total += more) more = written(file, CHUNK.subarray(0, size));
  }
  return total;
};

/** Mounts a tmpfs, as only root may; undefined if that is not possible. */
export const smallDisk = (folder: string): SmallDisk | undefined => {
  mkdirSync(folder);
  const options = ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0700`, 'tmpfs', folder];
  if (spawnSync('mount', options).status !== 0) return undefined;
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: (bytesLeft) => {
      const file = openSync(ballast, 'w');
      const total = stuff(file);
      ftruncateSync(file, Math.max(0, total - bytesLeft));
      closeSync(file);
    },
    free: () => rmSync(ballast, { force: true }),
    unmount: () => {
      spawnSync('umount', [folder]);
    },
  };
};
