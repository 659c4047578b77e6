/**
 * `DescribeClusters`.
 *
 * @see F-17, F-57, F-64; U-24, U-31, U-32
 * @module
 */
import { isLeft, right } from '../kernel/either.ts';
import type { Cluster } from '@hsm-lifecycle/core';
import { lookAt } from '../service/submit-command.ts';
import type { Context, Perform } from '../service/context.ts';
import { seenBy } from '../service/seen-by.ts';
import { showCluster } from '../service/show.ts';
import { clustersPage } from '../view/clusters-page.ts';
import { isWanted, readFilters, wantedText, type Wanted } from '../view/filters.ts';
import { pageToken, readToken, type Question } from '../view/token.ts';

const FILTERS = ['clusterIds', 'vpcIds', 'states'] as const;
const PAGE = 25;

const questionOf = ({ caller }: Context, wanted: Wanted): Question => ({
  action: 'DescribeClusters',
  account: caller.account,
  region: caller.region,
  filters: wantedText(wanted),
});

const valueOf =
  ({ subnets }: Context, it: Cluster) =>
  (key: string): string | undefined => {
    if (key === 'clusterIds') return it.clusterId;
    return key === 'states' ? it.state : subnets.vpcOf(it.subnets[0]?.subnetId ?? '', it);
  };

/** Lists the caller's clusters. */
export const describeClustersAction: Perform<'DescribeClusters'> = async (context, input) => {
  const wanted = readFilters(input.Filters, FILTERS);
  if (isLeft(wanted)) return wanted;
  const question = questionOf(context, wanted.right);
  const after = readToken(context.tokenKey, input.NextToken, question);
  if (isLeft(after)) return after;
  const fleet = await lookAt(context, 'DescribeClusters');
  if (isLeft(fleet)) return fleet;
  const seen = seenBy(context.caller, fleet.right);
  const ids = wanted.right.get('clusterIds');
  const { clusters, next } = clustersPage({
    holders: ids === undefined ? seen.holders() : seen.holdersOf(ids),
    now: context.host.now(),
    after: after.right,
    size: input.MaxResults ?? PAGE,
    isWanted: (it) => isWanted(wanted.right, valueOf(context, it)),
  });
  return right({
    Clusters: await Promise.all(clusters.map((it) => showCluster(context, it))),
    NextToken: next === undefined ? undefined : pageToken(context.tokenKey, next, question),
  });
};
