/**
 * One account's whole fleet across regions, for simulators, tests and endpoints.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { own } from '../kernel/own.ts';
import { emptyTree, type ReadonlyTree } from '../kernel/tree.ts';
import type { Writable } from '../kernel/writable.ts';
import type { RegionLoss } from '../transitions/command.ts';
import type { Edition } from '../model/edition.ts';
import type { Cluster } from '../model/cluster.ts';
import { holderIdOf, type BackupHolder } from '../model/holder.ts';
import { countIn, madeStem, makeStem, stemOf, type HolderId, type Stem } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import { none } from '../kernel/list.ts';
import type { AvailabilityZone, Region } from '../model/placement.ts';

/**
 * How many of something a region may have at a time; whatever is not DELETED counts (U-2, U-22).
 */
export type Quotas = { readonly clusters: number; readonly hsms: number };

/** How many of something a region has. */
export type Usage = { readonly clusters: number; readonly hsms: number };

/** A fleet. Compare with `equalFleets`: equal trees may differ inside. */
export type Fleet = {
  /** The instant of its last event. */
  readonly asOf: EpochMillis;
  /** The rules that new clusters get. */
  readonly edition: Edition;
  readonly seed: number;
  /** What a region may have unless `SetQuota` said otherwise for it. */
  readonly quotas: Quotas | 'NONE';
  readonly regionQuotas: Readonly<Record<Region, Partial<Quotas>>>;
  readonly usage: Readonly<Record<Region, Usage>>;
  /** Regions that are out of reach, or gone. */
  readonly lost: Readonly<Record<Region, RegionLoss>>;
  /** Zones that are out of reach, in the order of their loss. */
  readonly lostZones: readonly AvailabilityZone[];
  /** Zones in which CloudHSM is not offered (F-245). */
  readonly zonesWithoutHsms: readonly AvailabilityZone[];
  readonly holders: ReadonlyTree<Stem, BackupHolder>;
  /** When each holder is due next. */
  readonly agenda: ReadonlyTree<readonly [at: EpochMillis, holderId: HolderId], Stem>;
  /** Ids that were given rather than made, and the holder they lead to. */
  readonly aliases: ReadonlyTree<string, Stem>;
  /** The ids that forgotten holders went by: no id is used twice. */
  readonly forgotten: ReadonlyTree<Stem, HolderId>;
  /** How many holders have ever been started: the counter of ids. */
  readonly started: number;
};

/** What a fleet begins with. */
type Beginning = Pick<Fleet, 'asOf' | 'edition' | 'quotas' | 'seed'>;

/** Makes a fleet without anything in it, of values that have been checked. */
export const fleetOf = ({ asOf, edition, quotas, seed }: Beginning): Fleet =>
  Object.freeze({
    asOf,
    edition,
    seed,
    quotas: quotas === 'NONE' ? quotas : Object.freeze({ ...quotas }),
    regionQuotas: Object.freeze({}),
    usage: Object.freeze({}),
    lost: Object.freeze({}),
    lostZones: none,
    zonesWithoutHsms: none,
    holders: emptyTree<Stem, BackupHolder>(),
    agenda: emptyTree<readonly [EpochMillis, HolderId], Stem>(),
    aliases: emptyTree<string, Stem>(),
    forgotten: emptyTree<Stem, HolderId>(),
    started: 0,
  });

const copied = (it: Fleet): Writable<Fleet> => ({
  asOf: it.asOf,
  edition: it.edition,
  seed: it.seed,
  quotas: it.quotas,
  regionQuotas: it.regionQuotas,
  usage: it.usage,
  lost: it.lost,
  lostZones: it.lostZones,
  zonesWithoutHsms: it.zonesWithoutHsms,
  holders: it.holders,
  agenda: it.agenda,
  aliases: it.aliases,
  forgotten: it.forgotten,
  started: it.started,
});

/** Writes a fleet anew: a literal, written on and frozen. */
export const changedFleet = (
  before: Fleet,
  now: EpochMillis,
  write: (after: Writable<Fleet>) => void,
): Fleet => {
  const after = copied(before);
  after.asOf = now;
  write(after);
  return Object.freeze(after);
};

