/**
 * Key records and sealed backups, as a store keeps them. Payloads never change; each holder has one
 * small key record.
 *
 * @module
 */
import type { Bytes, Holder } from '@hsm-lifecycle/crypto';

/**
 * One holder's key record, and the facts to check it against. Trust these, not those in the bytes.
 */
export type KeyEntry = {
  /** Who holds it: a backup's id, a copy's, or the id of a cluster that was restored. */
  readonly holderId: string;
  /** The backup that the payload was sealed as. */
  readonly payloadId: string;
  /** The cluster that the backup is of, and its region. */
  readonly clusterId: string;
  readonly originRegion: string;
  /** The holder that the record names. */
  readonly holder: Holder;
  readonly generation: number;
  readonly commitment: Bytes;
  /**
   * False if a keyring rewrapped without revealing the key: the commitment is then checked at the
   * next opening.
   */
  readonly isVerified: boolean;
  readonly record: Bytes;
};

/** A backup that has just been sealed. */
export type SealedBackup = {
  readonly entry: KeyEntry;
  readonly payload: Bytes;
  readonly salt: Bytes;
};

/** A stored key record, and the payload that it opens; undefined only in a damaged store. */
export type StoredBackup = {
  readonly entry: KeyEntry;
  readonly payload: Bytes | undefined;
};

/** A change of one key record. */
export type RecordChange =
  /** A record of another holder for a stored payload, unless that holder has or had one. */
  | { readonly change: 'ADD'; readonly entry: KeyEntry }
  /** Another record in place of one of a known generation. */
  | { readonly change: 'REPLACE'; readonly entry: KeyEntry; readonly generation: number }
  /** Destroys a record for good; the last one takes the payload with it. Idempotent. */
  | { readonly change: 'DESTROY'; readonly holderId: string };
