/**
 * Counts the keys and users that an event removes from a holder's last place for them.
 *
 * @module
 */
import { evolve } from '../evolve/evolve.ts';
import { found, foundLast } from '../kernel/list.ts';
import type { Backup } from '../model/backup.ts';
import type { EventOf, Gone, HolderEvent } from '../model/event.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Hsm } from '../model/hsm.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { Access, Key, Material, User } from '../model/contents.ts';
import type { EpochMillis } from '../model/instant.ts';

/** A place that holds material, access or both. */
type Place = { readonly material?: Material | undefined; readonly access?: Access | undefined };

/** Every place of a holder; nothing can be read from a copy that failed (F-166). */
const placesOf = (holder: BackupHolder): readonly Place[] =>
  holder.kind === 'COPY'
    ? [...holder.backups].filter(({ state }) => state !== 'DELETED')
    : [
        { material: holder.material },
        ...(holder.origin === undefined ? [] : [holder.origin]),
        ...[...holder.hsms].flatMap(({ access, joinsWith }) => [{ access }, { ...joinsWith }]),
        ...holder.backups,
      ];

const distinct = <Value>(values: readonly (Value | undefined)[]): Set<Value> =>
  new Set(values.filter((value) => value !== undefined));

/** Keys and users with the same name are told apart by their creation. */
type Identified = { readonly createdAt: EpochMillis };

type Listed = Pick<Material | Access, 'isComplete'>;

type Reading<Value, Item extends Identified> = {
  readonly itemsOf: (value: Value) => readonly Item[];
  readonly nameOf: (item: Item) => string;
};

/** Items by name, then creation: two steps, so that a look-up builds no string. */
const identities = <Item extends Identified>(
  items: Iterable<Item>,
  nameOf: (item: Item) => string,
): Map<string, Set<EpochMillis>> => {
  const byName = new Map<string, Set<EpochMillis>>();
  for (const item of items)
    byName.set(nameOf(item), (byName.get(nameOf(item)) ?? new Set()).add(item.createdAt));
  return byName;
};

/**
 * How many of the remaining values are compared by reference first: the present contents and the
 * next oldest backup, which share nearly everything with what is gone.
 */
const NEAREST = 2;

/**
 * Counts the items that the removed values hold and no remaining value does: a lower bound. None is
 * sure to be gone while a remaining value may hold what is not listed (U-72).
 */
const lost = <Value extends Listed, Item extends Identified>(
  before: Set<Value>,
  after: Set<Value>,
  { itemsOf, nameOf }: Reading<Value, Item>,
): number => {
  for (const { isComplete } of after) if (!isComplete) return 0;
  const items = new Set(
    [...before].filter((value) => !after.has(value)).flatMap((value) => itemsOf(value)),
  );
  for (const value of [...after].slice(0, NEAREST))
    for (const item of itemsOf(value)) items.delete(item);
  if (items.size === 0) return 0;
  const byName = identities(items, nameOf);
  for (const value of after)
    for (const item of itemsOf(value)) byName.get(nameOf(item))?.delete(item.createdAt);
  return [...byName.values()].reduce((sum, creations) => sum + creations.size, 0);
};

const keys: Reading<Material, Key> = { itemsOf: (it) => it.keys, nameOf: ({ keyId }) => keyId };
const users: Reading<Access, User> = { itemsOf: (it) => it.users, nameOf: ({ name }) => name };

/** An event that may remove the last place of some contents. */
type Losing = Extract<HolderEvent, { readonly data: Gone }>;

const halves = (places: readonly Place[]) =>
  [
    distinct(places.map(({ material }) => material)),
    distinct(places.map(({ access }) => access)),
  ] as const;

const nothingGone: Gone['gone'] = Object.freeze({ keys: 0, users: 0 });

const goneWith = (before: BackupHolder, event: Losing): Gone['gone'] => {
  const [materials, accesses] = halves(placesOf(before));
  const [materialsLeft, accessesLeft] = halves(placesOf(evolve(before, event)));
  return Object.freeze({
    keys: lost(materials, materialsLeft, keys),
    users: lost(accesses, accessesLeft, users),
  });
};

/**
 * Makes an event that reports how many keys and users are gone after it.
 *
 * @param before - the holder before the event
 * @param event - makes the event from the counts
 * @param isHarmless - whether nothing can be gone, so that counting can be skipped
 */
export const withGone = <Event extends Losing>(
  before: BackupHolder,
  event: (gone: Gone['gone']) => Event,
  isHarmless = false,
): Event => {
  const harmless = event(nothingGone);
  return isHarmless ? harmless : event(goneWith(before, harmless));
};

/**
 * Purges a backup. Nothing is gone if another backup of the holder has the same contents.
 */
export const purged = (
  before: BackupHolder,
  it: Backup,
  at: EpochMillis,
): EventOf<'BackupPurged'> => {
  const { backupId, material, access } = it;
  const twin = found(
    before.backups,
    (other) => other !== it && other.material === material && other.access === access,
  );
  return withGone(
    before,
    (gone) => ({ type: 'BackupPurged', data: { at, backupId, gone } }),
    twin !== undefined,
  );
};

/**
 * Makes an HSM ACTIVE. Nothing is gone if it is the first to hold contents, or if a backup holds
 * the keys that it joins with; its users stay.
 */
export const joined = (
  before: Cluster,
  { hsmId, joinsWith }: Hsm,
  { at, signingRequestId }: Pick<EventOf<'HsmAdded'>['data'], 'at' | 'signingRequestId'>,
): EventOf<'HsmAdded'> => {
  const isHarmless =
    before.material === undefined ||
    foundLast(before.backups, (it) => it.material === joinsWith?.material) !== undefined;
  return withGone(
    before,
    (gone) => ({ type: 'HsmAdded', data: { at, hsmId, signingRequestId, gone } }),
    isHarmless,
  );
};

/**
 * Removes an HSM. Nothing is gone if it held nothing, or if a backup has the same contents.
 */
export const removed = (
  before: Cluster,
  { hsmId, access }: Hsm,
  at: EpochMillis,
): EventOf<'HsmRemoved'> => {
  const { backups, material } = before;
  const isHarmless =
    access === undefined ||
    foundLast(backups, (it) => it.material === material && it.access === access) !== undefined;
  return withGone(
    before,
    (gone) => ({ type: 'HsmRemoved', data: { at, hsmId, gone } }),
    isHarmless,
  );
};
