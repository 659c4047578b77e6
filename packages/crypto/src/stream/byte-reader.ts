/**
 * Reads exact numbers of bytes from chunks of any size. Holds at most the requested bytes and one
 * chunk, and wipes its copy of the bytes that it has returned, which may be plaintext.
 *
 * @module
 */
import { type Bytes, concat, copyBytes, wipe } from '../kernel/bytes.ts';
import type { Pace } from '../kernel/pace.ts';

/** A Node readable, a web stream, a generator, an array of chunks. */
export type ByteSource = AsyncIterable<Bytes> | Iterable<Bytes>;

/** Reads a source from front to back. */
export type ByteReader = {
  /**
   * Reads the next `bytes` bytes into fresh memory; fewer at the end of the source. Rejects with
   * the source's own exception.
   */
  readonly read: (bytes: number) => Promise<Bytes>;
  /** Pushes bytes back: the next `read` starts with them. */
  readonly unread: (bytes: Bytes) => void;
  /** Ends the source's iteration. Rejects with the source's own exception. */
  readonly close: () => Promise<void>;
};

type Chunks = AsyncIterator<Bytes> | Iterator<Bytes>;

const iterate = (source: ByteSource): Chunks =>
  Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();

/**
 * Makes a reader.
 *
 * The iteration starts with the first `read`: a web stream that is locked throws there, and the
 * caller of `read` turns that into an error like any other of the source.
 *
 * @param pace - asked between two chunks: a source that never waits may give many small ones
 */
export const byteReader = (source: ByteSource, pace: Pace): ByteReader => {
  let chunks: Chunks | undefined;
  let rest: Bytes = new Uint8Array();
  const iterator = (): Chunks => (chunks ??= iterate(source));
  const nextChunk = async (unfinished: Bytes): Promise<Bytes | undefined> => {
    try {
      const { done, value } = await iterator().next();
      if (done === true) return undefined;
      if (value instanceof Uint8Array) return value;
      throw new TypeError('a source must give chunks of bytes; set no encoding on a Node stream');
    } catch (error) {
      wipe(unfinished);
      throw error;
    }
  };
  const read = async (bytes: number): Promise<Bytes> => {
    const out = new Uint8Array(bytes);
    let at = 0;
    for (;;) {
      const taken = rest.subarray(0, bytes - at);
      out.set(taken, at);
      rest = rest.subarray(taken.length);
      at += taken.length;
      wipe(taken);
      // The next chunk is asked for only when this one is used up.
      // eslint-disable-next-line no-await-in-loop
      const chunk = at < bytes ? await nextChunk(out) : undefined;
      if (chunk === undefined) return out.subarray(0, at);
      rest = copyBytes(chunk);
      const pausing = pace();
      // eslint-disable-next-line no-await-in-loop
      if (pausing !== undefined) await pausing;
    }
  };
  const unread = (bytes: Bytes): void => {
    rest = concat(bytes, rest);
  };
  const close = async (): Promise<void> => {
    wipe(rest);
    await iterator().return?.();
  };
  return { read, unread, close };
};
