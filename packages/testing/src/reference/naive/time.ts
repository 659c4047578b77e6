/**
 * What becomes due, and the passing of time.
 *
 * @module
 */
import { DAY, HOUR, NEVER } from './durations.ts';
import type { NaiveBackup, NaiveFleet, NaiveHolder } from './state.ts';
import { bestPeer } from './hsms.ts';
import { newBackup } from './backups.ts';
import { updateDerived } from './derived.ts';
import { finishHsm, finishLife, makeReady, naiveReport } from './endings.ts';
import { replacedAt, startReplacing } from './replacing.ts';
import { canMoveOn, goBack, moveOn, mustTurn } from './migration.ts';

type Timer = { readonly at: number; readonly rank: number; readonly ring: (at: number) => void };

const backupTimer = (it: NaiveHolder, each: NaiveBackup): Timer => {
  if (each.is === 'MAKING')
    return { at: each.doneAt ?? NEVER, rank: 0, ring: (at) => makeReady(it, each, at) };
  if (each.is !== 'READY')
    return {
      at: each.purgeAt ?? NEVER,
      rank: 1,
      ring: () => (it.backups = it.backups.filter((other) => other !== each)),
    };
  const expires =
    each.markableSince === undefined
      ? NEVER
      : Math.max(each.madeAt + it.days * DAY, each.markableSince, each.sparedUntil);
  return {
    at: expires,
    rank: 2,
    ring: (at) => Object.assign(each, { is: 'PENDING', purgeAt: at + 7 * DAY }),
  };
};

const dailyAt = (it: NaiveHolder): number => {
  if (it.peerSince === undefined || it.backups.some(({ is }) => is === 'MAKING')) return NEVER;
  return Math.max(Math.max(it.peerSince, it.lastBackupAt) + DAY, it.backupFailedAt + HOUR);
};

const startDaily = (it: NaiveHolder, at: number): void => {
  const source = bestPeer(it);
  if (source !== undefined) it.backups.push(newBackup(it, source, at));
};

const reportedAt = (it: NaiveHolder): number =>
  it.is !== 'INITIALIZED' || it.isolated ? NEVER : (it.reportAt ?? NEVER);

const timers = (it: NaiveHolder): Timer[] => [
  { at: mustTurn(it) ? it.now : NEVER, rank: -1, ring: () => goBack(it) },
  { at: canMoveOn(it) ? it.now : NEVER, rank: 2.8, ring: (at) => moveOn(it, at) },
  ...it.backups.map((each) => backupTimer(it, each)),
  ...it.hsms.map((each): Timer => ({
    at: each.doneAt ?? NEVER,
    rank: 0,
    ring: (at) => finishHsm(it, each, at),
  })),
  { at: it.doneAt ?? NEVER, rank: 0, ring: (at) => finishLife(it, at) },
  { at: reportedAt(it), rank: 0, ring: () => naiveReport(it) },
  ...it.hsms.map((each): Timer => ({
    at: replacedAt(it, each),
    rank: 2.5,
    ring: (at) => startReplacing(it, each, at),
  })),
  { at: dailyAt(it), rank: 3, ring: (at) => startDaily(it, at) },
];

/**
 * The next due event. What is overdue is due now. At the same instant, ends come before purges,
 * marks and daily backups.
 */
const next = (it: NaiveHolder): Timer | undefined => {
  let first: Timer | undefined;
  for (const { at, rank, ring } of timers(it)) {
    const timer = { at: Math.max(at, it.now), rank, ring };
    if (first === undefined || timer.at < first.at || (timer.at === first.at && rank < first.rank))
      first = timer;
  }
  return first;
};

/** Lets time pass until an instant, holder by holder: holders do not affect each other. */
export const naiveWait = (fleet: NaiveFleet, until: number): void => {
  for (const it of fleet.holders)
    for (let timer = next(it); timer !== undefined && timer.at <= until; timer = next(it)) {
      timer.ring(timer.at);
      updateDerived(it, timer.at);
      fleet.now = Math.max(fleet.now, timer.at);
    }
};
