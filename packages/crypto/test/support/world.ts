/**
 * A small world for the tests: fixed keys, fixed names, a generator that always gives the same
 * bytes.
 *
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Either } from 'fp-ts/lib/Either.js';
import {
  type Bytes,
  createMemoryKeyring,
  type Expected,
  type KeyringState,
  type MasterKeys,
  type MemoryKeyring,
  type RandomBytes,
  type Sealed,
  type SealInput,
  sealSnapshotSync,
  type SyncPlanes,
  type SyncSnapshotCipher,
} from '../../src/index.ts';
import { nodeCipher } from '../../src/node.ts';

/** The value of a Right; a test that gets a Left here is broken. */
export const right = <A>(outcome: Either<unknown, A>): A => {
  if (outcome._tag === 'Left')
    throw new Error(`a refusal where none was expected: ${JSON.stringify(outcome.left)}`);
  return outcome.right;
};

/** The refusal of a Left. */
export const left = <E>(outcome: Either<E, unknown>): E => {
  if (outcome._tag === 'Right') throw new Error('a refusal was expected');
  return outcome.left;
};

/** Bytes that look like data: another pattern for each seed. */
export const pattern = (bytes: number, seed = 0): Bytes =>
  Uint8Array.from({ length: bytes }, (_, index) => (index * 31 + seed * 17 + 5) % 256);

/** A generator that gives the same bytes in every run: SHA-256 of a counter. */
export const fixedRandom = (seed = 'fixed'): RandomBytes => {
  let draws = 0;
  return (bytes) => {
    draws += 1;
    const block = sha256(new TextEncoder().encode(`${seed}/${draws}`));
    if (bytes > block.length) throw new Error('the tests draw no more than 32 bytes at once');
    return block.slice(0, bytes);
  };
};

export const home = { region: 'us-east-1', manufacturer: 'acme' };
export const away = { region: 'eu-west-1', manufacturer: 'acme' };
export const CLUSTER = 'cluster-2222aaaaBBB';
export const BACKUP = 'backup-3333bbbbCCC';
export const COPY = 'backup-4444ccccDDD';

/** Fixed master keys of one epoch: MKBK and AKBK. */
export const masters = (mkbk = 2, akbk = 1): MasterKeys => ({
  manufacturerKey: pattern(32, mkbk),
  operatorKey: pattern(32, akbk),
});

const firstEpoch = (key: MasterKeys) => [{ epoch: 1, status: 'active', key }] as const;

/** Fixed master keys in a keyring of two regions and two manufacturers. */
export const keyringState = (): KeyringState => ({
  rings: [
    { ...home, epochs: firstEpoch(masters()) },
    { ...away, epochs: firstEpoch(masters(4, 5)) },
    { region: 'us-east-1', manufacturer: 'zeta', epochs: firstEpoch(masters(3, 6)) },
  ],
});

export const keyring = (state: KeyringState = keyringState()): MemoryKeyring =>
  right(createMemoryKeyring(state));

/** The planes most tests work with; `node:crypto` because it is the fastest. */
export const planes = (
  cipher: SyncSnapshotCipher = nodeCipher(),
): Omit<SyncPlanes, 'keyring'> & { readonly keyring: MemoryKeyring } => ({
  cipher,
  keyring: keyring(),
});

export const input = (snapshot: Bytes = pattern(100)): SealInput => ({
  ...home,
  snapshot,
  clusterId: CLUSTER,
  backupId: BACKUP,
  hsmType: 'hsm1.medium',
  createdAt: 1_500_000_000_000,
  frameBytes: 4096,
});

export const expected: Expected = {
  clusterId: CLUSTER,
  originRegion: 'us-east-1',
  originBackupId: BACKUP,
  holder: { ...home, backupId: BACKUP },
};

export const destination = { ...away, backupId: COPY };
export const expectedCopy: Expected = { ...expected, holder: destination };

/** Seals, and insists on success. */
export const sealed = (world: SyncPlanes, what: SealInput = input()): Sealed =>
  right(sealSnapshotSync(what, world));

/** Bytes with one bit flipped. */
export const flipped = (bytes: Bytes, bit: number): Bytes => {
  const out = bytes.slice();
  const at = bit >> 3;
  out[at] = (out[at] ?? 0) ^ (1 << (bit & 7));
  return out;
};

/** Bytes with one of them replaced. */
export const withByte = (bytes: Bytes, at: number, value: number): Bytes => {
  const out = bytes.slice();
  out[at] = value;
  return out;
};

/** Joins bytes. */
export const joined = (...parts: readonly Bytes[]): Bytes => Uint8Array.from(Buffer.concat(parts));
