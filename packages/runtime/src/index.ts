/**
 * Hosts the model: writes events to a log, seals, rewraps, opens and destroys backups, and reports
 * the results.
 *
 * @module
 */
export type { Answer } from './kernel/answer.ts';
export type { StorageFailed, StorageReason } from './ports/storage-failed.ts';
export type {
  Batch,
  EventLog,
  LogCheckpoint,
  LogEntry,
  Metadata,
  NewEntry,
  ReadFrom,
  VersionConflict,
} from './ports/event-log.ts';
export type {
  KeyEntry,
  PutError,
  RecordDestroyed,
  RecordExists,
  RecordMissing,
  SealedBackup,
  SeenBefore,
  SnapshotStore,
  WriteError,
} from './ports/snapshot-store.ts';
export type { Together } from './ports/together.ts';
export { memoryEventLog } from './memory/memory-event-log.ts';
export { memorySnapshotStore } from './memory/memory-snapshot-store.ts';
export { effectsOf, type Effect } from './effects/effect.ts';
export { keyOwnerIn, type KeyOwner } from './effects/key-owner.ts';
export { openForHsm, type OpenTask, type OpenStoredError } from './effects/open.ts';
export type { OpenedContents } from './effects/payload-contents.ts';
export { rewrap, type RewrapTask } from './effects/rewrap.ts';
export { seal, type SealTask } from './effects/seal.ts';
export type { EffectAnswer, EffectOutcome } from './effects/effect-outcome.ts';
export {
  MANUFACTURER,
  type EffectPlanes,
  type LoadSecrets,
  type SealingPlanes,
  type SecretsOf,
} from './effects/planes.ts';
export { createRuntime, type Runtime, type RuntimeWith } from './host/create-runtime.ts';
export { eventIn } from './host/event-in.ts';
export { hostEdition } from './host/host-edition.ts';
export { runtimeSentences } from './host/runtime-sentences.ts';
export type { Accepted, AppendError } from './host/journal.ts';
export type {
  DispatchError,
  EditionNotReported,
  EventOutOfPlace,
  LogUnreadable,
  RuntimeClosed,
  SettledByRuntime,
  StartRefusal,
} from './host/refusals.ts';
export type { Timeless } from './host/timeless.ts';
export { exportBackup, openBackup } from './inspect/open-backup.ts';
export { openEnvelope, type EnvelopePlanes, type OpenedEnvelope } from './inspect/open-envelope.ts';
export { readFleet, type InspectWith } from './inspect/read-store.ts';
export { rotateKeys, type NotRotated, type Rotation } from './inspect/rotate-keys.ts';
export { verifyStore, type Verification, type VerifyFault } from './inspect/verify-store.ts';
