/**
 * Which HSMs lack a user, and whether they have room for it.
 *
 * @module
 */
import type { Cluster } from '../model/cluster.ts';
import type { Capacity } from '../model/edition.ts';
import type { HsmId } from '../model/ids.ts';
import { usersOf, userOn } from '../model/users.ts';
import type { TooManyUsers } from '../rules/contents-refusals.ts';

/** An HSM that lacks a user, and how many users it has. */
export type Lacking = { readonly hsmId: HsmId; readonly count: number };

/** The ACTIVE HSMs that lack a user. */
export const lackingIn = ({ hsms }: Cluster, name: string): readonly Lacking[] =>
  [...hsms].flatMap(({ hsmId, state, access }) =>
    state === 'ACTIVE' && access !== undefined && userOn(access, name) === undefined
      ? [{ hsmId, count: access.users.length }]
      : [],
  );

/**
 * Says that there is no room for a user, if so (F-129). A new one counts all names of the cluster,
 * one that some HSM has only those of the HSMs that lack it.
 */
export const usersRefusal = (
  now: Cluster,
  { lacking, isNew }: { readonly lacking: readonly Lacking[]; readonly isNew: boolean },
  { usersMax: limit }: Capacity,
): TooManyUsers | undefined => {
  const most = isNew ? usersOf(now).length : Math.max(...lacking.map((it) => it.count));
  return most < limit ? undefined : { _tag: 'TooManyUsers', rule: 'F-129', limit };
};
