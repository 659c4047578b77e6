/**
 * Why an operation was refused: plain data, told apart by `_tag`.
 *
 * None of them holds a key, a plaintext or a provider's own text. Once a key has been used there is
 * one refusal only, `AuthenticationFailed`, with nothing inside: an attacker who feeds altered
 * bytes learns one bit.
 *
 * @module
 */

/** What is wrong with the form of an envelope. All of it can be read off public bytes. */
export type MalformedCode =
  'magic' | 'version' | 'suite' | 'frame-size' | 'flags' | 'length' | 'field' | 'slot';

/**
 * The bytes (or, when sealing, the fields given) are not an envelope of a known version. Found
 * before any key is asked for.
 */
export type EnvelopeMalformed = {
  readonly _tag: 'EnvelopeMalformed';
  readonly code: MalformedCode;
  readonly field?: string;
};

/** What the caller's state may say differently from the file. */
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

/** The key record is gone: nobody can open the payload again. */
export type BackupPurged = { readonly _tag: 'BackupPurged' };

/**
 * The persistent backup key is unknown, retired, or of another region or manufacturer. `key` is a
 * public id: hex, or `region/manufacturer`.
 */
export type KeyUnavailable = { readonly _tag: 'KeyUnavailable'; readonly key: string };

/** The key unwrap, the commitment or a frame did not authenticate. Which one, nobody is told. */
export type AuthenticationFailed = { readonly _tag: 'AuthenticationFailed' };

/**
 * A value that has no canonical encoding, or authentic bytes that are not one. `path` leads to the
 * place when it is known.
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

/** A source gave more or fewer bytes than its promised length. */
export type SnapshotLengthDiffers = {
  readonly _tag: 'SnapshotLengthDiffers';
  readonly bytesPromised: number;
};

/**
 * A random number or a payload key came a second time: stop, and look at the random number
 * generator.
 */
export type KeyReused = { readonly _tag: 'KeyReused' };

/** A provider broke its contract or cannot be reached. Never said of a failed tag. */
export type ProviderFailed = {
  readonly _tag: 'ProviderFailed';
  readonly provider: string;
  readonly reason: 'threw' | 'length' | 'type' | 'promise' | 'unreachable';
};

/**
 * A keyring cannot be made of what was given: a key that is not 32 bytes, a name that does not fit,
 * no active epoch.
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

/** The caller's signal fired first. */
export type Aborted = { readonly _tag: 'Aborted' };

/** Why sealing may refuse. */
export type SealError =
  | EnvelopeMalformed
  | SnapshotEmpty
  | SnapshotTooLarge
  | SnapshotLengthDiffers
  | KeyUnavailable
  | KeyReused
  | ProviderFailed
  | Aborted;

/** Why opening may refuse. */
export type OpenError =
  | EnvelopeMalformed
  | EnvelopeMismatch
  | BackupPurged
  | KeyUnavailable
  | AuthenticationFailed
  | ProviderFailed
  | Aborted;

/** Why opening a stream may refuse. */
export type OpenStreamError = OpenError | StreamFailed;

/** Why rewrapping a key record may refuse. */
export type RewrapError = OpenError;

/** Every refusal of this package's browser-safe part. */
export type CryptoError =
  SealError | OpenError | SnapshotMalformed | KeyringMalformed | KeyStillActive | StreamFailed;
