/**
 * Why a store cannot do what it was asked, whatever it was asked.
 *
 * @module
 */

/**
 * `FULL` no room; `READ_ONLY`; `LOCKED` another process has it; `CORRUPT` a page is damaged;
 * `NOT_A_STORE` something else, or of a newer format; `CANNOT_OPEN` no such folder, or no right to
 * it; `CLOSED` by us.
 */
export type StorageReason =
  'FULL' | 'READ_ONLY' | 'LOCKED' | 'CORRUPT' | 'NOT_A_STORE' | 'CANNOT_OPEN' | 'CLOSED' | 'OTHER';

/** The store did nothing of what was asked. `detail` is the driver's own text. */
export type StorageFailed = {
  readonly _tag: 'StorageFailed';
  readonly reason: StorageReason;
  readonly detail: string;
};
