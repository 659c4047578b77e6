/**
 * Reads exact numbers of bytes from chunks of any size; holds at most what was asked for and one
 * chunk.
 *
 * @module
 */
import { type Bytes, concat, copyOf } from '../kernel/bytes.ts';

/**
 * Where a stream's bytes come from: a Node readable, a web stream, a generator, an array of chunks.
 */
export type ByteSource = AsyncIterable<Bytes> | Iterable<Bytes>;

/** Reads from the front of a source. */
export type ByteReader = {
  /** Gives the next `bytes` bytes in memory of their own, or fewer at the end of the source. */
  readonly read: (bytes: number) => Promise<Bytes>;
  /** Puts bytes back in front. */
  readonly unread: (bytes: Bytes) => void;
  /** Tells the source that no more is wanted. */
  readonly close: () => Promise<void>;
};

const iterate = (source: ByteSource): AsyncIterator<Bytes> | Iterator<Bytes> =>
  Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();

/** Starts to read a source. */
export const byteReader = (source: ByteSource): ByteReader => {
  const chunks = iterate(source);
  let rest: Bytes = new Uint8Array();
  const nextChunk = async (): Promise<Bytes | undefined> => {
    const { done, value } = await chunks.next();
    if (done === true) return undefined;
    if (value instanceof Uint8Array) return value;
    throw new TypeError('a source gives chunks of bytes; set no encoding on a Node stream');
  };
  const read = async (bytes: number): Promise<Bytes> => {
    const out = new Uint8Array(bytes);
    let at = 0;
    for (;;) {
      const taken = rest.subarray(0, bytes - at);
      out.set(taken, at);
      rest = rest.subarray(taken.length);
      at += taken.length;
      // The next chunk is asked for only when this one is used up.
      const chunk = at < bytes ? await nextChunk() : undefined; // eslint-disable-line no-await-in-loop
      if (chunk === undefined) return out.subarray(0, at);
      rest = copyOf(chunk);
    }
  };
  const unread = (bytes: Bytes): void => {
    rest = concat(bytes, rest);
  };
  const close = async (): Promise<void> => {
    await chunks.return?.();
  };
  return { read, unread, close };
};
