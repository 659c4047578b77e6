/**
 * Reading text from a file, a pipe or a device.
 *
 * @module
 */
import { closeSync, openSync, readSync } from 'node:fs';

/** More than any useful drill, log or fleet; half of what Node can hold in a string. */
const TEXT_BYTES_MAX = 256 * 2 ** 20;

const PIECE_BYTES = 2 ** 16;

/** Reads an open file; gives up on endless ones, such as `/dev/zero`. */
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
 * Reads UTF-8 text.
 *
 * @param file - a path, or the descriptor of an open file, which stays open
 * @throws the system's error, or one that says that the text is longer than 256 MiB
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
