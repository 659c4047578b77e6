/**
 * The errors of a runtime, beyond the refusals of the model.
 *
 * @module
 */
import type { MalformedInput, UnreadableEvent } from '@hsm-lifecycle/core/codec';
import type { EmptyFleetRefusal, StepRefusal } from '@hsm-lifecycle/core/fleet';
import type { VersionConflict } from '../ports/event-log.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';

/**
 * The edition ends by the clock what the runtime must report. Derive a host's edition:
 * `reportedBy(editions.aws2026, ['backup', 'copy', 'hsm'])`.
 *
 * `holderId` is the cluster or copy in the log that has such an edition; absent if it is the
 * edition given.
 */
export type EditionNotReported = {
  readonly _tag: 'EditionNotReported';
  readonly edition: string;
  readonly operations: readonly ('backup' | 'copy' | 'hsm')[];
  readonly holderId?: string;
};

/** The event is well-formed, but cannot follow those before it. */
export type EventOutOfPlace = { readonly _tag: 'EventOutOfPlace' };

/**
 * The log holds something that this release cannot replay. Nothing is replayed past it.
 *
 * `reason` is `NewerEvent` if a newer release has written to the log: use that one. With any other
 * reason the log is damaged, or is not a log of this model.
 */
export type LogUnreadable = {
  readonly _tag: 'LogUnreadable';
  readonly position: number;
  readonly reason: UnreadableEvent | EventOutOfPlace;
};

/**
 * Only the runtime reports that a backup, a copy or an HSM succeeded. Anybody may report a failure.
 */
export type SettledByRuntime = { readonly _tag: 'SettledByRuntime'; readonly id: string };

/** The runtime was closed. */
export type RuntimeClosed = { readonly _tag: 'RuntimeClosed' };

/** Why a runtime does not start. */
export type StartRefusal = EmptyFleetRefusal | EditionNotReported | LogUnreadable | StorageFailed;

/**
 * Why a command is refused. `VersionConflict` only if another writer is faster several times in a
 * row.
 */
export type DispatchError =
  | StepRefusal
  | MalformedInput
  | SettledByRuntime
  | RuntimeClosed
  | VersionConflict
  | StorageFailed
  | LogUnreadable;
