/**
 * Taking in clusters and copies that exist, with what was seen of them.
 *
 * @module
 */
import { DAY } from './durations.ts';
import type { NaiveFleet, NaiveHolder, NaiveHsm, Snap } from './state.ts';
import type { SeenBackup, SeenHsm, Sighting } from './sighting.ts';
import { fewTags, isNaiveInstant } from './limits.ts';
import { blank, copyOfBooks, copyOfBox, firstUsers } from './contents.ts';
import { newBackup } from './backups.ts';
import { holderOf } from './creating.ts';
import { peers } from './hsms.ts';
import { SOMEBODY } from './quotas.ts';
import { updateDerived } from './derived.ts';

const known = (listed: Snap | undefined): Snap => {
  const { books, box } = listed ?? blank();
  return {
    books: { ...copyOfBooks(books), isAll: false },
    box: { ...copyOfBox(box), isAll: false },
  };
};

/** What runs has an end that is not past; what does not run has none. */
const endsWell = (isRunning: boolean, doneAt: number | undefined, at: number): boolean =>
  isRunning ? doneAt !== undefined && doneAt >= at : doneAt === undefined;

/** Work does not last longer than this. */
const endsSoon = (doneAt: number | undefined, at: number): boolean =>
  doneAt === undefined || doneAt <= at + 30 * DAY;

const isBackupFine = ({ is, madeAt, doneAt, purgeAt, tags }: SeenBackup, at: number): boolean =>
  madeAt <= at &&
  fewTags(tags) &&
  endsWell(is === 'MAKING', doneAt, at) &&
  endsSoon(doneAt, at) &&
  endsWell(is === 'PENDING', purgeAt, at);

const HSM_WORDS: Readonly<Record<string, readonly string[]>> = {
  UNINITIALIZED: ['JOINING', 'ACTIVE', 'DEGRADED', 'LEAVING'],
  INITIALIZING: ['ACTIVE'],
  INITIALIZED: ['ACTIVE', 'DEGRADED', 'LEAVING'],
  ACTIVE: ['JOINING', 'ACTIVE', 'DEGRADED', 'LEAVING'],
};

const areHsmsFine = ({ is, hsms, zones }: Sighting, at: number): boolean =>
  hsms.every(
    (it) =>
      HSM_WORDS[is]?.includes(it.is) === true &&
      zones.includes(it.zone) &&
      endsWell(it.is === 'JOINING' || it.is === 'LEAVING', it.doneAt, at) &&
      endsSoon(it.doneAt, at),
  );

/** A new cluster has one HSM at most, and no certificate. */
const fitsTogether = ({ is, hsms, certificate }: Sighting): boolean =>
  (hsms.length <= 1 || is === 'ACTIVE') && (certificate === undefined || is !== 'UNINITIALIZED');

/** A copy is elsewhere than its source, and was made after it. */
const isCopyFine = ({ region, from, madeAt, backups }: Sighting): boolean =>
  region !== from && backups.every((each) => each.madeAt <= madeAt);

const isClusterFine = (it: Sighting, at: number): boolean => {
  const { is, hsms, backups, listed } = it;
  const making = backups.filter((each) => each.is === 'MAKING').length;
  const hasPeer = hsms.some((each) => each.is === 'ACTIVE');
  const isHeld = is === 'ACTIVE' && hsms.some((each) => each.is !== 'DEGRADED');
  return (
    endsWell(is.endsWith('ING'), it.doneAt, at) &&
    endsSoon(it.doneAt, at) &&
    fitsTogether(it) &&
    areHsmsFine(it, at) &&
    (listed === undefined || isHeld) &&
    (is !== 'INITIALIZING' || hasPeer) &&
    (backups.length === 0 || ['INITIALIZED', 'ACTIVE', 'DELETING', 'DELETED'].includes(is)) &&
    (is !== 'INITIALIZED' || backups.length <= 1) &&
    (making === 0 || (making === 1 && hasPeer && (is === 'ACTIVE' || is === 'INITIALIZED')))
  );
};

const contentsOfHsms = ({ is, listed, madeAt, backups }: Sighting): Snap => {
  if (is === 'ACTIVE') return known(listed);
  if (is !== 'INITIALIZED') return blank();
  return known(backups.length > 0 ? undefined : blank(...firstUsers(madeAt)));
};

/** When it was seen, and what its HSMs hold. */
type Observed = { readonly at: number; readonly holds: Snap; readonly isLone: boolean };

const hsmOf = (seen: SeenHsm, hardware: string, { at, holds, isLone }: Observed): NaiveHsm => ({
  ...seen,
  was: 'ACTIVE',
  waitsFor: undefined,
  brings: seen.is === 'JOINING' ? holds : undefined,
  isFromOrigin: isLone && seen.is === 'JOINING',
  books: seen.is === 'ACTIVE' || seen.is === 'LEAVING' ? copyOfBooks(holds.books) : undefined,
  brokeAt: seen.is === 'DEGRADED' ? at : undefined,
  instead: undefined,
  hardware,
  becomes: undefined,
});

