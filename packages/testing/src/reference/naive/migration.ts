/**
 * Changes of the HSM type, and changes back, one HSM after another.
 *
 * @module
 */
import { DAY, MINUTE } from './durations.ts';
import type { NaiveHolder, NaiveHsm, NaiveMove } from './state.ts';
import type { NaiveOrder } from './order.ts';
import { isMoving, isQuiet, peers, size } from './hsms.ts';
import { copyOfBooks, copyOfBox } from './contents.ts';
import { newBackup } from './backups.ts';
import { breakChange } from './endings.ts';
import { endOfHardware } from './replacing.ts';

/** Goes back; an HSM that is just changing stays what it was. */
export const goBack = (it: NaiveHolder): void => {
  if (it.move === undefined) return;
  it.is = 'ROLLBACK';
  Object.assign(it.move, { backup: undefined, isHurt: false });
  for (const hsm of it.hsms)
    if (hsm.becomes !== undefined) Object.assign(hsm, { becomes: undefined, doneAt: undefined });
};

/** Tells whether a change of type has failed, and the cluster has to go back. */
export const mustTurn = (it: NaiveHolder): boolean =>
  it.is === 'MODIFY' && !it.isolated && it.move?.isHurt === true;

/** Goes back if the change of type has failed. */
export const turn = (it: NaiveHolder): void => {
  if (mustTurn(it)) goBack(it);
};

const finishMove = (it: NaiveHolder, { from, to }: NaiveMove, at: number): void => {
  it.hardware = it.is === 'MODIFY' ? to : from;
  if (it.is === 'ROLLBACK') it.move = undefined;
  it.is = 'ACTIVE';
  for (const hsm of it.hsms) if (hsm.brokeAt !== undefined) hsm.brokeAt = at;
};

const nextToMove = (it: NaiveHolder, { from, to }: NaiveMove): NaiveHsm | undefined =>
  peers(it).find(({ hardware }) => hardware !== (it.is === 'MODIFY' ? to : from));

/** Tells whether the next step of a change of type can begin. */
export const canMoveOn = (it: NaiveHolder): boolean => {
  const { move } = it;
  if (move === undefined || !isMoving(it) || it.isolated) return false;
  if (it.hsms.some(({ becomes }) => becomes !== undefined)) return false;
  if (nextToMove(it, move) === undefined) return true;
  if (it.is === 'ROLLBACK' && move.loads === undefined) return true;
  return move.backup === undefined
    ? it.backups.every(({ is }) => is !== 'MAKING')
    : move.backup.is !== 'MAKING';
};

/** Loads on the way back what the HSM held before; fails if that is purged. */
const reload = (it: NaiveHolder, hsm: NaiveHsm, { loads }: NaiveMove): boolean => {
  if (loads === undefined) return true;
  if (loads.backup !== undefined && !it.backups.includes(loads.backup)) return false;
  it.box = copyOfBox(loads.snap.box);
  hsm.books = copyOfBooks(loads.snap.books);
  return true;
};

/** Takes the next step of a change of type: a backup, an HSM, or the end. */
export const moveOn = (it: NaiveHolder, at: number): void => {
  const { move } = it;
  if (move === undefined) return;
  const hsm = nextToMove(it, move);
  if (hsm === undefined) finishMove(it, move, at);
  else if (move.backup === undefined && (it.is === 'MODIFY' || move.loads !== undefined)) {
    move.backup = newBackup(it, hsm, at);
    it.backups.push(move.backup);
  } else if (reload(it, hsm, move))
    Object.assign(hsm, {
      becomes: it.is === 'MODIFY' ? move.to : move.from,
      doneAt: at + 30 * MINUTE,
    });
  else breakChange(it, hsm, at);
};

const changeForth = (it: NaiveHolder, at: number): boolean => {
  if (!isQuiet(it) || size(it) > 27) return false;
  const move = {
    from: it.hardware,
    to: 'hsm2m.medium FIPS',
    until: at + DAY,
    loads: undefined,
    backup: undefined,
    isHurt: false,
  };
  Object.assign(it, { is: 'MODIFY', move });
  if (it.hsms.length === 0) finishMove(it, move, at);
  return true;
};

const changeBack = (it: NaiveHolder, move: NaiveMove, at: number): boolean => {
  if (at >= move.until) return false;
  if (it.is === 'ACTIVE') {
    const old = it.backups.findLast(({ is, hardware }) => is === 'READY' && hardware === move.from);
    const snap = old?.snap ?? it.origin;
    if (!isQuiet(it) || snap === undefined) return false;
    if (it.hsms.length > 0) move.loads = { snap, backup: old };
  }
  goBack(it);
  if (it.hsms.length === 0) finishMove(it, move, at);
  return true;
};

/** Changes the HSM type, or changes it back. */
export const change = (it: NaiveHolder, { at, value = '' }: NaiveOrder): boolean => {
  const isDegraded = it.hsms.some(({ is }) => is === 'DEGRADED') && peers(it).length === 0;
  if (it.is === 'ACTIVE' && isDegraded) return false;
  if (at >= endOfHardware(it, value)) return false;
  if (it.is === 'ACTIVE' && it.hardware === 'hsm1.medium FIPS' && value === 'hsm2m.medium')
    return changeForth(it, at);
  const { move } = it;
  if (move === undefined || !move.from.startsWith(`${value} `)) return false;
  return (it.is === 'ACTIVE' || it.is === 'MODIFY') && changeBack(it, move, at);
};
