/**
 * What one commit writes: events, sealed backups, key records and effects of one fleet, together or
 * not at all.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import type { Claim, ClaimBy, Claimed, NewEffect } from './effect-row.ts';
import type { RecordChange, SealedBackup } from './key-entry.ts';

/**
 * What a host stores beside an event, such as a correlation id. Plain JSON; the model never reads
 * it.
 */
export type Metadata = Readonly<Record<string, unknown>>;

/** The end of a fleet's log. */
export type Head = {
  /** How many events the log has. */
  readonly position: number;
  /** 32 bytes: SHA-256 over the chain before the last event, and that event. */
  readonly chain: Bytes;
};

/** An event to write. */
export type NewEvent = {
  readonly stream: string;
  /** Its position in its stream: from 1, without gaps. */
  readonly version: number;
  readonly type: string;
  readonly schema: number;
  /** The whole event as JSON. The store does not interpret it. */
  readonly body: string;
  /** A JSON object. */
  readonly metadata: string;
};

/** An event in the log. */
export type StoredEvent = NewEvent & {
  /** Its position in the fleet's log: from 1, without gaps. */
  readonly position: number;
  /** The id of the commit that wrote it. */
  readonly commit: string;
};

/** A change of one fleet. */
export type StoreChange = {
  readonly fleet: string;
  /** Names this change for good, so that a lost answer can be looked up in the log. */
  readonly commit: string;
  readonly expected: Head;
  readonly events: readonly NewEvent[];
  /** New backups: payload, first record, salt. Salts and commitments are remembered for ever. */
  readonly sealed?: readonly SealedBackup[];
  readonly records?: readonly RecordChange[];
  readonly effects?: readonly NewEffect[];
  /** Effects that this change ends. The claims must still hold. */
  readonly done?: readonly Claim[];
  /** Claims effects of the fleet in the same commit. */
  readonly claim?: ClaimBy;
};

/** What a commit did. */
export type Committed = {
  readonly head: Head;
  /** The effects that were claimed. */
  readonly claimed: readonly Claimed[];
  /** How many effects of the fleet are not done. */
  readonly pending: number;
};
