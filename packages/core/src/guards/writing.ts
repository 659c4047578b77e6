/**
 * The frame in which the contents of a cluster's HSMs are written.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { found } from '../kernel/list.ts';
import { own } from '../kernel/own.ts';
import type { NotYetActivated } from '../rules/cluster-refusals.ts';
import type { NoPeer, UserNotFound } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, HolderEvent } from '../model/event.ts';
import { isPeer } from '../model/hsm.ts';
import { transition, type RefusalIn, type TimeRefusal } from '../time/advance.ts';
import type { Material } from '../model/contents.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Capacity } from '../model/edition.ts';
/**
 * Why no writing may be possible at all: contents can be written only on an ACTIVE HSM that is
 * staying, of an activated cluster.
 */
export type WritingRefusal = TimeRefusal | NotYetActivated<'F-79'> | NoPeer;

/** What is written on: a cluster with a peer, and the keys and certificates that its HSMs hold. */
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

/** Runs a transition that writes on the HSMs. */
export const writing = <Result extends Outcome<unknown, Cluster, HolderEvent>>(
  cluster: Cluster,
  at: EpochMillis,
  body: (writable: WritableContents) => Result,
): Outcome<RefusalIn<Result> | WritingRefusal, Cluster, ClusterEvent> =>
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
/** The refusal that says a user is not there. */
export const userNotFound = (name: string): ReturnType<typeof refused<UserNotFound>> =>
  refused<UserNotFound>({ _tag: 'UserNotFound', rule: 'M-3', name });