/**
 * The stem that an id was made with, or given beside; `undefined` for an id that is neither. It
 * need not be a holder's.
 */
export const stemIn = ({ aliases }: Pick<Fleet, 'aliases'>, id: string): Stem | undefined =>
  aliases.get(id) ?? madeStem(id);

/** The holder with a stem that the fleet itself has noted. */
export const holderAt = ({ holders }: Fleet, stem: Stem): BackupHolder => {
  const holder = holders.get(stem);
  invariant(holder !== undefined, `no holder of ${stem}`);
  return holder;
};

/** Tells whether an id of the made form is one that a holder has, or has had. */
const hasMade = (holder: BackupHolder, id: string): boolean => {
  if (holderIdOf(holder) === id) return true;
  if (holder.kind === 'COPY' || id.startsWith('cluster-')) return false;
  return countIn(id) < (id.startsWith('hsm-') ? holder.hsmsMade : holder.backupsMade);
};

/**
 * Finds the holder of a cluster, an HSM, a backup or a copy by its whole id. HSMs and backups that
 * are gone lead to their holder too, so it still has to be asked whether it has that very thing.
 *
 * @returns `undefined` for an id that nothing in the fleet has or has had
 */
export const holderIn = (fleet: Fleet, id: string): BackupHolder | undefined => {
  const stem = stemIn(fleet, id);
  const holder = stem === undefined ? undefined : fleet.holders.get(stem);
  return holder !== undefined && (fleet.aliases.get(id) !== undefined || hasMade(holder, id))
    ? holder
    : undefined;
};

/** Finds a cluster by its id. */
export const clusterIn = (fleet: Fleet, clusterId: string): Cluster | undefined => {
  const holder = holderIn(fleet, clusterId);
  return holder?.kind === 'CLUSTER' && holder.clusterId === clusterId ? holder : undefined;
};

/**
 * The id of the holder to which the space of ids belongs that an id is in, be it forgotten: what
 * begins with a holder's stem is the holder's to make, whether or not it has made it yet.
 */
export const bearerOf = (fleet: Fleet, id: string): HolderId | undefined => {
  const stem = fleet.aliases.get(id) ?? stemOf(id);
  const holder = fleet.holders.get(stem);
  return holder === undefined ? fleet.forgotten.get(stem) : holderIdOf(holder);
};

const hasAliasFrom = ({ aliases }: Fleet, prefix: string): boolean => {
  const next = aliases.entries(prefix).next();
  return next.done !== true && next.value[0].startsWith(prefix);
};

/**
 * Tells whether ids may be made from a stem: no holder has it or had it, and no given id begins
 * with it.
 */
export const isStemFree = (fleet: Fleet, stem: Stem): boolean =>
  fleet.holders.get(stem) === undefined &&
  fleet.forgotten.get(stem) === undefined &&
  !['cluster-', 'hsm-', 'backup-'].some((prefix) => hasAliasFrom(fleet, `${prefix}${stem}`));

/** The stem for the next holder. */
export const nextStem = (fleet: Fleet): Stem => {
  for (let n = fleet.started; ; n += 1) {
    const stem = makeStem(n, fleet.seed);
    if (isStemFree(fleet, stem)) return stem;
  }
};

/** What a region may have. */
export const quotaIn = ({ quotas, regionQuotas }: Fleet, region: Region): Quotas => ({
  clusters:
    own(regionQuotas, region)?.clusters ??
    (quotas === 'NONE' ? Number.POSITIVE_INFINITY : quotas.clusters),
  hsms:
    own(regionQuotas, region)?.hsms ?? (quotas === 'NONE' ? Number.POSITIVE_INFINITY : quotas.hsms),
});

/** What a region has. */
export const usageIn = ({ usage }: Pick<Fleet, 'usage'>, region: Region): Usage =>
  own(usage, region) ?? { clusters: 0, hsms: 0 };
