/**
 * Why a store refuses a change.
 *
 * @module
 */
import type { StorageFailed } from './storage-failed.ts';

/** The fleet's log has another head than expected. Read what is new, and decide again. */
export type Conflict = {
  readonly _tag: 'Conflict';
  readonly fleet: string;
  readonly expected: number;
  readonly actual: number;
};

/** Somebody else has the effect, or it is done. */
export type ClaimLost = {
  readonly _tag: 'ClaimLost';
  readonly position: number;
  readonly ordinal: number;
};

/** The holder already has a record, of this generation. */
export type RecordExists = {
  readonly _tag: 'RecordExists';
  readonly holderId: string;
  readonly generation: number;
};

/** The holder's record was destroyed. It can never have another. */
export type RecordDestroyed = { readonly _tag: 'RecordDestroyed'; readonly holderId: string };

/** There is no such record, or it has no payload. */
export type RecordMissing = { readonly _tag: 'RecordMissing'; readonly holderId: string };

/** A salt or a commitment occurred before. Stop sealing, and check the random number generator. */
export type SeenBefore = { readonly _tag: 'SeenBefore'; readonly what: 'salt' | 'commitment' };

/** A key record cannot be written as asked. */
export type RecordRefusal = RecordExists | RecordDestroyed | RecordMissing | SeenBefore;

/** Why a change is refused. Nothing of it was written, unless the store is `UNREACHABLE`. */
export type CommitError = Conflict | ClaimLost | RecordRefusal | StorageFailed;
