/**
 * Erasing what was deleted: the write-ahead log keeps old pages, and with them destroyed key
 * records, until it is truncated.
 *
 * @module
 */
import type { Driver } from './driver.ts';
import { numberIn } from './rows.ts';

/** Whether old pages are left, and a try to erase them. */
export type Erasing = {
  /** Notes that a record was destroyed. */
  readonly owe: () => void;
  /** Truncates the write-ahead log if that is owed; it stays owed if it fails. */
  readonly settle: () => void;
  readonly isOwed: () => boolean;
};

/** A driver gives the row itself, or a list of rows. */
const rowOf = (answer: unknown): unknown => (Array.isArray(answer) ? answer[0] : answer);

/** Truncates the write-ahead log. True if nothing stood in the way. */
const isTruncated = (driver: Driver): boolean => {
  try {
    return numberIn(rowOf(driver.pragma('wal_checkpoint(TRUNCATE)')), 'busy') === 0;
  } catch {
    return false;
  }
};

/**
 * Keeps account of what is to be erased. A failed truncation changes nothing in the data, so it is
 * tried again at each call and told by `health`.
 */
export const erasing = (driver: Driver): Erasing => {
  let isOwed = false;
  return {
    owe: () => {
      isOwed = true;
    },
    settle: () => {
      if (isOwed) isOwed = !isTruncated(driver);
    },
    isOwed: () => isOwed,
  };
};
