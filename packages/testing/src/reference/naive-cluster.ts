/**
 * One active cluster, modelled a second time and as naively as can be: a plain record that is changed in place, no events, no ids, nothing shared with the machine.
 *
 * It knows HSMs that come, go and fail, backups, retention and the daily clock, under the numbers of `rules.aws2026`. Where the two differ, one of them is wrong.
 *
 * @module
 */
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** An HSM; things are known by their place in the list. */
export type NaiveHsm = {
  is: 'JOINING' | 'ACTIVE' | 'DEGRADED' | 'LEAVING';
  was: 'ACTIVE' | 'DEGRADED';
  doneAt: number | undefined;
  waitsFor: NaiveBackup | undefined;
};

/** A backup. */
export type NaiveBackup = {
  is: 'MAKING' | 'READY' | 'PENDING';
  madeAt: number;
  doneAt: number | undefined;
  exempt: boolean;
  markableSince: number | undefined;
  sparedUntil: number;
  purgeAt: number | undefined;
};

/** A cluster. */
export type NaiveCluster = {
  now: number;
  days: number;
  hsms: NaiveHsm[];
  backups: NaiveBackup[];
  peerSince: number | undefined;
  lastBackupAt: number;
  backupFailedAt: number;
};

type OfHsm =
  | { readonly do: 'REMOVE' | 'FAIL' | 'REPLACE'; readonly hsm: number }
  | { readonly do: 'END_HSM'; readonly hsm: number; readonly well: boolean };

type OfBackup =
  | { readonly do: 'DELETE' | 'UNDELETE'; readonly backup: number }
  | { readonly do: 'EXEMPT'; readonly backup: number; readonly exempt: boolean }
  | { readonly do: 'END_BACKUP'; readonly backup: number; readonly well: boolean };

/** What can be asked of it: HSMs and backups by their place, oldest first. */
export type NaiveOrder = { readonly do: 'WAIT' | 'ADD' | 'SWEEP' } | { readonly do: 'KEEP'; readonly days: number } | OfHsm | OfBackup;

const newBackup = (at: number): NaiveBackup => ({
  is: 'MAKING',
  madeAt: at,
  doneAt: at + 2 * MINUTE,
  exempt: false,
  markableSince: undefined,
  sparedUntil: 0,
  purgeAt: undefined,
});

/** Makes a cluster at the instant of its activation: one HSM, and the first backup being made. */
export const naiveCluster = (at: number): NaiveCluster => ({
  now: at,
  days: 90,
  hsms: [{ is: 'ACTIVE', was: 'ACTIVE', doneAt: undefined, waitsFor: undefined }],
  backups: [newBackup(at)],
  peerSince: at,
  lastBackupAt: 0,
  backupFailedAt: 0,
});

const peers = (it: NaiveCluster) => it.hsms.filter(({ is }) => is === 'ACTIVE');
const newestReady = (it: NaiveCluster) => it.backups.findLast(({ is }) => is === 'READY');

/** Sets right what follows from the rest, after anything has happened. */
const note = (it: NaiveCluster, at: number): void => {
  it.now = at;
  it.peerSince = peers(it).length === 0 ? undefined : (it.peerSince ?? at);
  const last = newestReady(it);
  for (const each of it.backups) {
    const isMarkable = each.is === 'READY' && !each.exempt && each !== last;
    each.markableSince = isMarkable ? (each.markableSince ?? at) : undefined;
  }
};

const makeReady = (it: NaiveCluster, backup: NaiveBackup, at: number): void => {
  backup.is = 'READY';
  backup.doneAt = undefined;
  it.lastBackupAt = Math.max(it.lastBackupAt, backup.madeAt);
  for (const hsm of it.hsms.filter(({ waitsFor }) => waitsFor === backup)) {
    hsm.waitsFor = undefined;
    hsm.doneAt = at + (hsm.is === 'LEAVING' ? 2 : 10) * MINUTE;
  }
};

