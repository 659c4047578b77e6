/**
 * The keys and users of a story, and where each is at an instant.
 *
 * @module
 */
import type { Access, BackupHolder, Key, Material, User } from '@hsm-lifecycle/core';
import { residualData, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { Stop } from './replay.ts';

/** A key or a user. */
export type Secret = { readonly kind: 'KEY' | 'USER'; readonly name: string };

type Part = { readonly material?: Material | undefined; readonly access?: Access | undefined };

const partsOf = (holder: BackupHolder): readonly Part[] => {
  const backups = [...holder.backups];
  if (holder.kind === 'COPY') return backups;
  const { material, origin, hsms } = holder;
  const joining = [...hsms].flatMap(({ access, joinsWith = {} }) => [{ access }, joinsWith]);
  return [{ material }, ...joining, origin ?? {}, ...backups];
};

/** Keys and users as secrets. */
export const secretsNamed = (
  keys: readonly Pick<Key, 'keyId'>[],
  users: readonly Pick<User, 'name'>[],
): readonly Secret[] => [
  ...keys.map(({ keyId: name }): Secret => ({ kind: 'KEY', name })),
  ...users.map(({ name }): Secret => ({ kind: 'USER', name })),
];

/** Users that the service makes by itself are nobody's secret. */
const isGiven = ({ role }: { readonly role: string }): boolean => role === 'CO' || role === 'CU';

/** AWS compares user names without case (F-234). */
const identityOf = ({ kind, name }: Secret): string =>
  `${kind} ${kind === 'USER' ? name.toLowerCase() : name}`;

/** All keys and users that anything in a story ever held: keys first, each in order of arrival. */
export const secretsOf = (stops: readonly Stop[]): readonly Secret[] => {
  const seen = new WeakSet<object>();
  const isNew = (it: object): boolean => !seen.has(it) && seen.add(it) === seen;
  const secrets = new Map<string, Secret>();
  const note = ({ material, access }: Part): void => {
    const keys = material !== undefined && isNew(material) ? [...material.keys] : [];
    const users = access !== undefined && isNew(access) ? [...access.users].filter(isGiven) : [];
    for (const secret of secretsNamed(keys, users)) {
      const identity = identityOf(secret);
      if (!secrets.has(identity)) secrets.set(identity, secret);
    }
  };
  for (const { fleet } of stops)
    for (const holder of fleet.holders.values()) if (isNew(holder)) partsOf(holder).forEach(note);
  return [...secrets.values()].toSorted(
    (a, b) => Number(a.kind === 'USER') - Number(b.kind === 'USER'),
  );
};

/** The id of the bar that stands for a place. */
export const barIdOf = (place: string, id: string): string =>
  place === 'origin' ? `${id} origin` : id;

/** Where each secret is: the ids of bars, by the index of the secret. */
export type Whereabouts = readonly ReadonlySet<string>[];

/**
 * Asks core's `residualData` where each secret is. A destroyed region gives nothing back, so what
 * is there is gone; a region that is out of reach still holds what it holds.
 */
export const whereabouts = (fleet: Fleet, secrets: readonly Secret[]): Whereabouts => {
  const named = (kind: Secret['kind']): readonly string[] =>
    secrets.filter((it) => it.kind === kind).map(({ name }) => name);
  const found = residualData(fleet, { keyIds: named('KEY'), userNames: named('USER') });
  const index = new Map(secrets.map((it, at) => [identityOf(it), at]));
  const places = secrets.map(() => new Set<string>());
  if (found._tag === 'Left') return places;
  for (const { place, id, region, keys, users } of found.right) {
    if (fleet.lost[region] === 'DESTROYED') continue;
    for (const it of secretsNamed(keys, users))
      places[index.get(identityOf(it)) ?? -1]?.add(barIdOf(place, id));
  }
  return places;
};
