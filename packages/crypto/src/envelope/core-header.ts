/**
 * The core header of a sealed payload, and the commitment after it.
 *
 * @module
 */
import { type Bytes, concat, isEqual, type Sha256, sha256 } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { EnvelopeMalformed, MalformedCode } from '../kernel/errors.ts';
import { domain } from '../kernel/kdf.ts';
import { pack, u64, u8 } from '../kernel/pack.ts';
import { type Cursor, cursor } from './cursor.ts';
import { fits, isFrameBytes, type TextField } from './fields.ts';
import {
  COMMITMENT_BYTES,
  type FrameBytes,
  FRAMES_MAX,
  MAGIC,
  PLAINTEXT_BYTES_MAX,
  SALT_BYTES,
  SUITE,
  VERSION,
} from './limits.ts';

/** The fields of a core header. They never change, and every frame is bound to all of them. */
export type CoreHeader = {
  readonly frameBytes: FrameBytes;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly plaintextBytes: number;
  /** 32 random bytes, unique to this backup. */
  readonly salt: Bytes;
  readonly originRegion: string;
  readonly hsmType: string;
  readonly clusterId: string;
  readonly backupId: string;
};

/**
 * A parsed header: `core` is a view of the header's bytes, to be hashed before anything else runs;
 * `bodyOffset` is where the frames begin.
 */
export type ParsedHeader = {
  readonly header: CoreHeader;
  readonly core: Bytes;
  readonly commitment: Bytes;
  readonly bodyOffset: number;
};

/** Writes a core header whose fields have been checked. */
export const encodeCore = (header: CoreHeader): Bytes =>
  pack(
    MAGIC,
    u8(VERSION),
    u8(SUITE),
    u8(Math.log2(header.frameBytes)),
    u8(0),
    u64(header.createdAt),
    u64(header.plaintextBytes),
    header.salt,
    header.originRegion,
    header.hsmType,
    header.clusterId,
    header.backupId,
  );

const CORE_DOMAIN = domain('core');

/** H, the hash that binds keys, commitment and frames to the header. */
export const hashCore = (core: Bytes, hash: Sha256 = sha256): Bytes =>
  hash(concat(CORE_DOMAIN, core));

const malformed = (code: MalformedCode, field?: string): Either<EnvelopeMalformed, never> =>
  left(
    field === undefined
      ? { _tag: 'EnvelopeMalformed', code }
      : { _tag: 'EnvelopeMalformed', code, field },
  );

/** Reads the magic and the four one-byte numbers after it, in order. */
const readShape = (at: Cursor): Either<EnvelopeMalformed, FrameBytes> => {
  const magic = at.take(MAGIC.length);
  if (magic === undefined || !isEqual(magic, MAGIC)) return malformed('magic');
  const [version, suite, log2] = [at.uint(1), at.uint(1), at.uint(1)];
  const flags = at.uint(1);
  if (flags === undefined || log2 === undefined) return malformed('length');
  if (version !== VERSION) return malformed('version');
  if (suite !== SUITE) return malformed('suite');
  const frameBytes = 2 ** log2;
  if (!isFrameBytes(frameBytes)) return malformed('frame-size');
  return flags === 0 ? right(frameBytes) : malformed('flags');
};

const readText = (at: Cursor, field: TextField): Either<EnvelopeMalformed, string> => {
  const text = at.text();
  if (text === undefined) return malformed('length');
  return fits(field, text) ? right(text) : malformed('field', field);
};

type Names = Pick<CoreHeader, 'originRegion' | 'hsmType' | 'clusterId' | 'backupId'>;

const readNames = (at: Cursor): Either<EnvelopeMalformed, Names> => {
  const originRegion = readText(at, 'region');
  if (originRegion._tag === 'Left') return originRegion;
  const hsmType = readText(at, 'hsm-type');
  if (hsmType._tag === 'Left') return hsmType;
  const clusterId = readText(at, 'cluster-id');
  if (clusterId._tag === 'Left') return clusterId;
  const backupId = readText(at, 'backup-id');
  if (backupId._tag === 'Left') return backupId;
  return right({
    originRegion: originRegion.right,
    hsmType: hsmType.right,
    clusterId: clusterId.right,
    backupId: backupId.right,
  });
};

type Numbers = Pick<CoreHeader, 'frameBytes' | 'createdAt' | 'plaintextBytes' | 'salt'>;

const readNumbers = (
  at: Cursor,
  frameBytes: FrameBytes,
  plaintextBytesMax: number,
): Either<EnvelopeMalformed, Numbers> => {
  const createdAt = at.uint(8);
  const plaintextBytes = at.uint(8);
  const salt = at.copy(SALT_BYTES);
  if (createdAt === undefined || plaintextBytes === undefined || salt === undefined)
    return malformed('length');
  if (!Number.isSafeInteger(createdAt)) return malformed('field', 'created-at');
  const bytesMax = Math.min(plaintextBytesMax, FRAMES_MAX * frameBytes);
  if (plaintextBytes < 1 || plaintextBytes > bytesMax) return malformed('length');
  return right({ frameBytes, createdAt, plaintextBytes, salt });
};

/**
 * Reads the header of a sealed payload.
 *
 * @param source - the payload, or at least its header; bytes after the commitment are ignored
 * @param plaintextBytesMax - a longer snapshot is refused before anything is allocated for it
 * @returns Left: `EnvelopeMalformed`, for the first fault, in byte order
 */
export const parseHeader = (
  source: Bytes,
  plaintextBytesMax: number = PLAINTEXT_BYTES_MAX,
): Either<EnvelopeMalformed, ParsedHeader> => {
  const at = cursor(source);
  const shape = readShape(at);
  if (shape._tag === 'Left') return shape;
  const numbers = readNumbers(at, shape.right, plaintextBytesMax);
  if (numbers._tag === 'Left') return numbers;
  const names = readNames(at);
  if (names._tag === 'Left') return names;
  const core = source.subarray(0, at.offset());
  const commitment = at.copy(COMMITMENT_BYTES);
  if (commitment === undefined) return malformed('length');
  const header = { ...numbers.right, ...names.right };
  return right({ header, core, commitment, bodyOffset: at.offset() });
};
