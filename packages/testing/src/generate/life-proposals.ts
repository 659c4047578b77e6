/**
 * What fits the life of a cluster and of its HSMs.
 *
 * @module
 */
import { isPeer, type Cluster, type Command, type Subnet } from '@hsm-lifecycle/core';
import { subnets } from '../inputs.ts';
import { inProgress } from '../settled.ts';
import { anyOf, chance, oneOf, type Draw } from './draw.ts';
import { given, isReachable, someCluster, someHsm, type Proposal, type Proposals, type Situation } from './situation.ts';
import { REGIONS, someDays } from './vocabulary.ts';

const SUBNETS_MAX = 3;

/** Draws a few subnets of a region. */
export const someSubnets = (draw: Draw, region: string): readonly Subnet[] => subnets(1 + draw(SUBNETS_MAX), region);

const RARELY = 0.15;
const SOMETIMES = 0.3;

/** Ids of AWS's wider form, which somebody may bring along. */
const GIVEN_CLUSTERS = ['cluster-Given2Aaaaaa', 'cluster-Given3Bbbbbbbbb', 'cluster-given4ccccc'] as const;
const GIVEN_HSMS = ['hsm-Given2Aaaaaa', 'hsm-Given3Bbbbbbbbb', 'hsm-given4ccccc'] as const;
const ADDRESSES = ['10.0.1.10', '10.0.1.11'] as const;

const createCluster: Proposal = ({ fleet, at, draw }) => {
  const region = anyOf(
    draw,
    REGIONS.filter((it) => isReachable(fleet, it)),
  );
  const platform = anyOf(draw, fleet.rules.creatable);
  if (region === undefined || platform === undefined) return undefined;
  return {
    type: 'CreateCluster',
    data: {
      at,
      region,
      ...platform,
      subnets: someSubnets(draw, region),
      ...(chance(draw, SOMETIMES) && { retentionDays: someDays(draw, fleet.rules) }),
      ...(chance(draw, RARELY) && { tags: { team: 'blue' } }),
      ...(chance(draw, RARELY) && { clusterId: oneOf(draw, GIVEN_CLUSTERS) }),
    },
  };
};

const isReadyFor = (phase: Cluster['phase']) => (it: Cluster) => it.phase === phase && it.hsms[0]?.state === 'ACTIVE';

const initializeCluster = given(
  (it) => someCluster(it, isReadyFor('UNINITIALIZED')),
  ({ clusterId, signingRequestId }, { at, draw }): Command => ({
    type: 'InitializeCluster',
    data: { at, clusterId, ...(signingRequestId !== undefined && chance(draw, SOMETIMES) && { signingRequestId }) },
  }),
);

const activateCluster = given(
  (it) => someCluster(it, isReadyFor('INITIALIZED')),
  ({ clusterId }, { at, draw }): Command => ({
    type: 'ActivateCluster',
    data: { at, clusterId, ...(chance(draw, RARELY) && { admin: 'carol' }) },
  }),
);

const takesHsms = ({ phase, hsms, rules: { hsmsPerClusterMax }, activatedAt }: Cluster): boolean =>
  phase === 'UNINITIALIZED' ? hsms.length === 0 : phase === 'ACTIVE' && activatedAt !== undefined && hsms.length < hsmsPerClusterMax;

const addHsm = given(
  (it) => someCluster(it, (cluster) => takesHsms(cluster) && cluster.hsms.length <= it.draw(5)),
  ({ clusterId, subnets: places }, { at, draw }): Command => ({
    type: 'AddHsm',
    data: {
      at,
      clusterId,
      availabilityZone: anyOf(draw, places)?.availabilityZone ?? 'none',
      ...(chance(draw, RARELY) && { hsmId: oneOf(draw, GIVEN_HSMS) }),
      ...(chance(draw, SOMETIMES) && { ipAddress: oneOf(draw, ADDRESSES) }),
    },
  }),
);

const letsHsmsGo = ({ phase }: Cluster): boolean => phase === 'UNINITIALIZED' || phase === 'INITIALIZED' || phase === 'ACTIVE';
const isStanding = (state: string): boolean => state === 'ACTIVE' || state === 'DEGRADED';

const removeHsm = given(
  (it) => someHsm(it, ({ state }, cluster) => isStanding(state) && letsHsmsGo(cluster) && isReachable(it.fleet, cluster.region)),
  ({ cluster: { clusterId }, hsm: { hsmId, eniId, ipAddress } }, { at, draw }): Command => {
    const selector = anyOf(draw, [{ hsmId }, { hsmId }, { eniId }, ipAddress === undefined ? { hsmId } : { ipAddress }]) ?? { hsmId };
    return { type: 'RemoveHsm', data: { at, clusterId, ...selector } };
  },
);

const deleteCluster = given(
  (it) => someCluster(it, (cluster) => letsHsmsGo(cluster) && cluster.hsms.length === 0),
  ({ clusterId }, { at }): Command => ({ type: 'DeleteCluster', data: { at, clusterId } }),
);

const takesPolicies = ({ phase }: Cluster): boolean => phase !== 'DELETE_IN_PROGRESS' && phase !== 'DELETED';

const setRetention = given(
  (it) => someCluster(it, takesPolicies),
  ({ clusterId, retention, rules }, { at, draw }): Command | undefined => {
    const retentionDays = someDays(draw, rules);
    const isSame = retention !== 'NONE' && retention.days === retentionDays;
    return isSame ? undefined : { type: 'SetRetention', data: { at, clusterId, retentionDays } };
  },
);

const applyRetention = given(
  (it) => someCluster(it, () => true),
  ({ clusterId }, { at }): Command => ({ type: 'ApplyRetention', data: { at, clusterId } }),
);

const failHsm = given(
  (it) => someHsm(it, isPeer),
  ({ cluster: { clusterId }, hsm: { hsmId } }, { at }): Command => ({ type: 'FailHsm', data: { at, clusterId, hsmId } }),
);

const replaceHsm = given(
  (it) => someHsm(it, ({ state }) => isStanding(state)),
  ({ cluster: { clusterId }, hsm: { hsmId } }, { at }): Command => ({ type: 'ReplaceHsm', data: { at, clusterId, hsmId } }),
);

const goingOn = ({ fleet, draw }: Situation) => anyOf(draw, [...fleet.holders.values()].flatMap(inProgress));

const settle = given(goingOn, ({ id, waits }, { at, draw }): Command => {
  const outcome = waits || chance(draw, 0.6) ? 'FAILED' : 'SUCCEEDED';
  return { type: 'Settle', data: { at, id, outcome, ...(chance(draw, RARELY) && { reason: 'The floor is wet.' }) } };
});

/** What fits the life of a cluster and of its HSMs, by how often it is done. */
export const lifeProposals: Proposals<
  | 'CreateCluster'
  | 'InitializeCluster'
  | 'ActivateCluster'
  | 'AddHsm'
  | 'RemoveHsm'
  | 'DeleteCluster'
  | 'SetRetention'
  | 'ApplyRetention'
  | 'FailHsm'
  | 'ReplaceHsm'
  | 'Settle'
> = {
  CreateCluster: [3, createCluster],
  InitializeCluster: [10, initializeCluster],
  ActivateCluster: [10, activateCluster],
  AddHsm: [10, addHsm],
  RemoveHsm: [7, removeHsm],
  DeleteCluster: [3, deleteCluster],
  SetRetention: [4, setRetention],
  ApplyRetention: [2, applyRetention],
  FailHsm: [3, failHsm],
  ReplaceHsm: [3, replaceHsm],
  Settle: [6, settle],
};
