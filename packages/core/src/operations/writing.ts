/**
 * The frame in which the contents of a cluster's HSMs are written.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { found } from '../kernel/list.ts';
import { own } from '../kernel/own.ts';
import {
  refused,
  type NoPeer,
  type NotYetActivated,
  type UserNotFound,
} from '../refusals/refusal.ts';
import type { Cluster } from '../state/cluster.ts';
import type { ClusterEvent, HolderEvent } from '../state/event.ts';
import { isPeer } from '../state/hsm.ts';
import { transition, type RefusalOf, type TimeRefusal } from '../time/advance.ts';
import type { Material, User } from '../values/contents.ts';
import type { EpochMillis } from '../values/instant.ts';
import type { Capacity } from '../rules/rules.ts';

/**
 * Why no writing may be possible at all: contents can be written only on an ACTIVE HSM that is
 * staying, of an activated cluster.
 */
export type WritingRefusal = TimeRefusal | NotYetActivated<'F-79'> | NoPeer;

/** What is written on: a cluster with a peer, and the keys and certificates that its HSMs hold. */
export type Writable = {
  readonly now: Cluster;
  readonly material: Material;
  readonly capacity: Capacity;
};

const unlimited: Capacity = {
  keysMax: Number.POSITIVE_INFINITY,
  asymmetricKeysMax: Number.POSITIVE_INFINITY,
  usersMax: Number.POSITIVE_INFINITY,
};

/** Runs a transition that writes on the HSMs. */
export const writing = <Result extends Outcome<unknown, Cluster, HolderEvent>>(
  cluster: Cluster,
  at: EpochMillis,
  body: (writable: Writable) => Result,
): Outcome<RefusalOf<Result> | WritingRefusal, Cluster, ClusterEvent> =>
  transition<Cluster, Result | ReturnType<typeof refused<NotYetActivated<'F-79'> | NoPeer>>>(
    cluster,
    at,
    (now) => {
      if (now.activatedAt === undefined)
        return refused<NotYetActivated<'F-79'>>({ _tag: 'NotYetActivated', rule: 'F-79' });
      const { material, state, hsms, hsmType, edition } = now;
      if (material === undefined || found(hsms, isPeer) === undefined)
        return refused<NoPeer>({ _tag: 'NoPeer', rule: 'M-6', state });
      return body({ now, material, capacity: own(edition.capacities, hsmType) ?? unlimited });
    },
  );

/**
 * The users of a cluster's peers: what its clients meet. HSMs may differ, for users do not heal; a
 * user counts once (F-86).
 */
export const usersOf = (cluster: Cluster): readonly User[] => {
  const users = new Map<string, User>();
  for (const { access, state } of cluster.hsms) {
    if (access === undefined || state !== 'ACTIVE') continue;
    for (const it of access.users) if (!users.has(it.name)) users.set(it.name, it);
  }
  return [...users.values()];
};

/** Finds a user by name on a cluster's peers. */
export const userIn = (cluster: Cluster, name: string): User | undefined =>
  usersOf(cluster).find((it) => it.name === name);

/** The refusal that says a user is not there. */
export const userNotFound = (name: string): ReturnType<typeof refused<UserNotFound>> =>
  refused<UserNotFound>({ _tag: 'UserNotFound', rule: 'M-3', name });
