/**
 * Every place of a holder that has keys or users, and who they are: found without the help of the
 * machine's own readers.
 *
 * @module
 */
import type { Access, BackupHolder, Key, Material, User } from '@hsm-lifecycle/core';

const distinct = <Half>(halves: readonly (Half | undefined)[]): ReadonlySet<Half> =>
  new Set(halves.filter((it) => it !== undefined));

/** A copy that failed is no place any more (F-166). */
const standing = (holder: BackupHolder) =>
  holder.kind === 'COPY'
    ? holder.backups.filter(({ state }) => state !== 'DELETED')
    : holder.backups;

/** Lists what keys and certificates a holder's places have. */
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

/** Lists what users and policies a holder's places have. */
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

/** A key is told from others by its id and creation. */
export const keyIdentity = ({ keyId, createdAt }: Key): string => `${keyId} of ${createdAt}`;

/** A user is told from others by its name and creation. */
export const userIdentity = ({ name, createdAt }: User): string => `${name} of ${createdAt}`;

/** Names the keys in some halves of contents. */
export const keyIdentities = (materials: Iterable<Material>): Set<string> =>
  new Set([...materials].flatMap(({ keys }) => keys.map(keyIdentity)));

/** Names the users in some halves of contents. */
export const userIdentities = (accesses: Iterable<Access>): Set<string> =>
  new Set([...accesses].flatMap(({ users }) => users.map(userIdentity)));