const stop = (hsm: NaiveHsm, is: NaiveHsm['is']): void => {
  Object.assign(hsm, { is, doneAt: undefined, waitsFor: undefined });
};

const finish = (it: NaiveCluster, hsm: NaiveHsm): void => {
  if (hsm.is === 'JOINING') stop(hsm, 'ACTIVE');
  else it.hsms = it.hsms.filter((each) => each !== hsm);
};

const breakOff = (hsm: NaiveHsm): void => stop(hsm, hsm.is === 'JOINING' ? 'DEGRADED' : hsm.was);

type Timer = { readonly at: number; readonly rank: number; readonly ring: (at: number) => void };

const backupTimers = (it: NaiveCluster, each: NaiveBackup): Timer[] => {
  if (each.is === 'MAKING') return [{ at: each.doneAt ?? Infinity, rank: 0, ring: (at) => makeReady(it, each, at) }];
  if (each.is === 'PENDING')
    return [{ at: each.purgeAt ?? Infinity, rank: 1, ring: () => (it.backups = it.backups.filter((other) => other !== each)) }];
  if (each.markableSince === undefined) return [];
  const at = Math.max(each.madeAt + it.days * DAY, each.markableSince, each.sparedUntil);
  return [{ at, rank: 2, ring: (now) => Object.assign(each, { is: 'PENDING', purgeAt: now + 7 * DAY }) }];
};

const dailyTimers = (it: NaiveCluster): Timer[] => {
  if (it.peerSince === undefined || it.backups.some(({ is }) => is === 'MAKING')) return [];
  const at = Math.max(Math.max(it.peerSince, it.lastBackupAt) + DAY, it.backupFailedAt + HOUR);
  return [{ at, rank: 3, ring: (now) => it.backups.push(newBackup(now)) }];
};

const timers = (it: NaiveCluster): Timer[] =>
  [
    ...it.backups.flatMap((each) => backupTimers(it, each)),
    ...it.hsms.map((each): Timer => ({ at: each.doneAt ?? Infinity, rank: 0, ring: () => finish(it, each) })),
    ...dailyTimers(it),
  ].map(({ at, rank, ring }) => ({ at: Math.max(at, it.now), rank, ring }));

/** Lets time pass up to an instant, one thing after another. */
export const naiveWait = (it: NaiveCluster, until: number): void => {
  for (;;) {
    const [next] = timers(it).toSorted((a, b) => a.at - b.at || a.rank - b.rank);
    if (next === undefined || next.at > until) return;
    next.ring(next.at);
    note(it, next.at);
  }
};

const add = (it: NaiveCluster, at: number): boolean => {
  if (it.hsms.length >= 28) return false;
  if (peers(it).length > 0) it.backups.push(newBackup(at));
  const source = it.backups.findLast(({ is }) => is !== 'PENDING');
  if (source === undefined) return false;
  const isReady = source.is === 'READY';
  it.hsms.push({ is: 'JOINING', was: 'ACTIVE', doneAt: isReady ? at + 10 * MINUTE : undefined, waitsFor: isReady ? undefined : source });
  return true;
};

const remove = (it: NaiveCluster, hsm: NaiveHsm, at: number): boolean => {
  if (hsm.is !== 'ACTIVE' && hsm.is !== 'DEGRADED') return false;
  const backup = peers(it).length > 0 ? newBackup(at) : undefined;
  if (backup !== undefined) it.backups.push(backup);
  Object.assign(hsm, { is: 'LEAVING', was: hsm.is, waitsFor: backup, doneAt: backup === undefined ? at + 2 * MINUTE : undefined });
  return true;
};

const replace = (it: NaiveCluster, hsm: NaiveHsm): boolean => {
  if (hsm.is !== 'ACTIVE' && hsm.is !== 'DEGRADED') return false;
  if (!peers(it).some((each) => each !== hsm) && newestReady(it) === undefined) return false;
  hsm.is = 'ACTIVE';
  return true;
};

