/**
 * The places of a holder that have keys or users, found without core's own readers: a law must not
 * depend on the code that it checks.
 *
 * @module
 */
import type { Access, BackupHolder, Key, Material, User } from '@hsm-lifecycle/core';

const distinct = <Half>(halves: readonly (Half | undefined)[]): ReadonlySet<Half> =>
  new Set(halves.filter((it) => it !== undefined));

/** A failed copy holds nothing any more (F-166). */
const standing = (holder: BackupHolder) =>
  holder.kind === 'COPY'
    ? holder.backups.filter(({ state }) => state !== 'DELETED')
    : holder.backups;

/** Lists the material (keys and certificates) in a holder's places. */
export const materialsIn = (holder: BackupHolder): ReadonlySet<Material> => {
  const backups = standing(holder).map(({ material }) => material);
  if (holder.kind === 'COPY') return distinct(backups);
  const { material, origin, hsms } = holder;
  return distinct([
    material,
    origin?.material,
    ...hsms.map(({ joinsWith }) => joinsWith?.material),
    ...backups,
  ]);
};

/** Lists the access (users and policies) in a holder's places. */
export const accessesIn = (holder: BackupHolder): ReadonlySet<Access> => {
  const backups = standing(holder).map(({ access }) => access);
  if (holder.kind === 'COPY') return distinct(backups);
  const { origin, hsms } = holder;
  return distinct([
    origin?.access,
    ...hsms.flatMap(({ access, joinsWith }) => [access, joinsWith?.access]),
    ...backups,
  ]);
};

/** A key's identity: its id and its instant of creation. */
export const keyIdentity = ({ keyId, createdAt }: Key): string => `${keyId} of ${createdAt}`;

/** A user's identity: the name and the instant of creation. */
export const userIdentity = ({ name, createdAt }: User): string => `${name} of ${createdAt}`;

/** Lists the identities of all keys in some material. */
export const keyIdentities = (materials: Iterable<Material>): Set<string> =>
  new Set([...materials].flatMap(({ keys }) => keys.map(keyIdentity)));

/** Lists the identities of all users in some access. */
export const userIdentities = (accesses: Iterable<Access>): Set<string> =>
  new Set([...accesses].flatMap(({ users }) => users.map(userIdentity)));
