/**
 * Commands for clusters and HSMs that should be refused: wrong target, wrong state, wrong input.
 *
 * @module
 */
import type { Cluster, Command, HsmId, IpAddress } from '@hsm-lifecycle/core';
import { clustersIn } from '../../examples/fleet.ts';
import { subnets } from '../../examples/inputs.ts';
import { inProgress } from '../../examples/settled.ts';
import { drawAnyOf, drawOneOf, type Draw } from './draw.ts';
import {
  isReadyFor,
  isReplaceable,
  isStanding,
  isUnpaired,
  isUnreported,
  letsHsmsGo,
  takesHsms,
  takesPolicies,
} from './fits.ts';
import {
  proposalFor,
  someCluster,
  someHsm,
  type ClusterAndHsm,
  type Proposal,
  type Situation,
} from './situation.ts';
import { REGIONS } from './vocabulary.ts';

const not =
  (fits: (it: Cluster) => boolean) =>
  (it: Cluster): boolean =>
    !fits(it);

/** Makes a proposal that does not fit its cluster. */
export const of = (
  fits: (it: Cluster) => boolean,
  say: (cluster: Cluster, it: Situation) => Command | undefined,
): Proposal => proposalFor((it) => someCluster(it, fits), say);

const zoneOf = ({ subnets: places }: Cluster, draw: Draw): string =>
  drawAnyOf(draw, places)?.availabilityZone ?? 'none';

const adding =
  (changes: Partial<{ availabilityZone: string; hsmId: HsmId; ipAddress: IpAddress }> = {}) =>
  (cluster: Cluster, { at, draw }: Situation): Command => ({
    type: 'AddHsm',
    data: { at, clusterId: cluster.clusterId, availabilityZone: zoneOf(cluster, draw), ...changes },
  });

const initializing = ({ clusterId }: Cluster, { at }: Situation): Command => ({
  type: 'Initialize',
  data: { at, clusterId },
});

const misplaced: readonly Proposal[] = [
  of(not(isReadyFor('UNINITIALIZED')), initializing),
  of(not(isReadyFor('INITIALIZED')), ({ clusterId }, { at }) => ({
    type: 'Activate',
    data: { at, clusterId },
  })),
  of(isReadyFor('INITIALIZED'), ({ clusterId }, { at, draw }) => ({
    type: 'Activate',
    data: { at, clusterId, admin: drawOneOf(draw, ['', 'app_user', 'x'.repeat(99)]) },
  })),
  of(not(takesHsms), adding()),
  of(
    (it) => !letsHsmsGo(it) || it.hsms.length > 0,
    ({ clusterId }, { at }) => ({ type: 'DeleteCluster', data: { at, clusterId } }),
  ),
  of(not(takesPolicies), ({ clusterId, edition }, { at }) => ({
    type: 'SetRetention',
    data: { at, clusterId, retentionDays: edition.retentionDaysMin },
  })),
  of(takesPolicies, ({ clusterId }, { at, draw }) => ({
    type: 'SetRetention',
    data: { at, clusterId, retentionDays: drawOneOf(draw, [0, 999, 7.5]) },
  })),
  of(takesPolicies, ({ clusterId }, { at }) => ({
    type: 'SetRetention',
    data: { at, clusterId, retentionDays: 'NONE' },
  })),
];

const ofHsm = (
  fits: Parameters<typeof someHsm>[1],
  say: (it: ClusterAndHsm, at: number) => Command,
): Proposal =>
  proposalFor(
    (it) => someHsm(it, fits),
    (target, { at }) => say(target, at),
  );

const removing = (
  { cluster: { clusterId }, hsm: { hsmId } }: ClusterAndHsm,
  at: number,
): Command => ({
  type: 'RemoveHsm',
  data: { at, clusterId, hsmId },
});
const replacing = (
  { cluster: { clusterId }, hsm: { hsmId } }: ClusterAndHsm,
  at: number,
): Command => ({
  type: 'ReplaceHsm',
  data: { at, clusterId, hsmId },
});
const failing = (
  { cluster: { clusterId }, hsm: { hsmId } }: ClusterAndHsm,
  at: number,
): Command => ({
  type: 'FailHsm',
  data: { at, clusterId, hsmId },
});

const ofHsms: readonly Proposal[] = [
  ofHsm((hsm) => !isStanding(hsm), removing),
  ofHsm((_, cluster) => !letsHsmsGo(cluster), removing),
  ofHsm((hsm) => !isStanding(hsm), replacing),
  ofHsm(({ state }) => state === 'DEGRADED', failing),
  ofHsm((hsm, cluster) => !isUnpaired(cluster, hsm), removing),
  ofHsm(
    (_, cluster) => letsHsmsGo(cluster),
    ({ cluster: { clusterId }, hsm: { hsmId, eniId } }, at) => ({
      type: 'RemoveHsm',
      data: { at, clusterId, hsmId, eniId },
    }),
  ),
  of(letsHsmsGo, ({ clusterId }, { at }) => ({ type: 'RemoveHsm', data: { at, clusterId } })),
  of(letsHsmsGo, ({ clusterId }, { at }) => ({
    type: 'RemoveHsm',
    data: { at, clusterId, hsmId: 'hsm-none' },
  })),
  ({ fleet, at, draw }) => {
    const clusterId = drawAnyOf(draw, clustersIn(fleet))?.clusterId;
    return clusterId && { type: 'FailHsm', data: { at, clusterId, hsmId: 'hsm-none' } };
  },
];

