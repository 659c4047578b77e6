/**
 * Pages of clusters, in the order of their ids (U-24).
 *
 * @module
 */
import { HOUR_MS, type BackupHolder, type Cluster, type EpochMillis } from '@hsm-lifecycle/core';
import type { Keyset } from './token.ts';

/** How long a DELETED cluster is listed (U-32). */
const LISTED_MS = HOUR_MS;

const isListed = ({ deletedAt }: Cluster, now: EpochMillis): boolean =>
  deletedAt === undefined || now < deletedAt + LISTED_MS;

/** A page. */
export type ClustersPage = {
  readonly clusters: readonly Cluster[];
  /** Where the next page begins; undefined if this is the last. */
  readonly next: Keyset | undefined;
};

/** What a page is made of. */
export type ClustersPageWith = {
  readonly holders: Iterable<BackupHolder>;
  readonly now: EpochMillis;
  readonly after: Keyset | undefined;
  readonly size: number;
  readonly isWanted: (cluster: Cluster) => boolean;
};

const byId = (a: Cluster, b: Cluster): number => (a.clusterId < b.clusterId ? -1 : 1);

/** Makes a page of clusters. */
export const clustersPage = ({
  holders,
  now,
  after,
  size,
  isWanted,
}: ClustersPageWith): ClustersPage => {
  const last = String(after?.[0] ?? '');
  const found: Cluster[] = [];
  for (const it of holders)
    if (it.kind === 'CLUSTER' && it.clusterId > last && isListed(it, now) && isWanted(it))
      found.push(it);
  const clusters = found.toSorted(byId).slice(0, size);
  const end = clusters.at(-1);
  return {
    clusters,
    next: found.length > size && end !== undefined ? [end.clusterId] : undefined,
  };
};
