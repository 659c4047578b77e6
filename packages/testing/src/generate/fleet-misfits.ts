/**
 * What is asked of a fleet in vain: of lost regions, out of time, beyond its quotas, about
 * nothing that exists.
 *
 * @module
 */
import type { Command, Region } from '@hsm-lifecycle/core';
import { clustersIn } from '../fleet.ts';
import { subnets } from '../inputs.ts';
import { anyOf, oneOf } from './draw.ts';
import { hasRoom, isReachable } from './fits.ts';
import { given, someCluster, type Proposal, type Situation } from './situation.ts';
import { REGIONS } from './vocabulary.ts';

const aLostRegion = ({ fleet, draw }: Situation): Region | undefined =>
  anyOf(draw, Object.keys(fleet.lost));

const ofLostRegions: readonly Proposal[] = [
  given(
    ({ fleet, draw }: Situation) =>
      anyOf(
        draw,
        clustersIn(fleet).filter(({ region }) => !isReachable(fleet, region)),
      ),
    ({ clusterId }, { at }): Command => ({ type: 'ApplyRetention', data: { at, clusterId } }),
  ),
  given(aLostRegion, (region, { at }): Command => ({
    type: 'LoseRegion',
    data: { at, region, kind: 'UNREACHABLE' },
  })),
  ({ fleet, at, draw }) => {
    const region = oneOf(draw, REGIONS);
    return isReachable(fleet, region) ? { type: 'RecoverRegion', data: { at, region } } : undefined;
  },
];

const aFullRegion = (what: 'clusters' | 'hsms') => (it: Situation) =>
  anyOf(
    it.draw,
    REGIONS.filter((region) => !hasRoom(it.fleet, region, what)),
  );

const beyondQuotas: readonly Proposal[] = [
  ({ at, draw }) => ({
    type: 'SetQuota',
    data: { at, region: oneOf(draw, REGIONS), clusters: -1 },
  }),
  ({ at, draw }) => ({ type: 'SetQuota', data: { at, region: oneOf(draw, REGIONS) } }),
];

const outOfTime: readonly Proposal[] = [
  ({ fleet }) => ({ type: 'Advance', data: { at: fleet.asOf - 1 } }),
  ({ draw }) => ({ type: 'Advance', data: { at: oneOf(draw, [-1, 0.5]) } }),
  ({ at }) => ({ type: 'ForgetGone', data: { at, goneSince: -1 } }),
];

const aboutNothing: readonly Proposal[] = [
  ({ at }) => ({ type: 'DeleteCluster', data: { at, clusterId: 'cluster-none' } }),
];

/** What is asked of a fleet in vain, in situations that are rare. */
export const fleetOddities: readonly Proposal[] = [
  given(aFullRegion('clusters'), (region, { fleet, at }): Command | undefined => {
    const [platform] = fleet.edition.creatable;
    return (
      platform && {
        type: 'CreateCluster',
        data: { at, region, ...platform, subnets: subnets(1, region) },
      }
    );
  }),
  given(aFullRegion('hsms'), (region, it): Command | undefined => {
    const { at } = it;
    const cluster = someCluster(
      it,
      ({ region: its, state }) => its === region && state === 'ACTIVE',
    );
    const availabilityZone = cluster?.subnets[0]?.availabilityZone;
    if (cluster === undefined || availabilityZone === undefined) return undefined;
    return { type: 'AddHsm', data: { at, clusterId: cluster.clusterId, availabilityZone } };
  }),
  given(
    ({ fleet, draw }: Situation) =>
      anyOf(
        draw,
        Object.keys(fleet.lost).filter((it) => fleet.lost[it] === 'DESTROYED'),
      ),
    (region, { at }): Command => ({ type: 'RecoverRegion', data: { at, region } }),
  ),
];

/** What is asked of a fleet in vain. */
export const fleetMisfits: readonly Proposal[] = [
  ...ofLostRegions,
  ...beyondQuotas,
  ...outOfTime,
  ...aboutNothing,
];
