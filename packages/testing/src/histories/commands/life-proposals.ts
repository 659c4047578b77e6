/**
 * Commands for clusters and HSMs that should be accepted.
 *
 * @module
 */
import { type Command, type Subnet } from '@hsm-lifecycle/core';
import { subnets } from '../../examples/inputs.ts';
import { drawAnyOf, chance, drawOneOf, type Draw } from './draw.ts';
import {
  hasRoom,
  isClosed,
  isFree,
  isReachable,
  isReadyFor,
  isStanding,
  isSupported,
  isUnpaired,
  letsHsmsGo,
  takesHsms,
  takesPolicies,
} from './fits.ts';
import { proposalFor, someCluster, someHsm, type Proposal, type Proposals } from './situation.ts';
import { ACCOUNTS, REGIONS, someDays } from './vocabulary.ts';

const SUBNETS_MAX = 3;

const RARELY = 0.15;
const SOMETIMES = 0.3;

/** Draws a few subnets of a region, some with a range of addresses. */
export const someSubnets = (draw: Draw, region: string): readonly Subnet[] =>
  subnets(1 + draw(SUBNETS_MAX), region).map((it, index) => {
    const { subnetId, availabilityZone } = it;
    const cidr = `10.0.${index + 1}.0/28`;
    return chance(draw, SOMETIMES) ? { subnetId, availabilityZone, cidr } : it;
  });

/** Draws an account, mostly the one that commands without one mean; with it, a network type. */
const someOwner = (draw: Draw) => ({
  ...(chance(draw, SOMETIMES) && { account: drawOneOf(draw, ACCOUNTS) }),
  ...(chance(draw, RARELY) && { networkType: drawOneOf(draw, ['IPV4', 'DUALSTACK'] as const) }),
});

/** Ids in AWS's wider form, as clients may choose them. */
const GIVEN_CLUSTERS = [
  'cluster-Given2Aaaaaa',
  'cluster-Given3Bbbbbbbbb',
  'cluster-given4ccccc',
] as const;
const GIVEN_HSMS = ['hsm-Given2Aaaaaa', 'hsm-Given3Bbbbbbbbb', 'hsm-given4ccccc'] as const;
const HOSTS = ['10', '11'] as const;

/** Addresses in a subnet's range, or anywhere if that is not known. */
const addressesIn = ({ cidr = '10.0.1.0/24' }: Partial<Subnet> = {}): readonly string[] =>
  HOSTS.map((host) => [...cidr.split('.').slice(0, 3), host].join('.'));

/** Draws an item that is not yet in use; `undefined` most of the time. */
const sometimes = <Item>(
  draw: Draw,
  items: readonly Item[],
  isFreeNow: (item: Item) => boolean,
): Item | undefined =>
  chance(draw, SOMETIMES) ? drawAnyOf(draw, items.filter(isFreeNow)) : undefined;

const createCluster: Proposal = ({ fleet, at, draw }) => {
  const owner = someOwner(draw);
  const { account = ACCOUNTS[0] } = owner;
  const open = REGIONS.filter(
    (region) => isReachable(fleet, region) && hasRoom(fleet, { account, region }, 'clusters'),
  );
  const [region, platform] = [drawAnyOf(draw, open), drawAnyOf(draw, fleet.edition.creatable)];
  if (region === undefined || platform === undefined) return undefined;
  const clusterId = sometimes(draw, GIVEN_CLUSTERS, (it) => isFree(fleet, it));
  const said = {
    ...owner,
    ...(platform.hsmType === 'hsm1.medium' && { networkType: 'IPV4' as const }),
    ...(chance(draw, SOMETIMES) && { retentionDays: someDays(draw, fleet.edition) }),
    ...(chance(draw, RARELY) && { tags: { team: 'blue' } }),
    ...(clusterId !== undefined && { clusterId }),
  };
  return {
    type: 'CreateCluster',
    data: { at, region, ...platform, subnets: someSubnets(draw, region), ...said },
  };
};

