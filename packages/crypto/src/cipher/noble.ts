/**
 * The default provider: @noble/ciphers and @noble/hashes, plain JavaScript, the same on every
 * platform.
 *
 * @module
 */
import { gcm } from '@noble/ciphers/aes.js';
import { randomBytes } from '@noble/ciphers/utils.js';
import { hmacSha256 } from '../kernel/kdf.ts';
import { createSnapshotCipher } from './create-snapshot-cipher.ts';
import type { RandomBytes, SyncPrimitives } from './primitives.ts';
import type { SyncSnapshotCipher } from './snapshot-cipher.ts';

/** The platform's generator (`crypto.getRandomValues`), through @noble/ciphers. */
export const platformRandom: RandomBytes = (bytes) => randomBytes(bytes);

/** The primitives of the default provider. */
export const noblePrimitives = (random: RandomBytes = platformRandom): SyncPrimitives => ({
  name: 'noble',
  sync: true,
  random,
  hmacSha256,
  gcmSeal: ({ key, nonce, aad, data }) => gcm(key, nonce, aad).encrypt(data),
  gcmOpen: ({ key, nonce, aad, data }) => gcm(key, nonce, aad).decrypt(data),
});

/** Makes the default payload plane. */
export const nobleCipher = (random?: RandomBytes): SyncSnapshotCipher =>
  createSnapshotCipher(noblePrimitives(random));
