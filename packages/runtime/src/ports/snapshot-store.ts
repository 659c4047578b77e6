/**
 * The port to a store of sealed backups: payloads that never change, and one small key record for
 * each holder.
 *
 * @module
 */
import type { Bytes, Holder } from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import type { StorageFailed } from './storage-failed.ts';

/**
 * One holder's key record, and all that must be known to check it. Trust these facts, not those in
 * the bytes.
 */
export type KeyEntry = {
  /** Who holds it: a backup's id, a copy's, or the id of a cluster that was restored. */
  readonly holderId: string;
  /** The backup that the payload was sealed as. */
  readonly payloadId: string;
  /** The cluster that it was taken of, and where. */
  readonly clusterId: string;
  readonly originRegion: string;
  /** Whom the record names. */
  readonly holder: Holder;
  readonly generation: number;
  readonly commitment: Bytes;
  /**
   * False when a keyring rewrapped without showing the key: the commitment is then checked at the
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

/** The holder has a record already, of this generation. */
export type RecordExists = {
  readonly _tag: 'RecordExists';
  readonly holderId: string;
  readonly generation: number;
};

/** The holder had a record, and it was destroyed. It never comes back. */
export type RecordDestroyed = { readonly _tag: 'RecordDestroyed'; readonly holderId: string };

/** There is no such record, or no payload for it. */
export type RecordMissing = { readonly _tag: 'RecordMissing'; readonly holderId: string };

/** A salt or a commitment that was seen before: stop, and look at the random number generator. */
export type SeenBefore = { readonly _tag: 'SeenBefore'; readonly what: 'salt' | 'commitment' };

/** Why a new backup is not stored. */
export type PutError = StorageFailed | RecordExists | RecordDestroyed | SeenBefore;

/** Why a record is not written. */
export type WriteError = StorageFailed | RecordExists | RecordDestroyed | RecordMissing;

/** The port. Every answer that is Right says that the bytes are durable. */
export type SnapshotStore = {
  /**
   * Stores a payload and its first record, all or nothing, unless the holder has or had one. Salts
   * and commitments are remembered for good.
   */
  readonly put: (sealed: SealedBackup) => Answer<PutError, void>;
  /** The payload; undefined when there is none, or no record for it is left. */
  readonly payload: (payloadId: string) => Answer<StorageFailed, Bytes | undefined>;
  /** The record of a holder; undefined when there is none, or it was destroyed. */
  readonly entry: (holderId: string) => Answer<StorageFailed, KeyEntry | undefined>;
  /** Gives one more holder a record for a payload that is there, unless it has or had one. */
  readonly add: (entry: KeyEntry) => Answer<WriteError, void>;
  /** Replaces a record of a known generation by another, for instance of a new epoch. */
  readonly replace: (entry: KeyEntry, generation: number) => Answer<WriteError, void>;
  /**
   * Destroys a record for good; with the last record for it the payload goes too. Right: whether
   * there was one. Doing it again is right.
   */
  readonly destroy: (holderId: string) => Answer<StorageFailed, boolean>;
  /** Everyone who has a record, in order. */
  readonly holderIds: () => Answer<StorageFailed, readonly string[]>;
};
