/**
 * Every place from which a key or a user could return.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { left, right, type Either } from '../kernel/either.ts';
import { found } from '../kernel/list.ts';
import { own } from '../kernel/own.ts';
import { listForm, optionalForm, recordForm, textForm } from '../model/form.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import { effectiveContents, emptyInventory, type Inventory } from '../time/effective-contents.ts';
import type { AccountId } from '../model/account.ts';
import type { Cluster } from '../model/cluster.ts';
import { isPeer } from '../model/hsm.ts';
import { holderIdOf, type BackupHolder } from '../model/holder.ts';
import type { Access, Contents, Key, Material, User } from '../model/contents.ts';
import type { BackupId, ClusterId, HolderId, HsmId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Region } from '../model/placement.ts';
import { caseless } from '../model/users.ts';
import { clusterIn, type Fleet } from './fleet.ts';
import {
  isIncomplete,
  mayBeKinOf,
  contentsPlacesIn,
  type ContentsPlace,
  type PlaceKind,
} from './places.ts';
import { readingRefusal } from './reading-refusal.ts';

/** A place, and the keys and users of interest that it holds or may hold. */
export type ResidualPlace = {
  readonly place: PlaceKind;
  readonly id: HsmId | BackupId | ClusterId;
  readonly holderId: HolderId;
  /** Who owns its holder. */
  readonly account: AccountId;
  readonly region: Region;
  /** Whether its region is out of reach or destroyed now. */
  readonly lost: boolean;
  /** When it is purged; backups pending deletion only. */
  readonly deleteAt: EpochMillis | undefined;
  readonly keys: readonly Key[];
  readonly users: readonly User[];
  /**
   * Whether it may hold more, or may be of another lineage: it was observed, and not all of its
   * contents are listed, or no certificate shows its lineage (U-72).
   */
  readonly cannotBeRuledOut: boolean;
};

/** The input of `residualData`. */
export type ResidualData = {
  /**
   * Searches this cluster's lineage: its backups, their copies, clusters restored from them, and so
   * on, and what was observed and may be of it; the whole fleet if left out.
   */
  readonly clusterId?: string;
  /** Searches for these keys, live HSMs included. */
  readonly keyIds?: readonly string[];
  /** Searches for these users, live HSMs included. */
  readonly userNames?: readonly string[];
};

/** Which keys and users are of interest, and whether a place may hold such without listing them. */
type Interest = {
  readonly key: (it: Key) => boolean;
  readonly user: (it: User) => boolean;
  readonly mayBeIn: (place: Contents) => boolean;
};

const idsOf = ({ keys }: Material): readonly string[] => [
  ...new Set([...keys].map(({ keyId }) => keyId)),
];
const namesOf = ({ users }: Access): readonly string[] => [
  ...new Set([...users].map(({ name }) => caseless(name))),
];

const named = ({ keyIds = [], userNames = [] }: ResidualData): Interest => {
  const [ids, names] = [new Set(keyIds), new Set(userNames.map(caseless))];
  return {
    key: ({ keyId }) => ids.has(keyId),
    user: ({ name }) => names.has(caseless(name)),
    mayBeIn: ({ material, access }) =>
      (!material.isComplete && idsOf(material).filter((it) => ids.has(it)).length < ids.size) ||
      (!access.isComplete && namesOf(access).filter((it) => names.has(it)).length < names.size),
  };
};

const keyIdentity = ({ keyId, createdAt }: Key): string => `${createdAt} ${keyId}`;
const userIdentity = ({ name, createdAt }: User): string => `${createdAt} ${name}`;

const constantly = (interest: Interest) => (): Interest => interest;

/** What a cluster has on its ACTIVE HSMs. Without one, all that it gets later comes back. */
const presentIn = (cluster: Cluster): Inventory =>
  found(cluster.hsms, isPeer) === undefined ? emptyInventory : effectiveContents(cluster);

/**
 * What at least one living cluster lacks now on some ACTIVE HSM, so that it could come back there.
 * A user that only some HSMs have is included: it may be one that was deleted (U-27).
 */
const missedBy = (clusters: readonly Cluster[]): Interest => {
  const living = clusters.filter(({ phase }) => phase !== 'DELETED').map(presentIn);
  const present = living.map((it) => ({
    keys: new Set(it.keys.map(keyIdentity)),
    users: new Set(it.everywhere.map(userIdentity)),
  }));
  return {
    mayBeIn: isIncomplete,
    key: (it) => present.length === 0 || present.some(({ keys }) => !keys.has(keyIdentity(it))),
    user: (it) => present.length === 0 || present.some(({ users }) => !users.has(userIdentity(it))),
  };
};

