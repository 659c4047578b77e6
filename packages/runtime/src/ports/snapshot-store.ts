/**
 * The port to a store of sealed backups: payloads, which never change, and one small key record per
 * holder.
 *
 * @module
 */
import type { Bytes, Holder } from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import type { StorageFailed } from './storage-failed.ts';

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

/** The holder already has a record, of this generation. */
export type RecordExists = {
  readonly _tag: 'RecordExists';
  readonly holderId: string;
  readonly generation: number;
};

/** The holder's record was destroyed. It can never have another. */
export type RecordDestroyed = { readonly _tag: 'RecordDestroyed'; readonly holderId: string };

/** There is no such record, or it has no payload. */
export type RecordMissing = { readonly _tag: 'RecordMissing'; readonly holderId: string };

/** A salt or a commitment occurred before. Stop sealing, and check the random number generator. */
export type SeenBefore = { readonly _tag: 'SeenBefore'; readonly what: 'salt' | 'commitment' };

/** Why a new backup is not stored. */
export type PutError = StorageFailed | RecordExists | RecordDestroyed | SeenBefore;

/** Why a record is not written. */
export type WriteError = StorageFailed | RecordExists | RecordDestroyed | RecordMissing;

/** The port. A Right means that the bytes are durable. */
export type SnapshotStore = {
  /**
   * Stores a payload and its first record together, unless the holder has or had a record. Salts
   * and commitments are remembered for ever.
   */
  readonly put: (sealed: SealedBackup) => Answer<PutError, void>;
  /** The payload; undefined if there is none, or no record for it is left. */
  readonly payload: (payloadId: string) => Answer<StorageFailed, Bytes | undefined>;
  /** The record of a holder; undefined if there is none, or it was destroyed. */
  readonly entry: (holderId: string) => Answer<StorageFailed, KeyEntry | undefined>;
  /** Adds a record of another holder for a stored payload, unless that holder has or had one. */
  readonly add: (entry: KeyEntry) => Answer<WriteError, void>;
  /** Replaces a record of a known generation, for instance by one of a new epoch. */
  readonly replace: (entry: KeyEntry, generation: number) => Answer<WriteError, void>;
  /**
   * Destroys a record for good; the last record takes the payload with it. Right: whether there was
   * one. Idempotent.
   */
  readonly destroy: (holderId: string) => Answer<StorageFailed, boolean>;
  /** The ids of all who have a record, sorted. */
  readonly holderIds: () => Answer<StorageFailed, readonly string[]>;
};
