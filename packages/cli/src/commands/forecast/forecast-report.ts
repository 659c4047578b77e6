/**
 * What becomes of the backups of an account.
 *
 * @module
 */
import type { TakenIn } from '@hsm-lifecycle/aws';
import type { EpochMillis } from '@hsm-lifecycle/core';
import {
  forecastRetention,
  recoveryPoints,
  type Fleet,
  type Forecast,
  type RecoveryPoint,
} from '@hsm-lifecycle/core/fleet';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { explainError } from '../../sentences/explain-error.ts';

/** Where a cluster can be restored from. */
export type ClusterPoints = {
  readonly clusterId: string;
  /** Newest first. */
  readonly points: readonly RecoveryPoint[];
};

/** What the loss of a region leaves: clusters without any point elsewhere. */
export type RegionLossReport = {
  readonly region: string;
  readonly lostClusters: readonly string[];
};

/** The whole report. */
export type ForecastReport = {
  readonly forecasts: readonly Forecast[];
  readonly clusters: readonly ClusterPoints[];
  readonly regions: readonly RegionLossReport[];
  /** Copies, which no retention ever deletes (F-169). */
  readonly copiesWithoutEnd: readonly string[];
  readonly unexplained: TakenIn['unexplained'];
};

/** What a report is asked. */
export type ForecastAsked = {
  readonly at: EpochMillis;
  readonly until: EpochMillis;
  readonly retentionDays?: number;
};

const clusterIdsIn = (fleet: Fleet): readonly string[] =>
  [...fleet.holders.values()].flatMap((it) => (it.kind === 'CLUSTER' ? [it.clusterId] : []));

const pointsOf = (fleet: Fleet, clusterId: string, at: EpochMillis): ClusterPoints => {
  const found = recoveryPoints(fleet, { clusterId, at });
  return { clusterId, points: found._tag === 'Left' ? [] : found.right.points };
};

const lossOf = (region: string, clusters: readonly ClusterPoints[]): RegionLossReport => ({
  region,
  lostClusters: clusters
    .filter(({ points }) => points.length > 0 && points.every((it) => it.region === region))
    .map(({ clusterId }) => clusterId),
});

/** Makes the report of a fleet that was taken in. */
export const forecastReport = (
  { fleet, unexplained }: TakenIn,
  { at, until, retentionDays }: ForecastAsked,
): Either<string, ForecastReport> => {
  const asked = { until, ...(retentionDays !== undefined && { retentionDays }) };
  const forecasts = forecastRetention(fleet, asked);
  if (forecasts._tag === 'Left') return left(explainError(forecasts.left));
  const holders = [...fleet.holders.values()];
  const clusters = clusterIdsIn(fleet).map((id) => pointsOf(fleet, id, at));
  return right({
    forecasts: forecasts.right,
    clusters,
    regions: [...new Set(holders.map(({ region }) => region))]
      .toSorted()
      .map((region) => lossOf(region, clusters)),
    copiesWithoutEnd: holders.flatMap((it) => (it.kind === 'COPY' ? [it.copyId] : [])),
    unexplained,
  });
};
