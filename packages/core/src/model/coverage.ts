/**
 * Which users every ACTIVE HSM of a cluster has, and which only some have.
 *
 * @module
 */
import type { Cluster } from './cluster.ts';
import type { User } from './contents.ts';
import { accessesOf, caseless } from './users.ts';

/** Users by coverage. */
export type UserCoverage = {
  /** Whether all users are listed; `false` if some HSM was observed and may have others (U-72). */
  readonly isComplete: boolean;
  /** On every ACTIVE HSM: the same user, not another one of the name. */
  readonly everywhere: readonly User[];
  /** On some ACTIVE HSMs and not on all. */
  readonly somewhere: readonly User[];
};

const identity = ({ name, role, createdAt }: User): string =>
  `${createdAt} ${role} ${caseless(name)}`;

/** Sorts the users of a cluster's ACTIVE HSMs by coverage (F-86). */
export const coverageOf = (cluster: Cluster): UserCoverage => {
  const distinct = new Set(accessesOf(cluster));
  const counts = new Map<string, { readonly user: User; count: number }>();
  for (const { users } of distinct)
    for (const user of users) {
      const entry = counts.get(identity(user)) ?? { user, count: 0 };
      entry.count += 1;
      counts.set(identity(user), entry);
    }
  const entries = [...counts.values()];
  return {
    isComplete: [...distinct].every((it) => it.isComplete),
    everywhere: entries.filter(({ count }) => count === distinct.size).map(({ user }) => user),
    somewhere: entries.filter(({ count }) => count < distinct.size).map(({ user }) => user),
  };
};
