/**
 * Creating a cluster.
 *
 * @module
 */
import { beginning, type Begun } from '../kernel/change.ts';
import { isLeft, left } from '../kernel/either.ts';
import { beginCluster } from '../evolve/begin.ts';
import type { HsmTypeNotOffered } from '../rules/cluster-refusals.ts';
import type { NotAnInstant } from '../rules/model-refusals.ts';
import { endOf, frozen, editions } from '../rules/editions.ts';
import type { Platform, Edition } from '../model/edition.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterCreating } from '../model/event.ts';
import { stemOf, type ClusterId, type Stem } from '../model/ids.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import type { Region } from '../model/placement.ts';
import { planned, type ClusterPlan, type ClusterPlanRefusal } from '../guards/cluster-plan.ts';
import { offeredRefusal } from '../guards/platform.ts';

/** What `createCluster` needs to know. */
export type CreateCluster = ClusterPlan &
  Platform & {
    /** When, in milliseconds since the epoch. */
    readonly at: EpochMillis;
    readonly region: Region;
    /**
     * Of AWS's form (F-46), like the region and its zones (F-53): `decodeCommand` asks for it, and
     * what has another cannot be read back from a file.
     */
    readonly clusterId: ClusterId;
    /**
     * What ids of its HSMs and backups begin with; the id's own first eleven symbols in lower case
     * if left out, which no other cluster's id should begin with.
     */
    readonly stem?: Stem;
    /** `editions.aws2026` if left out. Frozen from then on. */
    readonly edition?: Edition;
  };

/** Why `createCluster` may refuse. */
export type CreateClusterRefusal = NotAnInstant | HsmTypeNotOffered | ClusterPlanRefusal;
/**
 * Creates a cluster, without HSMs.
 *
 * @param input - `subnets`: 1 to 10 in the region, each in a zone of its own; `retentionDays`: 7 to
 *   379, 90 if left out; `at` in milliseconds since the epoch
 * @returns Right: the cluster, CREATE_IN_PROGRESS; event: `ClusterCreating`. Left: `NotAnInstant`,
 *   `HsmTypeNotOffered`, `BadSubnets`, `ZoneOutsideRegion`, `RetentionOutOfRange` or `TooManyTags`,
 *   checked in that order.
 * @see `CreateCluster`, CloudHSM V2 API 2017-04-28; F-69, F-118, F-154, F-185
 */
export const createCluster = (
  input: CreateCluster,
): Begun<CreateClusterRefusal, Cluster, ClusterCreating> => {
  const {
    at,
    region,
    clusterId,
    stem = stemOf(clusterId),
    hsmType,
    mode,
    edition = editions.aws2026,
  } = input;
  if (!isInstant(at)) return left({ _tag: 'NotAnInstant', rule: 'M-2', at });
  const notOffered = offeredRefusal(input, edition);
  if (notOffered !== undefined) return left(notOffered);
  const plan = planned(input, { edition, region });
  if (isLeft(plan)) return plan;
  const expectedAt = endOf(edition.durations.clusterCreation, at);
  return beginning(beginCluster)({
    type: 'ClusterCreating',
    data: {
      at,
      clusterId,
      stem,
      region,
      edition: frozen(edition),
      hsmType,
      mode,
      ...plan.right,
      expectedAt,
    },
  });
};
