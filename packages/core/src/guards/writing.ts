/**
 * Shared guards of the transitions that write on a cluster's HSMs.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { found } from '../kernel/list.ts';
import { own } from '../kernel/own.ts';
import type { LimitedWrite, NotYetActivated } from '../rules/cluster-refusals.ts';
import type { NoPeer, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, HolderEvent } from '../model/event.ts';
import { isPeer } from '../model/hsm.ts';
import { clusterTransition, type RefusalIn, type TimeRefusal } from '../time/advance.ts';
import type { Material } from '../model/contents.ts';
import type { EpochMillis } from '../model/instant.ts';
import { isMigrating } from '../model/migration.ts';
import type { Capacity } from '../model/edition.ts';
/**
 * Why nobody can log in to a cluster: that takes an activated one with an ACTIVE HSM that is not
 * leaving.
 */
export type LoginRefusal = TimeRefusal | NotYetActivated<'F-79'> | NoPeer;

/** Why a cluster's contents cannot be written at all: as for a login, or during a migration. */
export type WritingRefusal = LoginRefusal | LimitedWrite;

/** A cluster with a peer, and the keys and certificates on its HSMs. */
export type WritableContents = {
  readonly now: Cluster;
  readonly material: Material;
  readonly capacity: Capacity;
};

const unlimited: Capacity = {
  keysMax: Number.POSITIVE_INFINITY,
  asymmetricKeysMax: Number.POSITIVE_INFINITY,
  usersMax: Number.POSITIVE_INFINITY,
};

/** Runs a transition of a user who has logged in. */
export const loggedIn = <Result extends Outcome<unknown, Cluster, HolderEvent>>(
  cluster: Cluster,
  at: EpochMillis,
  body: (writable: WritableContents) => Result,
): Outcome<RefusalIn<Result> | NotWellFormed | LoginRefusal, Cluster, ClusterEvent> =>
  clusterTransition<Result | ReturnType<typeof refused<NotYetActivated<'F-79'> | NoPeer>>>(
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
/** Runs a transition that writes on the HSMs; none can during a migration (F-189). */
export const writing = <Result extends Outcome<unknown, Cluster, HolderEvent>>(
  cluster: Cluster,
  at: EpochMillis,
  body: (writable: WritableContents) => Result,
): Outcome<RefusalIn<Result> | NotWellFormed | WritingRefusal, Cluster, ClusterEvent> =>
  loggedIn<Result | ReturnType<typeof refused<LimitedWrite>>>(cluster, at, (writable) => {
    const { phase } = writable.now;
    return isMigrating(phase)
      ? refused<LimitedWrite>({ _tag: 'LimitedWrite', rule: 'F-189', actual: phase })
      : body(writable);
  });