const undelete = (it: NaiveCluster, backup: NaiveBackup, at: number): boolean => {
  if (backup.is !== 'PENDING') return false;
  const isExpired = backup.madeAt + it.days * DAY <= at;
  Object.assign(backup, { is: 'READY', purgeAt: undefined, sparedUntil: isExpired ? at + DAY : 0 });
  return true;
};

const keep = (it: NaiveCluster, days: number): boolean => {
  if (days < 7 || days > 379 || days === it.days) return false;
  it.days = days;
  for (const each of it.backups) each.markableSince = undefined;
  return true;
};

const endHsm = (it: NaiveCluster, hsm: NaiveHsm, well: boolean): boolean => {
  if (hsm.is === 'ACTIVE' || hsm.is === 'DEGRADED' || (well && hsm.waitsFor !== undefined)) return false;
  if (well) finish(it, hsm);
  else breakOff(hsm);
  return true;
};

const failBackup = (it: NaiveCluster, backup: NaiveBackup, at: number): void => {
  it.backups = it.backups.filter((each) => each !== backup);
  it.backupFailedAt = at;
  for (const hsm of it.hsms.filter(({ waitsFor }) => waitsFor === backup)) breakOff(hsm);
};

const ofHsm = (it: NaiveCluster, hsm: NaiveHsm, { order, at }: { readonly order: OfHsm; readonly at: number }): boolean => {
  if ('well' in order) return endHsm(it, hsm, order.well);
  if (order.do === 'REMOVE') return remove(it, hsm, at);
  if (order.do === 'REPLACE') return replace(it, hsm);
  const isObeyed = hsm.is === 'ACTIVE';
  if (isObeyed) hsm.is = 'DEGRADED';
  return isObeyed;
};

const exempt = (backup: NaiveBackup, isExempt: boolean): boolean => {
  const isObeyed = backup.is !== 'MAKING' && backup.exempt !== isExempt;
  if (isObeyed) backup.exempt = isExempt;
  return isObeyed;
};

const endBackup = (it: NaiveCluster, backup: NaiveBackup, { well, at }: { readonly well: boolean; readonly at: number }): boolean => {
  if (backup.is !== 'MAKING') return false;
  if (well) makeReady(it, backup, at);
  else failBackup(it, backup, at);
  return true;
};

const ofBackup = (it: NaiveCluster, backup: NaiveBackup, { order, at }: { readonly order: OfBackup; readonly at: number }): boolean => {
  if ('well' in order) return endBackup(it, backup, { well: order.well, at });
  if ('exempt' in order) return exempt(backup, order.exempt);
  if (order.do === 'UNDELETE') return undelete(it, backup, at);
  if (backup.is !== 'READY') return false;
  Object.assign(backup, { is: 'PENDING', purgeAt: at + 7 * DAY });
  return true;
};

const obey = (it: NaiveCluster, order: NaiveOrder, at: number): (() => boolean) => {
  if ('hsm' in order) {
    const hsm = it.hsms[order.hsm];
    return () => hsm !== undefined && it.hsms.includes(hsm) && ofHsm(it, hsm, { order, at });
  }
  if ('backup' in order) {
    const backup = it.backups[order.backup];
    return () => backup !== undefined && it.backups.includes(backup) && ofBackup(it, backup, { order, at });
  }
  if ('days' in order) return () => keep(it, order.days);
  return () => order.do === 'ADD' && add(it, at);
};

/**
 * Lets time pass, then obeys an order or not; tells which. Waiting and sweeping are always fine, and a sweep finds nothing left to do.
 *
 * The order means the things that stand at those places before time passes.
 */
export const naiveStep = (it: NaiveCluster, order: NaiveOrder, at: number): boolean => {
  const obeying = obey(it, order, at);
  naiveWait(it, at);
  if (order.do === 'WAIT' || order.do === 'SWEEP') return true;
  const isObeyed = obeying();
  if (isObeyed) note(it, at);
  return isObeyed;
};
