/**
 * The users of a cluster.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import type { Cluster } from './cluster.ts';
import type { User } from './contents.ts';

/**
 * The users on a cluster's peers. Peers may differ, since users do not heal; each user is listed
 * once (F-86).
 */
export const usersOf = (cluster: Cluster): readonly User[] => {
  const users = new Map<string, User>();
  for (const { access, state } of undraft(cluster).hsms) {
    if (access === undefined || state !== 'ACTIVE') continue;
    for (const it of access.users) if (!users.has(it.name)) users.set(it.name, it);
  }
  return [...users.values()];
};

/** Finds a user by name on any peer. */
export const userIn = (cluster: Cluster, name: string): User | undefined =>
  usersOf(cluster).find((it) => it.name === name);
