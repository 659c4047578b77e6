/**
 * Why the runtime may refuse what the machine would accept.
 *
 * @module
 */
import type { MalformedInput, UnreadableEvent } from '@hsm-lifecycle/core/codec';
import type { StepRefusal } from '@hsm-lifecycle/core/fleet';
import type { VersionConflict } from '../ports/event-log.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';

/**
 * The rules let time end what the runtime really does. Derive a host's edition:
 * `reportedBy(editions.aws2026, ['backup', 'copy', 'hsm'])`.
 *
 * `holderId` is a cluster or copy in the log that was made under such rules; absent when it is the
 * rules given.
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
 * `reason` is `NewerEvent` when a newer release has written to the log: start that one. With any
 * other reason the log is damaged, or not one of this machine.
 */
export type LogUnreadable = {
  readonly _tag: 'LogUnreadable';
  readonly position: number;
  readonly reason: UnreadableEvent | EventOutOfPlace;
};

/**
 * Backups, copies and HSMs succeed when the runtime's work does, not on somebody's word. Failures
 * may be reported.
 */
export type SettledByRuntime = { readonly _tag: 'SettledByRuntime'; readonly id: string };

/** The runtime was closed. */
export type RuntimeClosed = { readonly _tag: 'RuntimeClosed' };

/** Why a runtime does not start. */
export type StartRefusal = EditionNotReported | LogUnreadable | StorageFailed;

/** Why a command is not taken. `VersionConflict` only when another writer wins again and again. */
export type DispatchError =
  | StepRefusal
  | MalformedInput
  | SettledByRuntime
  | RuntimeClosed
  | VersionConflict
  | StorageFailed
  | LogUnreadable;
