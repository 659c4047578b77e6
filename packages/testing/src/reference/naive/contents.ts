/**
 * Contents: users, policies, keys and certificates, and copies of them.
 *
 * @module
 */
import type { Books, Box, NaiveUser, Snap } from './state.ts';

/** Contents without keys and policies, and with the given users only. */
export const blank = (...users: NaiveUser[]): Snap => ({
  books: { isAll: true, users, policies: {} },
  box: { isAll: true, keys: [], certificates: [] },
});

/** A user who has never logged in. */
export const newUser = (name: string, role: string, madeAt: number): NaiveUser => ({
  name,
  role,
  madeAt,
  passwordAt: madeAt,
  seenAt: undefined,
});

/** The users of a cluster that is initialized and not activated. */
export const firstUsers = (at: number): NaiveUser[] => [
  newUser('app_user', 'AU', at),
  newUser('unactivated-admin', 'PRECO', at),
];

/** User names mean the same whatever their case. */
export const isCalled = (it: { name: string }, name: string): boolean =>
  it.name.toUpperCase() === name.toUpperCase();

/** What user names look like. */
export const USER_NAME: RegExp = /^\w{1,31}$/u;

/** A copy of the access of an HSM that can change on its own. */
export const copyOfBooks = ({ isAll, users, policies }: Books): Books => ({
  isAll,
  users: users.map((it) => ({ ...it })),
  policies: { ...policies },
});

/** A copy of material that can change on its own. */
export const copyOfBox = ({ isAll, keys, certificates }: Box): Box => ({
  isAll,
  keys: [...keys],
  certificates: [...certificates],
});
