/**
 * New backups, and which backups an HSM can load.
 *
 * @module
 */
import { MINUTE } from './durations.ts';
import type { NaiveBackup, NaiveHolder, NaiveHsm } from './state.ts';
import { blank, copyOfBooks, copyOfBox } from './contents.ts';

/** Newer HSMs load what older ones held, never the other way round. */
export const canLoad = (hardware: string, from: string): boolean =>
  from === hardware || from.startsWith('hsm1.medium');

/** The newest READY backup that the cluster's HSMs can load. */
export const newestLoadableBackup = (it: NaiveHolder): NaiveBackup | undefined =>
  it.backups.findLast(({ is, hardware }) => is === 'READY' && canLoad(it.hardware, hardware));

/** A backup in progress of an HSM, or of contents; it takes two minutes. */
export const newBackup = (
  it: NaiveHolder,
  source: NaiveHsm | Pick<NaiveHsm, 'books'>,
  at: number,
): NaiveBackup => ({
  is: 'MAKING',
  madeAt: at,
  doneAt: at + 2 * MINUTE,
  exempt: false,
  markableSince: undefined,
  sparedUntil: 0,
  purgeAt: undefined,
  tags: {},
  share: undefined,
  hardware: 'is' in source ? source.hardware : it.hardware,
  of: 'is' in source ? source : undefined,
  snap: {
    books: copyOfBooks(source.books ?? blank().books),
    box: copyOfBox(it.box ?? blank().box),
  },
});
