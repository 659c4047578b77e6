/**
 * How work in progress ends, well or not: backups, HSMs, and phases of a cluster.
 *
 * @module
 */
import { MINUTE } from './durations.ts';
import type { NaiveBackup, NaiveHolder, NaiveHsm, Snap } from './state.ts';
import { blank, copyOfBooks, copyOfBox, firstUsers } from './contents.ts';

/** Gives an HSM its contents. Its keys are those of its peers, if there are any. */
const fill = (it: NaiveHolder, hsm: NaiveHsm, { books, box }: Snap): void => {
  if (!it.hsms.some((each) => each !== hsm && each.books !== undefined)) it.box = copyOfBox(box);
  Object.assign(hsm, {
    is: 'ACTIVE',
    doneAt: undefined,
    waitsFor: undefined,
    brings: undefined,
    instead: undefined,
    books: copyOfBooks(books),
  });
};

/** A backup succeeds, and the HSMs that wait for it go on. */
export const makeReady = (it: NaiveHolder, backup: NaiveBackup, at: number): void => {
  backup.is = 'READY';
  backup.doneAt = undefined;
  backup.of = undefined;
  it.lastBackupAt = Math.max(it.lastBackupAt, backup.madeAt);
  for (const hsm of it.hsms.filter(({ waitsFor }) => waitsFor === backup)) {
    hsm.waitsFor = undefined;
    hsm.doneAt = at + (hsm.is === 'LEAVING' ? 2 : 10) * MINUTE;
    if (hsm.is === 'JOINING') hsm.brings = backup.snap;
  }
};

/** Ends what an HSM is doing: joining, leaving, or coming in the place of another. */
export const breakOff = (it: NaiveHolder, hsm: NaiveHsm, at: number): void => {
  if (hsm.instead !== undefined) {
    it.hsms = it.hsms.filter((each) => each !== hsm);
    if (hsm.instead.brokeAt !== undefined) hsm.instead.brokeAt = at;
    return;
  }
  if (hsm.is === 'LEAVING' && hsm.brokeAt !== undefined) hsm.brokeAt = at;
  Object.assign(hsm, {
    is: hsm.is === 'JOINING' ? 'DEGRADED' : hsm.was,
    doneAt: undefined,
    waitsFor: undefined,
    brings: undefined,
  });
};

/** What fails on the way to another type turns the cluster back. */
export const hurt = (it: NaiveHolder): void => {
  if (it.is === 'MODIFY' && it.move !== undefined) it.move.isHurt = true;
};

/** A cluster's backup fails, and with it what its HSMs wait for. */
export const spoil = (it: NaiveHolder, backup: NaiveBackup, at: number): void => {
  it.backups = it.backups.filter((each) => each !== backup);
  it.backupFailedAt = at;
  if (it.move?.backup === backup) it.move.backup = undefined;
  hurt(it);
  for (const hsm of it.hsms.filter(({ waitsFor }) => waitsFor === backup)) breakOff(it, hsm, at);
};

/** Backups that are being made fail with their HSM. */
export const collapse = (it: NaiveHolder, at: number): void => {
  for (const backup of it.backups.filter(({ is }) => is === 'MAKING')) {
    const { of } = backup;
    if (of?.books === undefined || !it.hsms.includes(of)) spoil(it, backup, at);
  }
};

const finishChange = (it: NaiveHolder, hsm: NaiveHsm): void => {
  Object.assign(hsm, {
    hardware: hsm.becomes ?? hsm.hardware,
    becomes: undefined,
    doneAt: undefined,
  });
  if (it.is === 'MODIFY' && it.move !== undefined) it.move.backup = undefined;
};

/** On the way out the HSM stays as it was; on the way back it breaks. */
export const breakChange = (it: NaiveHolder, hsm: NaiveHsm, at: number): void => {
  Object.assign(hsm, { becomes: undefined, doneAt: undefined });
  hurt(it);
  if (it.is === 'MODIFY') return;
  Object.assign(hsm, { is: 'DEGRADED', books: undefined, brokeAt: at });
  collapse(it, at);
};

/** An HSM has joined, left, or changed its type. */
export const finishHsm = (it: NaiveHolder, hsm: NaiveHsm, at: number): void => {
  if (hsm.becomes !== undefined) {
    finishChange(it, hsm);
    return;
  }
  const gone = hsm.is === 'LEAVING' ? hsm : hsm.instead;
  it.hsms = it.hsms.filter((each) => each !== gone);
  if (hsm.is === 'JOINING') fill(it, hsm, hsm.brings ?? blank());
  collapse(it, at);
};

/** A cluster has been created, restored, initialized or deleted. */
export const finishLife = (it: NaiveHolder, at: number): void => {
  it.doneAt = undefined;
  if (it.is === 'CREATING') it.is = it.origin ? 'ACTIVE' : 'UNINITIALIZED';
  else if (it.is === 'DELETING')
    Object.assign(it, { is: 'DELETED', origin: undefined, deletedAt: at });
  else {
    it.is = 'INITIALIZED';
    for (const { books } of it.hsms) books?.users.push(...firstUsers(at));
  }
  if (it.is === 'INITIALIZED' || it.is === 'ACTIVE') it.hasBeen = it.is;
};

/** The service says at last that a cluster is ACTIVE. */
export const naiveReport = (it: NaiveHolder): void => {
  it.is = 'ACTIVE';
  it.reportAt = undefined;
};

/** A cluster could not be created, restored, initialized or deleted. */
export const failLife = (it: NaiveHolder, at: number): void => {
  it.doneAt = undefined;
  if (it.is === 'CREATING') Object.assign(it, { is: 'DELETED', origin: undefined, deletedAt: at });
  else if (it.is === 'INITIALIZING')
    Object.assign(it, { is: 'UNINITIALIZED', certificate: undefined });
  else if (it.hasBeen === 'NEW') it.is = 'UNINITIALIZED';
  else it.is = it.reportAt === undefined ? it.hasBeen : 'INITIALIZED';
};
