/**
 * Which keys and users a holder held in one place only, and holds nowhere after an event.
 *
 * @module
 */
import { evolve } from '../evolve/evolve.ts';
import { found, foundLast } from '../kernel/list.ts';
import type { Backup } from '../state/backup.ts';
import type { EventOf, HolderEvent } from '../state/event.ts';
import type { Cluster } from '../state/cluster.ts';
import type { Hsm } from '../state/hsm.ts';
import type { BackupHolder } from '../state/holder.ts';
import type { Admin, Key, Material, User } from '../values/contents.ts';
import type { EpochMillis } from '../values/instant.ts';

/** A place that holds one half of contents, or both. */
type Place = { readonly material?: Material | undefined; readonly admin?: Admin | undefined };

const placesOf = (holder: BackupHolder): readonly Place[] =>
  holder.kind === 'COPY'
    ? holder.backups
    : [
        { material: holder.material },
        ...(holder.origin === undefined ? [] : [holder.origin]),
        ...[...holder.hsms].flatMap(({ admin, joinsWith }) => [{ admin }, { ...joinsWith }]),
        ...holder.backups,
      ];

const distinct = <Value>(values: readonly (Value | undefined)[]): Set<Value> => new Set(values.filter((value) => value !== undefined));

/** Counts the ids that a value gone since names, and no value left does. */
const lost = <Value>(before: Set<Value>, after: Set<Value>, idsOf: (value: Value) => readonly string[]): number => {
  const ids = new Set([...before].filter((value) => !after.has(value)).flatMap(idsOf));
  for (const value of after) {
    if (ids.size === 0) return 0;
    for (const id of idsOf(value)) ids.delete(id);
  }
  return ids.size;
};

const keyIdentity = ({ keyId, createdAt }: Key): string => `${createdAt}/${keyId}`;
const userIdentity = ({ name, createdAt }: User): string => `${createdAt}/${name}`;

type Losing = Extract<HolderEvent, { readonly data: { readonly gone: unknown } }>;
type Unknowing<Event> = Event extends Losing ? { readonly type: Event['type']; readonly data: Omit<Event['data'], 'gone'> } : never;

const halves = (places: readonly Place[]) =>
  [distinct(places.map(({ material }) => material)), distinct(places.map(({ admin }) => admin))] as const;

const nothingGone = Object.freeze({ keys: 0, users: 0 });

/**
 * Completes an event with how many keys and users end with it.
 *
 * @param before - the holder that the event happens to
 * @param event - the event, but for `gone`
 */
export const withGone = <Event extends Unknowing<Losing>>(
  before: BackupHolder,
  event: Event,
): Extract<Losing, { readonly type: Event['type'] }> => {
  const complete = (keys: number, users: number) =>
    ({ type: event.type, data: { ...event.data, gone: Object.freeze({ keys, users }) } }) as Extract<
      Losing,
      { readonly type: Event['type'] }
    >;
  const from = placesOf(before);
  const to = placesOf(evolve(before, complete(0, 0)));
  const [materials, admins] = halves(from);
  const [materialsLeft, adminsLeft] = halves(to);
  return complete(
    lost(materials, materialsLeft, ({ keys }) => [...keys].map(keyIdentity)),
    lost(admins, adminsLeft, ({ users }) => [...users].map(userIdentity)),
  );
};

/**
 * Says that a backup is purged, and how many keys and users go with it: none, without looking further, if another backup of the holder is of the same contents.
 *
 * @param before - the holder that the event happens to
 */
export const purged = (before: BackupHolder, it: Backup, at: EpochMillis): EventOf<'BackupPurged'> => {
  const { backupId, material, admin } = it;
  const twin = found(before.backups, (other) => other !== it && other.material === material && other.admin === admin);
  if (twin !== undefined) return { type: 'BackupPurged', data: { at, backupId, gone: nothingGone } };
  return withGone(before, { type: 'BackupPurged', data: { at, backupId } });
};

/** Tells at once, in the usual case, that nothing goes with an HSM: it held nothing, or a backup of its cluster is of the same contents. */
const isSaved = ({ backups, material }: Cluster, { admin }: Hsm): boolean =>
  admin === undefined || foundLast(backups, (it) => it.material === material && it.admin === admin) !== undefined;

/** Says that an HSM is gone, and how many keys and users went with it. */
export const removed = (before: Cluster, it: Hsm, at: EpochMillis): EventOf<'HsmRemoved'> => {
  const { hsmId } = it;
  if (isSaved(before, it)) return { type: 'HsmRemoved', data: { at, hsmId, gone: nothingGone } };
  return withGone(before, { type: 'HsmRemoved', data: { at, hsmId } });
};