const inVain: readonly Proposal[] = [
  of(
    (it) => !it.phase.endsWith('IN_PROGRESS') && !isUnreported(it),
    ({ clusterId }, { at }) => ({
      type: 'Settle',
      data: { at, id: clusterId, outcome: 'SUCCEEDED' },
    }),
  ),
];

const isPaused = ({ phase, hsms }: Cluster): boolean => phase === 'ACTIVE' && hsms.length === 0;

const isFull = ({ phase, hsms, edition }: Cluster): boolean =>
  phase === 'ACTIVE' &&
  hsms.filter(({ replaces }) => replaces === undefined).length >= edition.hsmsPerClusterMax;

const wronglyAdded: readonly Proposal[] = [
  of(takesHsms, adding({ availabilityZone: 'eu-west-1z' })),
  of(takesHsms, (cluster, it) => {
    const hsmId = cluster.hsms[0]?.hsmId;
    return hsmId && adding({ hsmId })(cluster, it);
  }),
];

type Plan = Extract<Command, { type: 'CreateCluster' }>['data'];

const creating =
  (changes: (it: Situation, region: string) => Partial<Plan> | undefined): Proposal =>
  (it) => {
    const { at, draw, fleet } = it;
    const region = drawOneOf(draw, REGIONS);
    const [[platform], changed] = [fleet.edition.creatable, changes(it, region)];
    if (platform === undefined || changed === undefined) return undefined;
    return {
      type: 'CreateCluster',
      data: { at, region, ...platform, subnets: subnets(1, region), ...changed },
    };
  };

/** Makes a number of tags. */
export const manyTags = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`tag ${n}`, '']));

const wronglyCreated: readonly Proposal[] = [
  creating(() => ({ subnets: [] })),
  creating((_, region) => ({ subnets: [...subnets(1, region), ...subnets(1, region)] })),
  creating(() => ({ subnets: subnets(1, 'sa-east-1') })),
  creating(() => ({ hsmType: 'hsm1.medium', mode: 'NON_FIPS' })),
  creating(({ fleet }) => {
    const old = fleet.edition.creatable.find(({ hsmType }) => hsmType === 'hsm1.medium');
    return old && { ...old, networkType: 'DUALSTACK' };
  }),
  ({ at, draw }) => {
    const region = drawOneOf(draw, REGIONS);
    const data = { at, region, hsmType: 'hsm2m.medium', subnets: subnets(1, region) } as const;
    return { type: 'CreateCluster', data };
  },
  creating(({ draw }) => ({ retentionDays: drawOneOf(draw, [0, 999, 7.5]) })),
  creating(({ fleet }) => ({ tags: manyTags(fleet.edition.tagsMax + 1) })),
  creating(({ fleet, draw }) => {
    const clusterId = drawAnyOf(draw, clustersIn(fleet))?.clusterId;
    return clusterId && { clusterId };
  }),
];

/** Commands for clusters and HSMs to be refused, in rare situations. */
export const lifeOddities: readonly Proposal[] = [
  of(isReadyFor('UNINITIALIZED'), ({ clusterId }, { at }) => ({
    type: 'Initialize',
    data: { at, clusterId, signingRequestId: 'csr-stale' },
  })),
  of(
    ({ phase, hsms: [first] }) => phase === 'UNINITIALIZED' && first?.state !== 'ACTIVE',
    initializing,
  ),
  ofHsm((hsm, cluster) => isStanding(hsm) && !isReplaceable(cluster, hsm), replacing),
  of(takesHsms, (cluster, it) => {
    const ipAddress = cluster.hsms.find((hsm) => hsm.ipAddress !== undefined)?.ipAddress;
    return ipAddress === undefined ? undefined : adding({ ipAddress })(cluster, it);
  }),
  of(takesHsms, (cluster, it) => {
    const subnet = cluster.subnets.find(({ cidr }) => cidr !== undefined);
    const said = { availabilityZone: subnet?.availabilityZone ?? '', ipAddress: '10.0.1.3' };
    return subnet === undefined ? undefined : adding(said)(cluster, it);
  }),
  of(isFull, adding()),
  of(isPaused, (cluster, it) => (takesHsms(cluster) ? undefined : adding()(cluster, it))),
  proposalFor(
    ({ fleet, draw }: Situation) =>
      drawAnyOf(
        draw,
        [...fleet.holders.values()].flatMap(inProgress).filter(({ waits }) => waits),
      ),
    ({ id }, { at }): Command => ({ type: 'Settle', data: { at, id, outcome: 'SUCCEEDED' } }),
  ),
];

/** Commands for clusters and HSMs to be refused. */
export const lifeMisfits: readonly Proposal[] = [
  ...misplaced,
  ...ofHsms,
  ...inVain,
  ...wronglyAdded,
  ...wronglyCreated,
];
