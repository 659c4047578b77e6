/**
 * The first half of sealing: checks the facts, makes the keys, wraps the EBK. Does not read the
 * snapshot.
 *
 * @module
 */
import { checkedCopy } from '../cipher/guard.ts';
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
import type { Bytes } from '../kernel/bytes.ts';
import type { SealError } from '../kernel/errors.ts';
import { whenSealing } from '../kernel/failure.ts';
import { continueWith, attempt, type Flow, isFlow, refuse, type Step } from '../kernel/flow.ts';
import type { SecretHandle } from '../kernel/secret.ts';
import { findActiveKey, wrapUnder } from './keys.ts';
import { newSlot } from './new-slot.ts';
import type { Freshness, Limits, Planes, SealFacts } from './planes.ts';

/** A payload to be sealed. It begins with `core` and `commitment`. */
export type BegunSeal = {
  readonly header: CoreHeader;
  readonly core: Bytes;
  readonly commitment: Bytes;
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

const freshSalt = ({ cipher, claimSalt }: Planes & Freshness): Step<SealError, Bytes> => {
  const drawn = attempt(
    () => chain(cipher.generateSalt(), (salt) => checkedCopy(cipher.name, SALT_BYTES, salt)),
    whenSealing(cipher.name),
  );
  if (claimSalt === undefined) return drawn;
  return continueWith(drawn, (salt: Bytes) =>
    continueWith(
      attempt(() => claimSalt(salt), whenSealing('claimSalt')),
      (isFresh): Step<SealError, Bytes> => (isFresh ? salt : refuse({ _tag: 'KeyReused' })),
    ),
  );
};

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

type Bound = { readonly ebk: SecretHandle; readonly coreHash: Bytes };

/** Wraps the EBK for its first holder, the origin: generation 0. */
const firstRecord = (
  request: SealRequest,
  { keyring, cipher: { sha256 } }: Planes,
  { ebk, coreHash }: Bound,
): Step<SealError, Bytes> =>
  continueWith(findActiveKey(keyring, request), (key) => {
    const to = { keyring, key };
    const slot = newSlot(to, { holder: request, generation: 0 }, { coreHash, sha256 });
    return continueWith(wrapUnder(to, ebk, slot.context), (wrapped) =>
      encodeRecord({ slot: slot.bytes, wrapped }),
    );
  });

const startSealer = (
  keys: PayloadKeys,
  { frameBytes }: CoreHeader,
  cipher: string,
): Step<SealError, Pick<BegunSeal, 'commitment' | 'sealer'>> =>
  attempt(
    () => ({
      commitment: checkedCopy(cipher, COMMITMENT_BYTES, keys.commitment),
      sealer: keys.sealer(frameBytes),
    }),
    whenSealing(cipher),
  );

/** Starts sealing. The caller must call `dispose` in any case. */
export function* beginSeal(
  request: SealRequest,
  planes: Planes & Freshness,
): Flow<SealError, BegunSeal> {
  const unfit = factsRefusal(request) ?? sizeRefusal(request, planes.limits);
  if (unfit !== undefined) return yield* refuse(unfit);
  const { cipher } = planes;
  const drawn = attempt(cipher.generateEbk, whenSealing(cipher.name));
  const ebk = isFlow(drawn) ? yield* drawn : drawn;
  let keys: PayloadKeys | undefined;
  let isBegun = false;
  try {
    const salt = freshSalt(planes);
    const header = coreOf(request, isFlow(salt) ? yield* salt : salt);
    const core = encodeCore(header);
    const coreHash = hashCore(core, cipher.sha256);
    const derived = attempt(() => cipher.derive(ebk, coreHash), whenSealing(cipher.name));
    keys = isFlow(derived) ? yield* derived : derived;
    const wrapped = firstRecord(request, planes, { ebk, coreHash });
    const record = isFlow(wrapped) ? yield* wrapped : wrapped;
    const started = startSealer(keys, header, cipher.name);
    const { commitment, sealer } = isFlow(started) ? yield* started : started;
    isBegun = true;
    return { header, core, record, commitment, sealer, dispose: keys.dispose };
  } finally {
    ebk.dispose();
    if (!isBegun) keys?.dispose();
  }
}
