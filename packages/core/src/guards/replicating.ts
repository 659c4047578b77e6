/**
 * What must be so before a key or a user is replicated from one cluster to another.
 *
 * @module
 */
import { found } from '../kernel/list.ts';
import type { Left } from '../kernel/either.ts';
import type { Cluster } from '../model/cluster.ts';
import type { EpochMillis } from '../model/instant.ts';
import { isPeer } from '../model/hsm.ts';
import type { Material } from '../model/contents.ts';
import type { NotRelated, SourceHasNoPeer } from '../rules/contents-refusals.ts';
import { refused } from '../rules/refused.ts';
import { seenAt, type AdvanceRefusal } from '../time/advance.ts';

/** Why nothing can be replicated from a cluster. */
export type SourceRefusal = AdvanceRefusal | NotRelated | SourceHasNoPeer;

/** The cluster to replicate from, as it is then, and the keys that its HSMs hold. */
export type ReadableContents = { readonly source: Cluster; readonly its: Material };

/**
 * Runs the part of a transition that reads from another cluster: one of the same lineage, activated
 * and with an ACTIVE HSM (F-247).
 *
 * @param now - the cluster to replicate to
 */
export const replicatingFrom = <Result>(
  now: Cluster,
  { from, at }: { readonly from: Cluster; readonly at: EpochMillis },
  body: (readable: ReadableContents) => Result,
): Result | Left<SourceRefusal> =>
  seenAt(from, at, (source): Result | Left<NotRelated | SourceHasNoPeer> => {
    const { clusterId, lineageId } = now;
    if (source.lineageId !== lineageId)
      return refused({ _tag: 'NotRelated', rule: 'F-247', clusterId, from: source.clusterId });
    const { material: its, activatedAt, hsms, state } = source;
    if (its === undefined || activatedAt === undefined || found(hsms, isPeer) === undefined)
      return refused({ _tag: 'SourceHasNoPeer', rule: 'F-247', from: source.clusterId, state });
    return body({ source, its });
  });
