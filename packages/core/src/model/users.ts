/**
 * The users of a cluster. Each HSM has its own, and HSMs may differ, since users do not heal
 * (F-86).
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import type { Cluster } from './cluster.ts';
import type { Access, User } from './contents.ts';

/** A user name as names are compared: without case (F-234). */
export const caseless = (name: string): string =>
  name.replaceAll(/[A-Z]+/gu, (capitals) => capitals.toLowerCase());

/** Whether two user names mean the same user. */
export const isSameName = (a: string, b: string): boolean => caseless(a) === caseless(b);

/** Finds a user by name on one HSM. */
export const userOn = ({ users }: Access, name: string): User | undefined =>
  users.find((it) => isSameName(it.name, name));

/** The users and policies of each ACTIVE HSM, in order of arrival. */
export const accessesOf = (cluster: Cluster): readonly Access[] =>
  [...undraft(cluster).hsms].flatMap(({ access, state }) =>
    access !== undefined && state === 'ACTIVE' ? [access] : [],
  );

/**
 * The users on a cluster's peers. Peers may differ, since users do not heal; each name is listed
 * once (F-86).
 */
export const usersOf = (cluster: Cluster): readonly User[] => {
  const users = new Map<string, User>();
  for (const access of new Set(accessesOf(cluster)))
    for (const it of access.users) {
      const name = caseless(it.name);
      if (!users.has(name)) users.set(name, it);
    }
  return [...users.values()];
};

/** What the peers of a cluster know by a name: one entry for each that has such a user. */
export const usersNamed = (cluster: Cluster, name: string): readonly User[] =>
  accessesOf(cluster).flatMap((access) => userOn(access, name) ?? []);

/** Finds a user by name on any peer; the first peer that has it counts. */
export const userIn = (cluster: Cluster, name: string): User | undefined =>
  usersNamed(cluster, name)[0];

/** Finds a crypto user by name on any peer: who can own keys (F-195). */
export const cryptoUserIn = (cluster: Cluster, name: string): User | undefined =>
  usersNamed(cluster, name).find(({ role }) => role === 'CU');
