/**
 * Sealed backup snapshots: seal, open, rewrap, inspect; two pluggable planes; a canonical encoding.
 * Runs in browsers.
 *
 * @module
 */
export type { Answer } from './kernel/answer.ts';
export type { Awaitable, Bytes } from './kernel/bytes.ts';
export type {
  Aborted,
  AuthenticationFailed,
  BackupPurged,
  CryptoError,
  EnvelopeMalformed,
  EnvelopeMismatch,
  KeyReused,
  KeyringMalformed,
  KeyStillActive,
  KeyUnavailable,
  MalformedCode,
  MismatchField,
  MissingEpochs,
  OpenError,
  OpenStreamError,
  ProviderFailed,
  RewrapError,
  SealError,
  SnapshotEmpty,
  SnapshotLengthDiffers,
  SnapshotMalformed,
  SnapshotTooLarge,
  StreamFailed,
} from './kernel/errors.ts';
export { cryptoSentences, type SentencesOf } from './kernel/sentences.ts';
export { type RefusalError, cryptoErrorOf } from './kernel/refusal.ts';
export type { Signal } from './kernel/signal.ts';
export type { SecretHandle, SecretKind } from './kernel/secret.ts';
export {
  COMMITMENT_BYTES,
  FIELD_BYTES_MAX,
  FRAME_BYTES,
  type FrameBytes,
  FRAMES_MAX,
  HEADER_BYTES_MAX,
  PBK_ID_BYTES,
  PLAINTEXT_BYTES_MAX,
  PRIMARY_RECIPIENT,
  RECORD_BYTES_MAX,
  SALT_BYTES,
  SLOTS_MAX,
  WRAPPED_EBK_BYTES_MAX,
  type WrapSuite,
} from './envelope/limits.ts';
export type { CoreHeader } from './envelope/core-header.ts';
export type { SlotHeader } from './envelope/slot.ts';
export { joinEnvelope, splitEnvelope, type SplitEnvelope } from './envelope/portable.ts';
export type {
  AsyncPrimitives,
  GcmInput,
  RandomBytes,
  SyncPrimitives,
} from './cipher/primitives.ts';
export type {
  FrameOpener,
  FrameSealer,
  PayloadKeys,
  SnapshotCipher,
  SyncSnapshotCipher,
} from './cipher/snapshot-cipher.ts';
export { createSnapshotCipher } from './cipher/create-snapshot-cipher.ts';
export { nobleCipher, noblePrimitives, platformRandom } from './cipher/noble.ts';
export { webcryptoCipher, webcryptoPrimitives } from './cipher/webcrypto.ts';
export type {
  BackupKeyring,
  KeyScope,
  NativeRewrap,
  PbkInfo,
  PbkStatus,
  SlotContext,
  SyncBackupKeyring,
} from './keyring/backup-keyring.ts';
export {
  generateKeyringState,
  type KeyringScopes,
  type KeyringState,
  type MasterKeys,
  wipeKeyringState,
} from './keyring/keyring-state.ts';
export type { Epoch, LiveEpoch, RetiredEpoch, Ring } from './keyring/ring.ts';
export { type KeyPrimitives, nobleKeyPrimitives } from './keyring/key-primitives.ts';
export {
  createMemoryKeyring,
  type MemoryKeyring,
  type MemoryKeyringOptions,
} from './keyring/memory-keyring.ts';
export type {
  Abortable,
  Expected,
  Freshness,
  Holder,
  Limits,
  Planes,
  SealFacts,
  SyncPlanes,
} from './sealing/planes.ts';
export { type Sealed, type SealInput, sealSnapshot, sealSnapshotSync } from './sealing/seal.ts';
export { type OpenInput, openSnapshot, openSnapshotSync } from './sealing/open.ts';
export {
  rewrapKeyRecord,
  rewrapKeyRecordSync,
  type RewrapInput,
  type Rewrapped,
  type RewrapPlanes,
  type SyncRewrapPlanes,
} from './sealing/rewrap.ts';
export { inspectRecord, inspectSealed, type SealedInfo, type SlotHeaders } from './sealing/info.ts';
export type { ByteSource } from './stream/byte-reader.ts';
export {
  type SealedStream,
  type SealStreamInput,
  sealSnapshotStream,
} from './stream/seal-stream.ts';
export {
  type OpenedStream,
  openSnapshotStream,
  openSnapshotTo,
  type OpenStreamInput,
  type SnapshotSink,
} from './stream/open-stream.ts';
export { CBOR_DEPTH_MAX, CBOR_ITEMS_MAX, type CborValue } from './snapshot/cbor-profile.ts';
export { decodeSnapshot, encodeSnapshot } from './snapshot/canonical-cbor.ts';
