/**
 * Why the runtime may refuse what the machine would accept.
 *
 * @module
 */
import type { MalformedInput } from '@hsm-lifecycle/core/codec';
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

/**
 * The log holds something that is no event of this machine, or none that can follow those before
 * it.
 */
export type LogUnreadable = {
  readonly _tag: 'LogUnreadable';
  readonly position: number;
  readonly path: string;
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
