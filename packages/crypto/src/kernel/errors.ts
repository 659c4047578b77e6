/**
 * The errors of this package: plain data, distinguished by `_tag`.
 *
 * None holds a key, plaintext or a provider's own message. After a key has been used there is only
 * one error, `AuthenticationFailed`, without details: an attacker who submits altered bytes learns
 * one bit.
 *
 * @module
 */

/** What is malformed in an envelope. Found from its public bytes alone. */
export type MalformedCode =
  'magic' | 'version' | 'suite' | 'frame-size' | 'flags' | 'length' | 'field' | 'slot';

/**
 * The bytes (or, when sealing, the fields given) are not an envelope of a known version. Found
 * before any key is used.
 */
export type EnvelopeMalformed = {
  readonly _tag: 'EnvelopeMalformed';
  readonly code: MalformedCode;
  readonly field?: string;
};

/** Where an envelope can differ from the caller's state. */
export type MismatchField =
  | 'cluster-id'
  | 'origin-region'
  | 'origin-backup-id'
  | 'holder-region'
  | 'holder-backup-id'
  | 'generation'
  | 'commitment';

/** A well-formed envelope, but not the one that the caller's state names. */
export type EnvelopeMismatch = { readonly _tag: 'EnvelopeMismatch'; readonly field: MismatchField };

/** The key record was destroyed: its holder can never open the payload again. */
export type BackupPurged = { readonly _tag: 'BackupPurged' };

/**
 * The persistent backup key is unknown, retired, or of another region or manufacturer. `key` is a
 * public id: hex, or `region/manufacturer`.
 */
export type KeyUnavailable = {
  readonly _tag: 'KeyUnavailable';
  readonly key: string;
  /** Present if the key record names a later epoch than any of the keyring's. */
  readonly lacks?: MissingEpochs;
};

/** The epochs between a keyring's newest and a key record's: the keyring is an old copy. */
export type MissingEpochs = {
  readonly region: string;
  readonly from: number;
  readonly to: number;
};

/** The key unwrap, the commitment or a frame did not authenticate. The error does not say which. */
export type AuthenticationFailed = { readonly _tag: 'AuthenticationFailed' };

/**
 * A value without a canonical encoding, or bytes that are not in canonical form. `path` is the
 * place, if known.
 */
export type SnapshotMalformed = {
  readonly _tag: 'SnapshotMalformed';
  readonly reason: string;
  readonly path?: string;
};

/** The snapshot is longer than the limit, in bytes. */
export type SnapshotTooLarge = {
  readonly _tag: 'SnapshotTooLarge';
  readonly bytes: number;
  readonly bytesMax: number;
};

/** There is nothing to seal. */
export type SnapshotEmpty = { readonly _tag: 'SnapshotEmpty' };

/** A source gave more or fewer bytes than announced. */
export type SnapshotLengthDiffers = {
  readonly _tag: 'SnapshotLengthDiffers';
  readonly bytesPromised: number;
};

/**
 * A random value or a payload key occurred twice. Stop sealing, and check the random number
 * generator.
 */
export type KeyReused = { readonly _tag: 'KeyReused' };

/**
 * A provider broke its contract or cannot be reached. Never used for a tag that does not verify.
 */
export type ProviderFailed = {
  readonly _tag: 'ProviderFailed';
  readonly provider: string;
  readonly reason: 'threw' | 'length' | 'type' | 'promise' | 'unreachable';
};

/**
 * No keyring can be made from the given state: a key is not 32 bytes, a name is invalid, or there
 * is no active epoch.
 */
export type KeyringMalformed = {
  readonly _tag: 'KeyringMalformed';
  readonly field: 'key' | 'region' | 'manufacturer' | 'epochs';
};

/** An active key cannot be retired: rotate first. `key` is the PBK id in hex. */
export type KeyStillActive = { readonly _tag: 'KeyStillActive'; readonly key: string };

/** The caller's own source or sink threw; `cause` is what it threw. */
export type StreamFailed = {
  readonly _tag: 'StreamFailed';
  readonly side: 'source' | 'sink';
  readonly cause: unknown;
};

/** The caller's abort signal fired before the work was done. */
export type Aborted = { readonly _tag: 'Aborted' };

/** The errors of sealing. */
export type SealError =
  | EnvelopeMalformed
  | SnapshotEmpty
  | SnapshotTooLarge
  | SnapshotLengthDiffers
  | KeyUnavailable
  | KeyReused
  | ProviderFailed
  | Aborted;

/** The errors of opening. */
export type OpenError =
  | EnvelopeMalformed
  | EnvelopeMismatch
  | BackupPurged
  | KeyUnavailable
  | AuthenticationFailed
  | ProviderFailed
  | Aborted;

/** The errors of opening a stream. */
export type OpenStreamError = OpenError | StreamFailed;

/** The errors of rewrapping a key record. */
export type RewrapError = OpenError;

/** Every error of this package's main entry. */
export type CryptoError =
  SealError | OpenError | SnapshotMalformed | KeyringMalformed | KeyStillActive | StreamFailed;