const initializeCluster = proposalFor(
  (it) => someCluster(it, isReadyFor('UNINITIALIZED')),
  ({ clusterId, signingRequestId }, { at, draw }): Command => ({
    type: 'Initialize',
    data: {
      at,
      clusterId,
      ...(signingRequestId !== undefined && chance(draw, SOMETIMES) && { signingRequestId }),
      ...(chance(draw, SOMETIMES) && { certificate: 'CERTIFICATE' }),
    },
  }),
);

const activateCluster = proposalFor(
  (it) => someCluster(it, isReadyFor('INITIALIZED')),
  ({ clusterId }, { at, draw }): Command => ({
    type: 'Activate',
    data: { at, clusterId, ...(chance(draw, RARELY) && { admin: 'carol' }) },
  }),
);

const COMMON_SIZE = 5;

const addHsm = proposalFor(
  (it) =>
    someCluster(
      it,
      (cluster) =>
        takesHsms(cluster) &&
        isSupported(cluster, it.at) &&
        hasRoom(it.fleet, cluster, 'hsms') &&
        cluster.hsms.length <= it.draw(COMMON_SIZE),
    ),
  ({ clusterId, subnets: places, hsms }, { fleet, at, draw }): Command | undefined => {
    const hsmId = sometimes(draw, GIVEN_HSMS, (it) => isFree(fleet, it));
    const open = places.filter((it) => !isClosed(fleet, it.availabilityZone));
    const subnet = drawAnyOf(draw, open);
    if (subnet === undefined) return undefined;
    const { availabilityZone } = subnet;
    const ipAddress = sometimes(draw, addressesIn(subnet), (it) =>
      hsms.every((hsm) => hsm.ipAddress !== it),
    );
    const said = {
      ...(hsmId !== undefined && { hsmId }),
      ...(ipAddress !== undefined && { ipAddress }),
    };
    return { type: 'AddHsm', data: { at, clusterId, availabilityZone, ...said } };
  },
);

const removeHsm = proposalFor(
  (it) =>
    someHsm(
      it,
      (hsm, cluster) =>
        isStanding(hsm) &&
        isUnpaired(cluster, hsm) &&
        letsHsmsGo(cluster) &&
        isReachable(it.fleet, cluster.region),
    ),
  ({ cluster: { clusterId }, hsm: { hsmId, eniId, ipAddress } }, { at, draw }): Command => {
    const selectors = [
      { hsmId },
      { hsmId },
      { eniId },
      ipAddress === undefined ? { hsmId } : { ipAddress },
    ] as const;
    return { type: 'RemoveHsm', data: { at, clusterId, ...drawOneOf(draw, selectors) } };
  },
);

const deleteCluster = proposalFor(
  (it) => someCluster(it, (cluster) => letsHsmsGo(cluster) && cluster.hsms.length === 0),
  ({ clusterId }, { at }): Command => ({ type: 'DeleteCluster', data: { at, clusterId } }),
);

const OPTED_OUT_SHARE = 0.1;

const setRetention = proposalFor(
  (it) => someCluster(it, takesPolicies),
  ({ clusterId, edition }, { at, draw }): Command => ({
    type: 'SetRetention',
    data: chance(draw, OPTED_OUT_SHARE)
      ? { at, clusterId, retentionDays: 'NONE', by: 'SUPPORT' }
      : { at, clusterId, retentionDays: someDays(draw, edition) },
  }),
);

const applyRetention = proposalFor(
  (it) => someCluster(it, () => true),
  ({ clusterId }, { at }): Command => ({ type: 'ApplyRetention', data: { at, clusterId } }),
);

/** Proposals for clusters and HSMs, with weights. */
export const lifeProposals: Proposals<
  | 'CreateCluster'
  | 'Initialize'
  | 'Activate'
  | 'AddHsm'
  | 'RemoveHsm'
  | 'DeleteCluster'
  | 'SetRetention'
  | 'ApplyRetention'
> = {
  CreateCluster: [3, createCluster],
  Initialize: [10, initializeCluster],
  Activate: [14, activateCluster],
  AddHsm: [10, addHsm],
  RemoveHsm: [7, removeHsm],
  DeleteCluster: [3, deleteCluster],
  SetRetention: [4, setRetention],
  ApplyRetention: [2, applyRetention],
};
