/**
 * Hosts the model: writes events to a store, seals, rewraps, opens and destroys backups, and
 * reports the results.
 *
 * @module
 */
export type { Answer } from './kernel/answer.ts';
export type { StorageFailed, StorageReason } from './store/storage-failed.ts';
export type {
  StoreChange,
  Committed,
  Head,
  Metadata,
  NewEvent,
  StoredEvent,
} from './store/change.ts';
export type {
  Claim,
  ClaimBy,
  Claimed,
  EffectKey,
  NewEffect,
  PendingEffect,
} from './store/effect-row.ts';
export type { KeyEntry, RecordChange, SealedBackup, StoredBackup } from './store/key-entry.ts';
export type {
  ClaimLost,
  CommitError,
  Conflict,
  RecordDestroyed,
  RecordExists,
  RecordMissing,
  RecordRefusal,
  SeenBefore,
} from './store/refusals.ts';
export type { Checkpoint, ReadFrom, Retry, Store, StoreHealth } from './store/store.ts';
export { EMPTY_HEAD, headAfter } from './store/chain.ts';
export { memoryStore } from './memory/memory-store.ts';
export { effectsOf, type Effect } from './effects/effect.ts';
export { keyOwnerIn, type KeyOwner } from './effects/key-owner.ts';
export { openForHsm, type OpenTask, type OpenStoredError } from './effects/open.ts';
export type { OpenedContents } from './effects/payload-contents.ts';
export { rewrap, type RewrapTask } from './effects/rewrap.ts';
export type { Elsewhere } from './effects/elsewhere.ts';
export { seal, type SealPlanes, type SealTask } from './effects/seal.ts';
export type { EffectError, EffectOutcome, Failed } from './effects/effect-outcome.ts';
export {
  MANUFACTURER,
  type Attempt,
  type Callbacks,
  type EffectPlanes,
  type FleetStore,
  type LoadSecrets,
  type HostPlanes,
  type SealingPlanes,
  type SecretsOf,
} from './effects/planes.ts';
export { createRuntime, type CloseWith, type Health, type Runtime } from './host/create-runtime.ts';
export type { RuntimeWith } from './host/runtime-with.ts';
export type { AskedCommand, FleetHost } from './host/fleet-host.ts';
export { wallClock, type Clock, type WallClockWith } from './host/clock.ts';
export type { FaultyEffect, HostFault, OnFault } from './host/faults.ts';
export { eventIn } from './host/event-in.ts';
export { hostEdition } from './host/host-edition.ts';
export { runtimeSentences } from './host/runtime-sentences.ts';
export { storeWriter, type StoreWriter, type Written } from './host/store-writer.ts';
export type { Accepted } from './host/decide.ts';
export type { IdleError } from './host/working.ts';
export type {
  ChainBroken,
  CheckpointAhead,
  DispatchError,
  EventMissing,
  EventOutOfPlace,
  FleetIdMalformed,
  HeadBehind,
  InstantTooLate,
  CreateRuntimeRefusal,
  HostFailed,
  LogUnreadable,
  MetadataNotJson,
  NotAProvider,
  OptionOutOfRange,
  OpenFleetRefusal,
  RuntimeClosed,
  SettledByRuntime,
  WriteError,
} from './host/refusals.ts';
export type { Timeless } from './host/timeless.ts';
export { exportBackup, openBackup } from './inspect/open-backup.ts';
export { openEnvelope, type OpenedEnvelope } from './inspect/open-envelope.ts';
export { readFleet } from './inspect/read-store.ts';
export { rotateKeys, type NotRotated, type Rotation } from './inspect/rotate-keys.ts';
export { verifyStore, type Verification, type VerifyFault } from './inspect/verify-store.ts';
