/**
 * The errors of a runtime, beyond the refusals of the model.
 *
 * @module
 */
import type { MalformedInput, UnreadableEvent } from '@hsm-lifecycle/core/codec';
import type { EmptyFleetRefusal, StepRefusal } from '@hsm-lifecycle/core/fleet';
import type { CommitError } from '../store/refusals.ts';
import type { StorageFailed } from '../store/storage-failed.ts';

/** The event is well-formed, but cannot follow those before it. */
export type EventOutOfPlace = { readonly _tag: 'EventOutOfPlace' };

/** The checkpoint is of a later event than the log has: the end of the log is lost. */
export type CheckpointAhead = { readonly _tag: 'CheckpointAhead'; readonly head: number };

/** An event is missing, or its number in its stream does not follow. */
export type EventMissing = { readonly _tag: 'EventMissing' };

/**
 * The log has later events than the store says that it has, or the store says nothing: its note of
 * the log's end was lost or altered. Nothing can be written on it.
 */
export type HeadBehind = { readonly _tag: 'HeadBehind'; readonly head: number };

/** The events are not those that were written: at least one was altered. */
export type ChainBroken = { readonly _tag: 'ChainBroken' };

/**
 * The log holds something that this release cannot replay. Nothing is replayed past it.
 *
 * `reason` is `NewerEvent` if a newer release has written to the log: use that one. With any other
 * reason the log is damaged, or is not a log of this model.
 */
export type LogUnreadable = {
  readonly _tag: 'LogUnreadable';
  readonly position: number;
  readonly reason:
    UnreadableEvent | EventOutOfPlace | CheckpointAhead | EventMissing | HeadBehind | ChainBroken;
};

/**
 * Only the runtime reports that a backup, a copy, an HSM or the restore of a cluster succeeded.
 * Anybody may report a failure.
 */
export type SettledByRuntime = { readonly _tag: 'SettledByRuntime'; readonly id: string };

/** The command is dated after the last instant that a runtime keeps: the end of the year 9999. */
export type InstantTooLate = {
  readonly _tag: 'InstantTooLate';
  /** In milliseconds since the epoch. */
  readonly at: number;
  readonly latest: number;
};

/** The runtime was closed. */
export type RuntimeClosed = { readonly _tag: 'RuntimeClosed' };

/**
 * The metadata is not a plain JSON object, so it would come back altered. `path` is the first place
 * of what is not, such as `user.since`; empty for the whole.
 */
export type MetadataNotJson = { readonly _tag: 'MetadataNotJson'; readonly path: string };

/** The id of a fleet is empty, or text that UTF-8 cannot write: with a lone surrogate. */
export type FleetIdMalformed = { readonly _tag: 'FleetIdMalformed'; readonly id: string };

/** A function of the host threw, or gave something else than it should. `detail` says what. */
export type HostFailed = {
  readonly _tag: 'HostFailed';
  readonly what: 'clock' | 'command' | 'manufacturerOf' | 'random';
  readonly detail: string;
};

/** The keyring or the cipher lacks a function. */
export type NotAProvider = {
  readonly _tag: 'NotAProvider';
  readonly what: 'store' | 'keyring' | 'cipher';
  readonly missing: string;
};

/** An option of the runtime has a value that it cannot have. */
export type OptionOutOfRange = {
  readonly _tag: 'OptionOutOfRange';
  readonly option: 'deadlineMs' | 'effectsAtOnce' | 'checkpointEvery';
  readonly given: number;
};

/** Why a runtime cannot be made. */
export type CreateRuntimeRefusal = NotAProvider | OptionOutOfRange;

/** Why a fleet cannot be opened. */
export type OpenFleetRefusal =
  EmptyFleetRefusal | FleetIdMalformed | HostFailed | LogUnreadable | StorageFailed | RuntimeClosed;

/** Why work was not written. */
export type WriteError = CommitError | LogUnreadable;

/**
 * Why a command is refused. `Conflict` only if other writers are faster many times in a row.
 */
export type DispatchError =
  | StepRefusal
  | MalformedInput
  | SettledByRuntime
  | InstantTooLate
  | RuntimeClosed
  | MetadataNotJson
  | HostFailed
  | WriteError;
