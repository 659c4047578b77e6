/**
 * Reads a body up to a limit, so that no more than the limit is ever in memory.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';

/** The bytes of a body; `undefined` if there are more than the limit. */
export const readBody = async (request: Request, bytesMax: number): Promise<Bytes | undefined> => {
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    // A body arrives piece by piece.
    // eslint-disable-next-line no-await-in-loop
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > bytesMax) {
      void reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body;
};
