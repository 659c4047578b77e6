/**
 * Commands that should be refused by the fleet: lost regions, time running backwards, quotas,
 * unknown ids.
 *
 * @module
 */
import type { Command, Region } from '@hsm-lifecycle/core';
import { clustersIn } from '../../examples/fleet.ts';
import { subnets } from '../../examples/inputs.ts';
import { drawAnyOf, drawOneOf } from './draw.ts';
import { hasRoom, isClosed, isReachable } from './fits.ts';
import { proposalFor, someCluster, type Proposal, type Situation } from './situation.ts';
import { ACCOUNTS, REGIONS } from './vocabulary.ts';

const aLostRegion = ({ fleet, draw }: Situation): Region | undefined =>
  drawAnyOf(draw, Object.keys(fleet.lost));

const ofLostRegions: readonly Proposal[] = [
  proposalFor(
    ({ fleet, draw }: Situation) =>
      drawAnyOf(
        draw,
        clustersIn(fleet).filter(({ region }) => !isReachable(fleet, region)),
      ),
    ({ clusterId }, { at }): Command => ({ type: 'ApplyRetention', data: { at, clusterId } }),
  ),
  proposalFor(aLostRegion, (region, { at }): Command => ({
    type: 'LoseRegion',
    data: { at, region, kind: 'UNREACHABLE' },
  })),
  ({ fleet, at, draw }) => {
    const region = drawOneOf(draw, REGIONS);
    return isReachable(fleet, region) ? { type: 'RecoverRegion', data: { at, region } } : undefined;
  },
];

const aFullRegion = (what: 'clusters' | 'hsms') => (it: Situation) =>
  drawAnyOf(
    it.draw,
    ACCOUNTS.flatMap((account) => REGIONS.map((region) => ({ account, region }))).filter(
      (where) => !hasRoom(it.fleet, where, what),
    ),
  );

const ofZones: readonly Proposal[] = [
  proposalFor(
    ({ fleet, draw }: Situation) => drawAnyOf(draw, fleet.lostZones),
    (availabilityZone, { at }): Command => ({ type: 'LoseZone', data: { at, availabilityZone } }),
  ),
  ({ at }) => ({ type: 'RecoverZone', data: { at, availabilityZone: 'sa-east-1f' } }),
  ({ fleet, at }) => ({
    type: 'SetZonesWithoutHsms',
    data: { at, availabilityZones: fleet.zonesWithoutHsms },
  }),
  proposalFor(
    (it: Situation) =>
      someCluster(it, ({ subnets: places }) =>
        places.some(({ availabilityZone }) => isClosed(it.fleet, availabilityZone)),
      ),
    ({ clusterId, subnets: places }, { fleet, at }): Command | undefined => {
      const zones = places.map(({ availabilityZone }) => availabilityZone);
      const availabilityZone = zones.find((zone) => isClosed(fleet, zone));
      if (availabilityZone === undefined) return undefined;
      return { type: 'AddHsm', data: { at, clusterId, availabilityZone } };
    },
  ),
];

/** Often, since a region is seldom full, and a machine that forgets quotas shows only then. */
const beyondQuotas: readonly Proposal[] = [
  ({ at, draw }) => ({
    type: 'SetQuota',
    data: { at, region: drawOneOf(draw, REGIONS), clusters: -1 },
  }),
  proposalFor(
    aFullRegion('clusters'),
    ({ account, region }, { fleet, at }): Command | undefined => {
      const [platform] = fleet.edition.creatable;
      return (
        platform && {
          type: 'CreateCluster',
          data: { at, account, region, ...platform, subnets: subnets(1, region) },
        }
      );
    },
  ),
  proposalFor(aFullRegion('hsms'), ({ account, region }, it): Command | undefined => {
    const { at } = it;
    const cluster = someCluster(
      it,
      (each) => each.account === account && each.region === region && each.state === 'ACTIVE',
    );
    const availabilityZone = cluster?.subnets[0]?.availabilityZone;
    if (cluster === undefined || availabilityZone === undefined) return undefined;
    return { type: 'AddHsm', data: { at, clusterId: cluster.clusterId, availabilityZone } };
  }),
];

const outOfTime: readonly Proposal[] = [
  ({ fleet }) => ({ type: 'Advance', data: { at: fleet.asOf - 1 } }),
  ({ draw }) => ({ type: 'Advance', data: { at: drawOneOf(draw, [-1, 0.5]) } }),
  ({ at }) => ({ type: 'ForgetGone', data: { at, goneSince: -1 } }),
];

const aboutNothing: readonly Proposal[] = [
  ({ at }) => ({ type: 'DeleteCluster', data: { at, clusterId: 'cluster-none' } }),
];

/** Commands to the fleet to be refused, in rare situations. */
export const fleetOddities: readonly Proposal[] = [
  proposalFor(
    ({ fleet, draw }: Situation) =>
      drawAnyOf(
        draw,
        Object.keys(fleet.lost).filter((it) => fleet.lost[it] === 'DESTROYED'),
      ),
    (region, { at }): Command => ({ type: 'RecoverRegion', data: { at, region } }),
  ),
];

/** Commands to the fleet to be refused. */
export const fleetMisfits: readonly Proposal[] = [
  ...ofLostRegions,
  ...ofZones,
  ...beyondQuotas,
  ...outOfTime,
  ...aboutNothing,
];
