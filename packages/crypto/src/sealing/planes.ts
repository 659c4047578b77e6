/**
 * What sealing, opening and rewrapping take: the planes, and the facts about a backup.
 *
 * @module
 */
import type { SnapshotCipher, SyncSnapshotCipher } from '../cipher/snapshot-cipher.ts';
import type { FrameBytes } from '../envelope/limits.ts';
import type { Awaitable, Bytes } from '../kernel/bytes.ts';
import type { Signal } from '../kernel/signal.ts';
import type { BackupKeyring, KeyScope, SyncBackupKeyring } from '../keyring/backup-keyring.ts';

/** Who holds a key record: a backup or a copy, in one region, for HSMs of one manufacturer. */
export type Holder = KeyScope & { readonly backupId: string };

/** The facts that go into a sealed payload. */
export type SealFacts = Holder & {
  readonly clusterId: string;
  /** For example `hsm1.medium`. */
  readonly hsmType: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Plaintext bytes of one frame; 64 KiB if left out. */
  readonly frameBytes?: FrameBytes;
};

/** What the caller's state says about a backup. Never take it from the file. */
export type Expected = {
  readonly clusterId: string;
  readonly originRegion: string;
  readonly originBackupId: string;
  /** The holder of the key record: the origin, or a copy. */
  readonly holder: Holder;
  /** The generation in the state; detects an old record put back. */
  readonly generation?: number;
  /** The commitment in the state, 32 bytes; detects another backup under the same names. */
  readonly commitment?: Bytes;
};

/** Limits, in bytes; `PLAINTEXT_BYTES_MAX` at most. */
export type Limits = { readonly plaintextBytesMax?: number };

/** The two planes. */
export type Planes = {
  readonly cipher: SnapshotCipher;
  readonly keyring: BackupKeyring;
  readonly limits?: Limits;
};

/** The two planes, neither of which returns promises. */
export type SyncPlanes = Planes & {
  readonly cipher: SyncSnapshotCipher;
  readonly keyring: SyncBackupKeyring;
};

/** Optional functions that sealing uses besides the planes. */
export type Freshness = {
  /**
   * Records a salt in the caller's store. False if it was recorded before: sealing then ends in
   * `KeyReused`.
   */
  readonly claimSalt?: (salt: Bytes) => Awaitable<boolean>;
};

/** Ends asynchronous work early: the `signal` of an `AbortController`. */
export type Abortable = { readonly signal?: Signal };
