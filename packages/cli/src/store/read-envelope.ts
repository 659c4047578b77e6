/**
 * Reading a portable envelope from a file, without any key.
 *
 * @module
 */
import {
  HEADER_BYTES_MAX,
  inspectSealed,
  PLAINTEXT_BYTES_MAX,
  RECORD_BYTES_MAX,
  splitEnvelope,
  type EnvelopeMalformed,
  type SealedInfo,
} from '@hsm-lifecycle/crypto';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { fileKind } from './file-kind.ts';
import { readBytes } from './files.ts';

/** The bytes of a file, and what they say about themselves. */
export type ReadEnvelope = { readonly bytes: Uint8Array; readonly info: SealedInfo };

/** Frames add less than an eighth to what is in them. */
const ENVELOPE_BYTES_MAX =
  PLAINTEXT_BYTES_MAX + PLAINTEXT_BYTES_MAX / 8 + HEADER_BYTES_MAX + RECORD_BYTES_MAX;

const flawText = ({ code, field }: EnvelopeMalformed): string => {
  if (code === 'magic') return 'it does not begin as one';
  if (code === 'version' || code === 'suite')
    return `its ${code} is not one that this release knows`;
  if (code === 'length') return 'it is cut short, or something follows it';
  if (code === 'slot') return 'its key record is not well formed, or cut short';
  return `its ${code}${field === undefined ? '' : ` ${field}`} is not well formed`;
};

/** Reads an envelope. Left: what is in the way, as a sentence */
export const readEnvelope = (file: string): Either<string, ReadEnvelope> => {
  if (fileKind(file) === 'DATABASE')
    return left(
      `${file} is a store, not one sealed backup: hsm-lifecycle export takes one out of it`,
    );
  const bytes = readBytes(file, ENVELOPE_BYTES_MAX);
  if (bytes._tag === 'Left') return bytes;
  const parts = splitEnvelope(bytes.right);
  const info =
    parts._tag === 'Left' ? parts : inspectSealed(parts.right.payload, parts.right.record);
  if (info._tag === 'Left') return left(`${file} is no sealed backup: ${flawText(info.left)}`);
  return right({ bytes: bytes.right, info: info.right });
};
