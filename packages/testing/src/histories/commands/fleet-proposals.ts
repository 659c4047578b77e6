/**
 * Fleet-wide commands that should be accepted: regions lost and recovered, quotas, and waits.
 *
 * @module
 */
import { DAY_MS, type Command, type Region } from '@hsm-lifecycle/core';
import { clustersIn, copiesIn } from '../../examples/fleet.ts';
import { usageOf } from '../../examples/quota.ts';
import { drawAnyOf, chance, drawOneOf } from './draw.ts';
import { isReachable } from './fits.ts';
import { proposalFor, type Proposal, type Proposals, type Situation } from './situation.ts';
import { ACCOUNTS, REGIONS } from './vocabulary.ts';

const DESTROYED_SHARE = 0.2;
const BUSY_SHARE = 0.7;

const inFlight = ({ fleet }: Situation): readonly Region[] =>
  copiesIn(fleet).flatMap(({ region, backups: [backup] }) =>
    backup?.state === 'CREATE_IN_PROGRESS' ? [region, backup.source?.region ?? region] : [],
  );

/** Often the region of a copy in progress, where a loss matters most. */
const someRegion = (it: Situation): Region | undefined => {
  const them = [inFlight(it), REGIONS].map((each) =>
    each.filter((region) => isReachable(it.fleet, region)),
  );
  const [busy = [], all = []] = them;
  return drawAnyOf(it.draw, busy.length > 0 && chance(it.draw, BUSY_SHARE) ? busy : all);
};

const loseRegion = proposalFor(someRegion, (region, { at, draw }): Command => ({
  type: 'LoseRegion',
  data: { at, region, kind: chance(draw, DESTROYED_SHARE) ? 'DESTROYED' : 'UNREACHABLE' },
}));

const recoverRegion = proposalFor(
  ({ fleet, draw }: Situation): Region | undefined =>
    drawAnyOf(
      draw,
      Object.keys(fleet.lost).filter((it) => fleet.lost[it] === 'UNREACHABLE'),
    ),
  (region, { at }): Command => ({ type: 'RecoverRegion', data: { at, region } }),
);

const SPARING_SHARE = 0.3;
const SPARED_DAYS_MAX = 30;

const SLACK = { clusters: 4, hsms: 6 } as const;

/** A quota at or slightly above what an account has in a region. */
const setQuota: Proposal = ({ fleet, at, draw }) => {
  const region = drawOneOf(draw, REGIONS);
  const account = drawOneOf(draw, ACCOUNTS);
  const clusters = usageOf(fleet, { account, region }, 'clusters') + draw(SLACK.clusters);
  const hsms = usageOf(fleet, { account, region }, 'hsms') + draw(SLACK.hsms);
  const data = { at, account, region };
  return {
    type: 'SetQuota',
    data: chance(draw, SPARING_SHARE) ? data : { ...data, clusters, hsms },
  };
};

/** Forgets the holders that have been gone for a while, or all that are gone. */
const forgetGone: Proposal = ({ at, draw }) => ({
  type: 'ForgetGone',
  data: chance(draw, SPARING_SHARE)
    ? { at, goneSince: Math.max(0, at - draw(SPARED_DAYS_MAX) * DAY_MS) }
    : { at },
});

const someZone = ({ fleet, draw }: Situation): string | undefined =>
  drawAnyOf(
    draw,
    clustersIn(fleet)
      .flatMap(({ subnets }) => subnets.map(({ availabilityZone }) => availabilityZone))
      .filter((it) => !fleet.lostZones.includes(it)),
  );

const loseZone = proposalFor(someZone, (availabilityZone, { at }): Command => ({
  type: 'LoseZone',
  data: { at, availabilityZone },
}));

const recoverZone = proposalFor(
  ({ fleet, draw }: Situation) => drawAnyOf(draw, fleet.lostZones),
  (availabilityZone, { at }): Command => ({ type: 'RecoverZone', data: { at, availabilityZone } }),
);

/** Now and then one zone has no HSMs, mostly none. */
const setZonesWithoutHsms: Proposal = (it) => {
  const zone = it.fleet.zonesWithoutHsms.length === 0 ? someZone(it) : undefined;
  if (zone === undefined && it.fleet.zonesWithoutHsms.length === 0) return undefined;
  const availabilityZones = zone === undefined ? [] : [zone];
  return { type: 'SetZonesWithoutHsms', data: { at: it.at, availabilityZones } };
};

const advance: Proposal = ({ at }) => ({ type: 'Advance', data: { at } });

/** Fleet-wide proposals, with weights. */
export const fleetProposals: Proposals<
  | 'LoseRegion'
  | 'RecoverRegion'
  | 'SetQuota'
  | 'LoseZone'
  | 'RecoverZone'
  | 'SetZonesWithoutHsms'
  | 'ForgetGone'
  | 'Advance'
> = {
  LoseRegion: [4, loseRegion],
  RecoverRegion: [6, recoverRegion],
  SetQuota: [1, setQuota],
  LoseZone: [2, loseZone],
  RecoverZone: [3, recoverZone],
  SetZonesWithoutHsms: [1, setZonesWithoutHsms],
  ForgetGone: [1, forgetGone],
  Advance: [4, advance],
};
