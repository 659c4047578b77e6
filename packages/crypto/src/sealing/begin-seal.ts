/**
 * The first half of sealing: checks the facts, makes the keys, wraps the EBK. Does not read the
 * snapshot.
 *
 * @module
 */
import { checkedBytes } from '../cipher/guard.ts';
import type { FrameSealer, PayloadKeys } from '../cipher/snapshot-cipher.ts';
import { type CoreHeader, encodeCore, hashCore } from '../envelope/core-header.ts';
import { firstUnfit, isFrameBytes, isUnsigned } from '../envelope/fields.ts';
import { encodeRecord } from '../envelope/key-record.ts';
import {
  COMMITMENT_BYTES,
  FRAME_BYTES,
  type FrameBytes,
  FRAMES_MAX,
  PLAINTEXT_BYTES_MAX,
  SALT_BYTES,
} from '../envelope/limits.ts';
import { chain } from '../kernel/awaitable.ts';
import { type Bytes, concat } from '../kernel/bytes.ts';
import type { SealError } from '../kernel/errors.ts';
import { whenSealing } from '../kernel/failure.ts';
import { attempt, type Flow, refuse } from '../kernel/flow.ts';
import type { SecretHandle } from '../kernel/secret.ts';
import { findActiveKey, wrapUnder } from './keys.ts';
import { newSlot } from './new-slot.ts';
import type { Freshness, Limits, Planes, SealFacts } from './planes.ts';

/** A payload to be sealed. `head` is core header and commitment. */
export type BegunSeal = {
  readonly header: CoreHeader;
  readonly head: Bytes;
  readonly record: Bytes;
  readonly sealer: FrameSealer;
  readonly dispose: () => void;
};

/** The facts, and the length of the snapshot. */
export type SealRequest = SealFacts & { readonly plaintextBytes: number };

/** The limit that applies: the lower of the caller's and the envelope's. */
export const plaintextCap = (limits: Limits | undefined): number =>
  Math.min(limits?.plaintextBytesMax ?? Infinity, PLAINTEXT_BYTES_MAX);

const frameBytesOf = ({ frameBytes = FRAME_BYTES }: SealRequest): FrameBytes => frameBytes;

const sizeRefusal = (request: SealRequest, limits: Limits | undefined): SealError | undefined => {
  const { plaintextBytes } = request;
  const frameBytes = frameBytesOf(request);
  const bytesMax = Math.min(plaintextCap(limits), FRAMES_MAX * frameBytes);
  if (plaintextBytes === 0) return { _tag: 'SnapshotEmpty' };
  return plaintextBytes <= bytesMax
    ? undefined
    : { _tag: 'SnapshotTooLarge', bytes: plaintextBytes, bytesMax };
};

const factsRefusal = (request: SealRequest): SealError | undefined => {
  if (!isFrameBytes(frameBytesOf(request)))
    return { _tag: 'EnvelopeMalformed', code: 'frame-size' };
  if (!isUnsigned(request.plaintextBytes)) return { _tag: 'EnvelopeMalformed', code: 'length' };
  if (!isUnsigned(request.createdAt))
    return { _tag: 'EnvelopeMalformed', code: 'field', field: 'created-at' };
  return firstUnfit([
    ['region', request.region],
    ['hsm-type', request.hsmType],
    ['manufacturer', request.manufacturer],
    ['cluster-id', request.clusterId],
    ['backup-id', request.backupId],
  ]);
};

function* freshSalt(planes: Planes & Freshness): Flow<SealError, Bytes> {
  const { cipher, claimSalt } = planes;
  const otherwise = whenSealing(cipher.name);
  const salt = yield* attempt(
    () => chain(cipher.generateSalt(), checkedBytes(cipher.name, SALT_BYTES)),
    otherwise,
  );
  const isFresh =
    claimSalt === undefined || (yield* attempt(() => claimSalt(salt), whenSealing('claimSalt')));
  return isFresh ? salt : yield* refuse({ _tag: 'KeyReused' });
}

const coreOf = (request: SealRequest, salt: Bytes): CoreHeader => ({
  frameBytes: frameBytesOf(request),
  createdAt: request.createdAt,
  plaintextBytes: request.plaintextBytes,
  salt,
  originRegion: request.region,
  hsmType: request.hsmType,
  clusterId: request.clusterId,
  backupId: request.backupId,
});

/** Wraps the EBK for its first holder, the origin: generation 0. */
function* firstRecord(
  request: SealRequest,
  planes: Planes,
  bound: { readonly ebk: SecretHandle; readonly coreHash: Bytes },
): Flow<SealError, Bytes> {
  const { keyring } = planes;
  const key = yield* findActiveKey(keyring, request);
  const slot = newSlot({ keyring, key }, { holder: request, generation: 0 }, bound.coreHash);
  const wrapped = yield* wrapUnder({ keyring, key }, bound.ebk, slot.context);
  return encodeRecord({ slot: slot.bytes, wrapped });
}

function* startSealer(
  keys: PayloadKeys,
  header: CoreHeader,
  cipher: string,
): Flow<SealError, FrameSealer> {
  yield* attempt(
    () => checkedBytes(cipher, COMMITMENT_BYTES)(keys.commitment),
    whenSealing(cipher),
  );
  return yield* attempt(() => keys.sealer(header.frameBytes), whenSealing(cipher));
}

/** Starts sealing. The caller must call `dispose` in any case. */
export function* beginSeal(
  request: SealRequest,
  planes: Planes & Freshness,
): Flow<SealError, BegunSeal> {
  const unfit = factsRefusal(request) ?? sizeRefusal(request, planes.limits);
  if (unfit !== undefined) return yield* refuse(unfit);
  const { cipher } = planes;
  const ebk = yield* attempt(cipher.generateEbk, whenSealing(cipher.name));
  let keys: PayloadKeys | undefined;
  let isBegun = false;
  try {
    const header = coreOf(request, yield* freshSalt(planes));
    const core = encodeCore(header);
    const coreHash = hashCore(core);
    keys = yield* attempt(() => cipher.derive(ebk, coreHash), whenSealing(cipher.name));
    const record = yield* firstRecord(request, planes, { ebk, coreHash });
    const sealer = yield* startSealer(keys, header, cipher.name);
    isBegun = true;
    return { header, head: concat(core, keys.commitment), record, sealer, dispose: keys.dispose };
  } finally {
    ebk.dispose();
    if (!isBegun) keys?.dispose();
  }
}