/** The keys and users of interest in each lineage. */
type InterestIn = (lineageId: ClusterId) => Interest;

const interestIn = (fleet: Fleet, input: ResidualData, one: Cluster | undefined): InterestIn => {
  if (input.keyIds !== undefined || input.userNames !== undefined) return constantly(named(input));
  if (one !== undefined) return constantly(missedBy([one]));
  const clusters = [...fleet.holders.values()].filter((it) => it.kind === 'CLUSTER');
  const byLineage = new Map<ClusterId, Interest>();
  return (lineageId) => {
    const interest =
      byLineage.get(lineageId) ?? missedBy(clusters.filter((it) => it.lineageId === lineageId));
    byLineage.set(lineageId, interest);
    return interest;
  };
};

const ofInterest = (
  { place, id, deleteAt, material, access }: ContentsPlace,
  where: Pick<ResidualPlace, 'holderId' | 'account' | 'region' | 'lost'>,
  { isKin, ...interest }: Interest & { readonly isKin: boolean },
): readonly ResidualPlace[] => {
  if (!isKin && !isIncomplete({ material, access })) return [];
  const keys = [...material.keys].filter(interest.key);
  const users = [...access.users].filter(interest.user);
  const mayHoldMore = interest.mayBeIn({ material, access });
  return keys.length + users.length === 0 && !mayHoldMore
    ? []
    : [{ place, id, ...where, deleteAt, keys, users, cannotBeRuledOut: mayHoldMore || !isKin }];
};

const clustersFirst = (a: BackupHolder, b: BackupHolder): number =>
  Number(a.kind === 'COPY') - Number(b.kind === 'COPY');

const places = (fleet: Fleet, input: ResidualData): readonly ResidualPlace[] => {
  const one = input.clusterId === undefined ? undefined : clusterIn(fleet, input.clusterId);
  if (input.clusterId !== undefined && one === undefined) return [];
  const interest = interestIn(fleet, input, one);
  const isKin = (it: BackupHolder): boolean => one === undefined || it.lineageId === one.lineageId;
  const mayBeKin = one === undefined ? isKin : mayBeKinOf(fleet, one);
  return [...fleet.holders.values()]
    .filter((it) => isKin(it) || mayBeKin(it))
    .toSorted(clustersFirst)
    .flatMap((holder) => {
      const where = {
        holderId: holderIdOf(holder),
        account: holder.account,
        region: holder.region,
        lost: own(fleet.lost, holder.region) !== undefined,
      };
      const sought = { ...interest(holder.lineageId), isKin: isKin(holder) };
      return contentsPlacesIn(holder).flatMap((it) => ofInterest(it, where, sought));
    });
};

const inputForm = recordForm<ResidualData>('an object', {
  clusterId: optionalForm(textForm),
  keyIds: optionalForm(listForm('a list of key ids', textForm)),
  userNames: optionalForm(listForm('a list of user names', textForm)),
});

/**
 * Finds every place from which a key or a user could return. Answers "is it really gone?".
 *
 * With names: the places that hold these keys and users, live HSMs included. Without names: places
 * that hold something that the ACTIVE HSMs of the cluster lack; for the whole fleet, those of at
 * least one living cluster of the lineage. A cluster without ACTIVE HSMs lacks everything, since
 * all that its next HSM gets comes back. A user that some ACTIVE HSMs lack is listed where it is.
 * Keys are identified by id and creation, users by name and creation. A place whose contents were
 * observed is listed unless it names all that is asked for, as one that cannot be ruled out. So is
 * one whose lineage no certificate shows, if a lineage is searched.
 *
 * @param fleet - the fleet; lost regions are searched too, and marked
 * @param input - a cluster's lineage or the whole fleet; names or all
 * @returns Right: places that hold something of interest, by holder: clusters first, then copies.
 *   Left: `NotWellFormed`, so that a misspelt input never says that nothing is left.
 * @see F-86, F-111, F-230; U-27, U-72
 * @example
 * const found = residualData(fleet, { clusterId, keyIds: ['root'] });
 * const isGone = found._tag === 'Right' && found.right.length === 0;
 */
export const residualData = (
  fleet: Fleet,
  input: ResidualData = {},
): Either<NotWellFormed, readonly ResidualPlace[]> => {
  const before = undraft(fleet);
  const wrong = readingRefusal(before, input, inputForm);
  return wrong === undefined ? right(places(before, input)) : left(wrong);
};
