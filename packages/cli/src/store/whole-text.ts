/**
 * Reading a text whole, be it a file, a pipe or a device.
 *
 * @module
 */
import { closeSync, openSync, readSync } from 'node:fs';

/** More than any drill, log or fleet of use; Node makes no longer text than twice as much. */
const TEXT_BYTES_MAX = 256 * 2 ** 20;

const PIECE_BYTES = 2 ** 16;

/** Reads what is open; what never ends, such as `/dev/zero`, is not waited for. */
const pieces = (file: number): readonly Uint8Array[] => {
  const read: Uint8Array[] = [];
  for (let bytes = 0; ;) {
    const piece = new Uint8Array(PIECE_BYTES);
    const length = readSync(file, piece);
    if (length === 0) return read;
    bytes += length;
    if (bytes > TEXT_BYTES_MAX)
      throw new Error(`it is longer than ${TEXT_BYTES_MAX / 2 ** 20} MiB`);
    read.push(piece.subarray(0, length));
  }
};

const text = (file: number): string => Buffer.concat(pieces(file)).toString('utf8');

/**
 * Reads a text in UTF-8.
 *
 * @param file - a path, or the number of a file that is open and stays so
 * @throws the system's error; or one that says that it is longer than 256 MiB
 */
export const wholeText = (file: string | number): string => {
  if (typeof file === 'number') return text(file);
  const opened = openSync(file, 'r');
  try {
    return text(opened);
  } finally {
    closeSync(opened);
  }
};
