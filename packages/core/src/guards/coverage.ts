/**
 * Which HSMs lack a user, and whether they have room for it.
 *
 * @module
 */
import type { Cluster } from '../model/cluster.ts';
import type { Capacity } from '../model/edition.ts';
import { isPeer, type Hsm } from '../model/hsm.ts';
import { usersOf, userOn } from '../model/users.ts';
import type { TooManyUsers } from '../rules/contents-refusals.ts';

/** The ACTIVE HSMs that lack a user. */
export const lackingIn = ({ hsms }: Cluster, name: string): readonly Hsm[] =>
  [...hsms].filter((it) => isPeer(it) && userOn(it.access, name) === undefined);

const countOn = ({ access }: Hsm): number => access?.users.length ?? 0;

/**
 * Says that there is no room for a user, if so (F-129). A new one counts all names of the cluster,
 * one that some HSM has only those of the HSMs that lack it.
 */
export const usersRefusal = (
  now: Cluster,
  { lacking, isNew }: { readonly lacking: readonly Hsm[]; readonly isNew: boolean },
  { usersMax: limit }: Capacity,
): TooManyUsers | undefined => {
  const count = isNew ? usersOf(now).length : Math.max(...lacking.map(countOn));
  return count < limit ? undefined : { _tag: 'TooManyUsers', rule: 'F-129', limit };
};
