/**
 * Makes a payload plane from a provider's primitives.
 *
 * @module
 */
import { KEY_BYTES, SALT_BYTES, SUITE } from '../envelope/limits.ts';
import { chain } from '../kernel/awaitable.ts';
import { type Awaitable, type Bytes, copyBytes, wipe } from '../kernel/bytes.ts';
import { type KeyLabel, keyMessage } from '../kernel/kdf.ts';
import { refusal } from '../kernel/refusal.ts';
import { secret, type SecretHandle, withSecret } from '../kernel/secret.ts';
import { frameOpener, frameSealer } from './frame-keys.ts';
import { freshDraws } from './fresh-draws.ts';
import { guardPrimitives, isSync } from './guard.ts';
import type { AsyncPrimitives, SyncPrimitives } from './primitives.ts';
import type { PayloadKeys, SnapshotCipher, SyncSnapshotCipher } from './snapshot-cipher.ts';

type DerivedKeys = {
  readonly coreHash: Bytes;
  readonly payloadKey: Bytes;
  readonly commitment: Bytes;
};

const payloadKeys = (primitives: AsyncPrimitives, derived: DerivedKeys): PayloadKeys => {
  const key = secret('payload', derived.payloadKey);
  const frameKey = { key, coreHash: derived.coreHash };
  let isUsed = false;
  return {
    commitment: derived.commitment,
    sealer: (frameBytes) => {
      if (isUsed) throw refusal({ _tag: 'KeyReused' });
      isUsed = true;
      return frameSealer(primitives, frameKey, frameBytes);
    },
    opener: () => frameOpener(primitives, frameKey),
    dispose: key.dispose,
  };
};

/** Copies a key out of a provider's memory, and wipes it there. */
const takeOver = (bytes: Bytes): Bytes => {
  const key = copyBytes(bytes);
  wipe(bytes);
  return key;
};

/**
 * Makes a payload plane from a provider's primitives.
 *
 * The plane checks every length going in or out, counts frames, builds nonces, detects repeated
 * random values, and keeps the payload key.
 *
 * @param primitives - `SyncPrimitives` give a plane that the `Sync` functions accept too
 */
export function createSnapshotCipher(primitives: SyncPrimitives): SyncSnapshotCipher;
/** Makes a payload plane from primitives that may return promises. */
export function createSnapshotCipher(primitives: AsyncPrimitives): SnapshotCipher;
export function createSnapshotCipher(primitives: AsyncPrimitives): SnapshotCipher {
  const guarded = { ...guardPrimitives(primitives), ...(isSync(primitives) ? { sync: true } : {}) };
  const draw = freshDraws(guarded.random, guarded.sha256);
  const derive = (ebk: SecretHandle, label: KeyLabel, coreHash: Bytes): Awaitable<Bytes> =>
    withSecret(ebk, (bytes) => {
      if (bytes.length !== KEY_BYTES)
        throw refusal({ _tag: 'ProviderFailed', provider: primitives.name, reason: 'length' });
      return guarded.hmacSha256(bytes, keyMessage(label, coreHash));
    });
  return {
    suite: SUITE,
    name: primitives.name,
    ...(isSync(primitives) ? { sync: true } : {}),
    sha256: guarded.sha256,
    generateSalt: () => copyBytes(draw(SALT_BYTES)),
    generateEbk: () => secret('ebk', takeOver(draw(KEY_BYTES))),
    // Copy each answer before the next call: a provider may reuse one buffer.
    derive: (ebk, coreHash) =>
      chain(chain(derive(ebk, 'commitment', coreHash), copyBytes), (commitment) =>
        chain(chain(derive(ebk, 'payload-key', coreHash), takeOver), (payloadKey) =>
          payloadKeys(guarded, { coreHash: copyBytes(coreHash), payloadKey, commitment }),
        ),
      ),
  };
}