const beenBefore = ({ is, backups, certificate }: Sighting): NaiveHolder['hasBeen'] => {
  if (is === 'ACTIVE' || backups.length > 0) return 'ACTIVE';
  if (is === 'DELETING' && certificate !== undefined) return 'ACTIVE';
  return is === 'INITIALIZED' ? 'INITIALIZED' : 'NEW';
};

const kinOf = (fleet: NaiveFleet, { kind, certificate, source, line }: Sighting): object => {
  const its =
    certificate === undefined || kind === 'COPY'
      ? fleet.holders[source]
      : fleet.holders.find((it) => !it.isForgotten && it.certificate === certificate);
  const kin = its?.kin ?? fleet.kins.get(line) ?? {};
  if (its === undefined) fleet.kins.set(line, kin);
  return kin;
};

/** Copies that were seen before their cluster, and what was made from them, become its kin. */
const gatherKin = (fleet: NaiveFleet, { kind, line, certificate }: Sighting, kin: object): void => {
  const early = fleet.kins.get(line);
  if (kind === 'COPY' || early === undefined) return;
  fleet.kins.set(line, kin);
  for (const it of fleet.holders)
    if (it.kin === early) Object.assign(it, { kin, certificate: it.certificate ?? certificate });
};

/** When the activation that the backup of an INITIALIZED cluster shows is reported. */
const reportOf = (
  { terms: { lag } }: NaiveFleet,
  { is, kind, backups: [forced] }: Sighting,
  at: number,
): number | undefined =>
  kind === 'CLUSTER' && is === 'INITIALIZED' && forced !== undefined
    ? Math.max(at, forced.madeAt + lag)
    : undefined;

const hasReady = ({ backups }: Sighting): boolean => backups.some(({ is }) => is === 'READY');

/** Without a READY backup, a cluster in use may be a clone; one in creation shows it by signing. */
const mayBeClone = (seen: Sighting): boolean =>
  seen.is === 'CREATING'
    ? seen.certificate !== undefined
    : seen.is !== 'DELETED' &&
      seen.is !== 'INITIALIZED' &&
      beenBefore(seen) === 'ACTIVE' &&
      !hasReady(seen);

const taken = (fleet: NaiveFleet, seen: Sighting, at: number): NaiveHolder => {
  const { kind, is, owner = SOMEBODY, source } = seen;
  const kin = kinOf(fleet, seen);
  gatherKin(fleet, seen, kin);
  const its = fleet.holders[source];
  const holds = contentsOfHsms(seen);
  const hasPeer = seen.hsms.some((each) => each.is === 'ACTIVE');
  const it: NaiveHolder = {
    ...holderOf({ do: '', at, region: seen.region, hardware: seen.hardware }),
    kind,
    is,
    owner,
    kin,
    terms: fleet.terms,
    from: seen.from,
    doneAt: seen.doneAt,
    days: seen.days,
    zones: [...seen.zones],
    ranges: seen.ranges,
    tags: { ...(kind === 'COPY' ? {} : seen.tags) },
    hasV6: seen.hasV6,
    certificate: kind === 'COPY' ? its?.certificate : seen.certificate,
    hasBeen: beenBefore(seen),
    reportAt: reportOf(fleet, seen, at),
    origin: seen.kind === 'CLUSTER' && mayBeClone(seen) ? known(undefined) : undefined,
    deletedAt: is === 'DELETED' ? at : undefined,
    box: copyOfBox(holds.box),
    hsms: seen.hsms.map((each) =>
      hsmOf(each, seen.hardware, {
        at,
        holds,
        isLone: is === 'ACTIVE' && !hasReady(seen) && !hasPeer,
      }),
    ),
  };
  const oldestFirst = seen.backups.toSorted((a, b) => a.madeAt - b.madeAt);
  it.backups = oldestFirst.map(({ listed, ...each }) =>
    Object.assign(newBackup(it, { books: undefined }, at), each, {
      of: each.is === 'MAKING' ? peers(it)[0] : undefined,
      snap: known(listed),
    }),
  );
  it.lastBackupAt = it.backups.findLast((each) => each.is === 'READY')?.madeAt ?? 0;
  return it;
};

/** Takes in what was seen; quotas do not count. */
export const takeIn = (fleet: NaiveFleet, seen: Sighting, at: number): boolean => {
  const isFine =
    fleet.lost[seen.region] === undefined &&
    !seen.zones.some((zone) => fleet.lostZones.includes(zone)) &&
    !seen.names.some((name) => fleet.names.has(name)) &&
    new Set(seen.names).size === seen.names.length &&
    isNaiveInstant(seen.madeAt) &&
    seen.madeAt <= at &&
    fewTags(seen.tags) &&
    (seen.kind === 'COPY' ? isCopyFine(seen) : isClusterFine(seen, at)) &&
    seen.backups.every((each) => isBackupFine(each, at));
  if (!isFine) return false;
  for (const name of seen.names) fleet.names.add(name);
  const it = taken(fleet, seen, at);
  fleet.holders.push(it);
  updateDerived(it, at);
  return true;
};
