/**
 * What the operations work on, and what they work with.
 *
 * @module
 */
import type { SnapshotCipher, SyncSnapshotCipher } from '../cipher/snapshot-cipher.ts';
import type { FrameBytes } from '../envelope/limits.ts';
import type { Awaitable, Bytes } from '../kernel/bytes.ts';
import type { Signal } from '../kernel/signal.ts';
import type { BackupKeyring, KeyScope, SyncBackupKeyring } from '../keyring/backup-keyring.ts';

/**
 * Who holds a key record: the backup, or a copy of it, in one region, for HSMs of one manufacturer.
 */
export type Holder = KeyScope & { readonly backupId: string };

/** What a sealed payload will say about itself. */
export type SealFacts = Holder & {
  readonly clusterId: string;
  /** For example `hsm1.medium`. */
  readonly hsmType: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Plaintext bytes of one frame; 64 KiB unless said. */
  readonly frameBytes?: FrameBytes;
};

/** What the caller's state, not the file, says about a backup. */
export type Expected = {
  readonly clusterId: string;
  readonly originRegion: string;
  readonly originBackupId: string;
  /** Whose key record it is: the origin's own, or a copy's. */
  readonly holder: Holder;
  /** The generation that the state remembers; catches an old record put back. */
  readonly generation?: number;
  /**
   * The commitment that the state remembers, 32 bytes; catches another backup under the same names.
   */
  readonly commitment?: Bytes;
};

/** Limits, in bytes; they only go down from `PLAINTEXT_BYTES_MAX`. */
export type Limits = { readonly plaintextBytesMax?: number };

/** The two planes. */
export type Planes = {
  readonly cipher: SnapshotCipher;
  readonly keyring: BackupKeyring;
  readonly limits?: Limits;
};

/** The two planes when neither answers with a promise. */
export type SyncPlanes = Planes & {
  readonly cipher: SyncSnapshotCipher;
  readonly keyring: SyncBackupKeyring;
};

/** What sealing may ask beyond the planes. */
export type Freshness = {
  /**
   * Claims a salt and tells whether nobody claimed it before. Kept by the caller's store; false
   * ends in `KeyReused`.
   */
  readonly claimSalt?: (salt: Bytes) => Awaitable<boolean>;
};

/** Ends an asynchronous operation early: `signal` of an `AbortController`. */
export type Abortable = { readonly signal?: Signal };
