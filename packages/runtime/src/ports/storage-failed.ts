/**
 * Why a store failed.
 *
 * @module
 */

/**
 * `FULL`: the disk is full. `LOCKED`: another process has the file open. `CORRUPT`: the file is
 * damaged. `NOT_A_STORE`: another kind of file, or a newer format. `CANNOT_OPEN`: the folder does
 * not exist or may not be accessed. `CLOSED`: this process has closed it.
 */
export type StorageReason =
  'FULL' | 'READ_ONLY' | 'LOCKED' | 'CORRUPT' | 'NOT_A_STORE' | 'CANNOT_OPEN' | 'CLOSED' | 'OTHER';

/** The store failed and changed nothing. `detail` is the driver's message. */
export type StorageFailed = {
  readonly _tag: 'StorageFailed';
  readonly reason: StorageReason;
  readonly detail: string;
};
