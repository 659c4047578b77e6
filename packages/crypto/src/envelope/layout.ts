/**
 * Where the frames of a payload are. The header alone determines it.
 *
 * @module
 */
import type { Bytes } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { EnvelopeMalformed } from '../kernel/errors.ts';
import { type ParsedHeader, parseHeader } from './core-header.ts';
import { PLAINTEXT_BYTES_MAX, TAG_BYTES } from './limits.ts';

/** The two numbers that determine all frames. */
export type Shape = { readonly frameBytes: number; readonly plaintextBytes: number };

/** One frame: `plainAt` and `plainBytes` place its plaintext in the snapshot. */
export type Frame = {
  readonly plainAt: number;
  readonly plainBytes: number;
  readonly isLast: boolean;
};

/** How many frames a snapshot has. */
export const frameCount = ({ frameBytes, plaintextBytes }: Shape): number =>
  Math.ceil(plaintextBytes / frameBytes);

/** The length of all frames together, tags included. */
export const bodyBytes = (shape: Shape): number =>
  shape.plaintextBytes + frameCount(shape) * TAG_BYTES;

/** The frame that begins at this place of the snapshot; undefined at its end. */
export const frameAt = (
  { frameBytes, plaintextBytes }: Shape,
  plainAt: number,
): Frame | undefined => {
  if (plainAt >= plaintextBytes) return undefined;
  const plainBytes = Math.min(frameBytes, plaintextBytes - plainAt);
  return { plainAt, plainBytes, isLast: plainAt + plainBytes === plaintextBytes };
};

/** The frame after another one; undefined after the last. */
export const frameAfter = (shape: Shape, { plainAt, plainBytes }: Frame): Frame | undefined =>
  frameAt(shape, plainAt + plainBytes);

/** Gives the frames in order. All but the last are full. */
export function* frames(shape: Shape): Generator<Frame, void, void> {
  for (let frame = frameAt(shape, 0); frame !== undefined; frame = frameAfter(shape, frame))
    yield frame;
}

/**
 * Reads the header of a complete payload, and checks that the payload has exactly the length that
 * the header implies.
 */
export const parsePayload = (
  payload: Bytes,
  plaintextBytesMax: number = PLAINTEXT_BYTES_MAX,
): Either<EnvelopeMalformed, ParsedHeader> => {
  const parsed = parseHeader(payload, plaintextBytesMax);
  if (parsed._tag === 'Left') return parsed;
  const { header, bodyOffset } = parsed.right;
  return payload.length === bodyOffset + bodyBytes(header)
    ? right(parsed.right)
    : left({ _tag: 'EnvelopeMalformed', code: 'length' });
};
