/**
 * The whole fleet of all accounts, across regions, for simulators, tests and endpoints.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { own } from '../kernel/own.ts';
import { emptyTree, type ReadonlyTree } from '../kernel/tree.ts';
import type { Writable } from '../kernel/writable.ts';
import { accountRegionKey, type AccountRegion, type AccountRegionKey } from '../model/account.ts';
import type { RegionLoss } from '../transitions/command.ts';
import type { Edition } from '../model/edition.ts';
import type { Cluster } from '../model/cluster.ts';
import { holderIdOf, type BackupHolder } from '../model/holder.ts';
import { countIn, madeStem, makeStem, stemOf, type HolderId, type Stem } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import { none } from '../kernel/list.ts';
import type { AvailabilityZone, Region } from '../model/placement.ts';

/**
 * How many clusters and HSMs an account may have in a region at a time; DELETED ones do not count
 * (U-22).
 */
export type Quotas = {
  /** The most clusters that a region may have. */
  readonly clusters: number;
  /** The most HSMs that a region may have, in all its clusters together. */
  readonly hsms: number;
};

/**
 * How many clusters and HSMs an account has in a region, as its quotas count them; none in a
 * destroyed region.
 */
export type Usage = {
  /** Clusters that are not DELETED. */
  readonly clusters: number;
  /** HSMs of all these clusters. */
  readonly hsms: number;
};

/** A fleet. Compare with `equalFleets`: equal trees may differ inside. */
export type Fleet = {
  /** The instant of its last event. */
  readonly asOf: EpochMillis;
  /** The edition of new clusters. */
  readonly edition: Edition;
  /** Determines the ids that the fleet generates: equal seeds give equal ids. */
  readonly seed: number;
  /** The quotas of every account and region for which `SetQuota` has set no others. */
  readonly quotas: Quotas | 'NONE';
  /** What `SetQuota` has set, by account and region, such as `000000000000/eu-west-1`. */
  readonly regionQuotas: Readonly<Record<AccountRegionKey, Partial<Quotas>>>;
  /** What counts against quotas, by account and region; a tree, as there may be many. */
  readonly usage: ReadonlyTree<AccountRegionKey, Usage>;
  /** Regions that are out of reach, or gone. */
  readonly lost: Readonly<Record<Region, RegionLoss>>;
  /** Zones that are out of reach, in the order of their loss. */
  readonly lostZones: readonly AvailabilityZone[];
  /** Zones in which CloudHSM is not offered (F-245). */
  readonly zonesWithoutHsms: readonly AvailabilityZone[];
  /**
   * Every cluster and backup copy, those of which nothing is left included until `ForgetGone`. Find
   * one with `clusterIn` or `holderIn`; list all with `holders.values()`.
   */
  readonly holders: ReadonlyTree<Stem, BackupHolder>;
  /** When each holder is due next. */
  readonly agenda: ReadonlyTree<readonly [at: EpochMillis, holderId: HolderId], Stem>;
  /** Ids that clients chose, and the holder that each belongs to. */
  readonly aliases: ReadonlyTree<string, Stem>;
  /** The ids of forgotten holders, kept since no id is used twice. */
  readonly forgotten: ReadonlyTree<Stem, HolderId>;
  /** How many holders were ever started: the counter for generated ids. */
  readonly started: number;
};

/** The members that a new fleet needs. */
type Beginning = Pick<Fleet, 'asOf' | 'edition' | 'quotas' | 'seed'>;

/** Makes an empty fleet from checked values. */
export const fleetOf = ({ asOf, edition, quotas, seed }: Beginning): Fleet =>
  Object.freeze({
    asOf,
    edition,
    seed,
    quotas: quotas === 'NONE' ? quotas : Object.freeze({ ...quotas }),
    regionQuotas: Object.freeze({}),
    usage: emptyTree<AccountRegionKey, Usage>(),
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

/** Makes a changed fleet: a literal copy, written on, then frozen. */
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
 * The stem that a generated id begins with, or that a chosen id stands for; `undefined` for any
 * other id. No holder need have the stem.
 */
export const stemIn = ({ aliases }: Pick<Fleet, 'aliases'>, id: string): Stem | undefined =>
  aliases.get(id) ?? madeStem(id);

/** The holder with a stem that the fleet's own indexes contain. */
export const holderAt = ({ holders }: Fleet, stem: Stem): BackupHolder => {
  const holder = holders.get(stem);
  invariant(holder !== undefined, `no holder of ${stem}`);
  return holder;
};

/** Tells whether a holder has or had the thing with a generated id. */
const hasMade = (holder: BackupHolder, id: string): boolean => {
  if (holderIdOf(holder) === id) return true;
  if (holder.kind === 'COPY' || id.startsWith('cluster-')) return false;
  return countIn(id) < (id.startsWith('hsm-') ? holder.hsmsMade : holder.backupsMade);
};

/**
 * Finds the holder of a cluster, an HSM, a backup or a copy by its whole id. It finds the holder of
 * HSMs and backups that are gone too, so check whether the holder still has them.
 *
 * @returns `undefined` for an id that nothing in the fleet has or had, and for what is not text
 */
export const holderIn = (fleet: Fleet, id: string): BackupHolder | undefined => {
  if (typeof id !== 'string') return undefined;
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
 * The holder's id for any id that begins with its stem, forgotten holders included. Such ids are
 * reserved for the holder, whether or not it has generated them yet.
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
 * Tells whether a new holder can use a stem: no holder has or had it, and no chosen id begins with
 * it.
 */
export const isStemFree = (fleet: Fleet, stem: Stem): boolean =>
  fleet.holders.get(stem) === undefined &&
  fleet.forgotten.get(stem) === undefined &&
  !['cluster-', 'hsm-', 'backup-'].some((prefix) => hasAliasFrom(fleet, `${prefix}${stem}`));

/** The stems that the next holder can have, in order, without end. */
export function* stemsFrom(fleet: Fleet): Generator<Stem, never> {
  for (let n = fleet.started; ; n += 1) {
    const stem = makeStem(n, fleet.seed);
    if (isStemFree(fleet, stem)) yield stem;
  }
}

/** The stem for the next holder. */
export const nextStem = (fleet: Fleet): Stem => stemsFrom(fleet).next().value;

const UNLIMITED: Quotas = Object.freeze({
  clusters: Number.POSITIVE_INFINITY,
  hsms: Number.POSITIVE_INFINITY,
});

/** The quotas of an account in a region. */
export const quotaIn = ({ quotas, regionQuotas }: Fleet, where: AccountRegion): Quotas => {
  const set = own(regionQuotas, accountRegionKey(where));
  const { clusters, hsms } = quotas === 'NONE' ? UNLIMITED : quotas;
  return { clusters: set?.clusters ?? clusters, hsms: set?.hsms ?? hsms };
};

const UNUSED: Usage = Object.freeze({ clusters: 0, hsms: 0 });

/** The clusters and HSMs that an account has in a region. */
export const usageIn = ({ usage }: Pick<Fleet, 'usage'>, where: AccountRegion): Usage =>
  usage.get(accountRegionKey(where)) ?? UNUSED;
