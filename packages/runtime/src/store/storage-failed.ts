/**
 * Why a store failed.
 *
 * @module
 */

/**
 * `FULL`: the disk is full. `LOCKED`: another process has the file open. `CORRUPT`: the file is
 * damaged. `NOT_A_STORE`: another kind of file, or another format. `CANNOT_OPEN`: the folder does
 * not exist or may not be accessed. `CLOSED`: this process has closed it. `UNREACHABLE`: the answer
 * was lost, so it is unknown whether the change was applied.
 */
export type StorageReason =
  | 'FULL'
  | 'READ_ONLY'
  | 'LOCKED'
  | 'CORRUPT'
  | 'NOT_A_STORE'
  | 'CANNOT_OPEN'
  | 'CLOSED'
  | 'UNREACHABLE'
  | 'OTHER';

/**
 * The store failed and changed nothing; only with `UNREACHABLE` it may have. `detail` is the
 * driver's message.
 */
export type StorageFailed = {
  readonly _tag: 'StorageFailed';
  readonly reason: StorageReason;
  readonly detail: string;
};
