/**
 * Reading a portable envelope from a file; needs no keys.
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
import { fileKind } from '../files/file-kind.ts';
import { readBytes } from '../files/files.ts';

/** The bytes of an envelope, and its header. */
export type EnvelopeFile = { readonly bytes: Uint8Array; readonly info: SealedInfo };

/** Frames add less than an eighth to their contents. */
const ENVELOPE_BYTES_MAX =
  PLAINTEXT_BYTES_MAX + PLAINTEXT_BYTES_MAX / 8 + HEADER_BYTES_MAX + RECORD_BYTES_MAX;

const flawText = ({ code, field }: EnvelopeMalformed): string => {
  if (code === 'magic') return 'its first bytes are not those of a sealed backup';
  if (code === 'version' || code === 'suite') return `this release does not know its ${code}`;
  if (code === 'length') return 'it is truncated, or something follows it';
  if (code === 'slot') return 'its key record is malformed or truncated';
  return `its ${code}${field === undefined ? '' : ` ${field}`} is malformed`;
};

/** Reads an envelope. Left: why it cannot be read, as a sentence. */
export const readEnvelopeFile = (file: string): Either<string, EnvelopeFile> => {
  if (fileKind(file) === 'DATABASE')
    return left(
      `${file} is a store, not a single sealed backup; hsm-lifecycle export copies one out of it`,
    );
  const bytes = readBytes(file, ENVELOPE_BYTES_MAX);
  if (bytes._tag === 'Left') return bytes;
  const parts = splitEnvelope(bytes.right);
  const info =
    parts._tag === 'Left' ? parts : inspectSealed(parts.right.payload, parts.right.record);
  if (info._tag === 'Left') return left(`${file} is not a sealed backup: ${flawText(info.left)}`);
  return right({ bytes: bytes.right, info: info.right });
};
