/**
 * What the service itself does to clusters: HSMs fail and are replaced, change their type, and work
 * ends.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import { clustersIn } from '../../examples/fleet.ts';
import { inProgress } from '../../examples/settled.ts';
import { chance, drawAnyOf } from './draw.ts';
import { isReplaceable, isStanding, isSupported, isUnreported, nextTypeOf } from './fits.ts';
import {
  proposalFor,
  someCluster,
  someHsm,
  type Proposal,
  type Proposals,
  type Situation,
} from './situation.ts';

const RARELY = 0.15;

const failHsm = proposalFor(
  (it) => someHsm(it, ({ state }) => state !== 'DEGRADED'),
  ({ cluster: { clusterId }, hsm: { hsmId } }, { at }): Command => ({
    type: 'FailHsm',
    data: { at, clusterId, hsmId },
  }),
);

const replaceHsm = proposalFor(
  (it) =>
    someHsm(
      it,
      (hsm, cluster) =>
        isStanding(hsm) &&
        isReplaceable(cluster, hsm) &&
        isSupported(cluster, it.at) &&
        it.fleet.lost[cluster.region] !== 'DESTROYED',
    ),
  ({ cluster: { clusterId }, hsm: { hsmId } }, { at }): Command => ({
    type: 'ReplaceHsm',
    data: { at, clusterId, hsmId },
  }),
);

const changeHsmType = proposalFor(
  (it) => someCluster(it, (cluster) => nextTypeOf(cluster, it.at) !== undefined),
  (cluster, { at }): Command => ({
    type: 'ChangeHsmType',
    data: {
      at,
      clusterId: cluster.clusterId,
      hsmType: nextTypeOf(cluster, at) ?? cluster.hsmType,
    },
  }),
);

const goingOn = ({ fleet, draw }: Situation) =>
  drawAnyOf(draw, [...fleet.holders.values()].flatMap(inProgress));

const FAILED_SHARE = 0.6;

const settleReport = proposalFor(
  ({ fleet, draw }: Situation) => drawAnyOf(draw, clustersIn(fleet).filter(isUnreported)),
  ({ clusterId: id }, { at }): Command => ({
    type: 'Settle',
    data: { at, id, outcome: 'SUCCEEDED' },
  }),
);

const settleWork = proposalFor(goingOn, ({ id, waits }, { at, draw }): Command => {
  const outcome = waits || chance(draw, FAILED_SHARE) ? 'FAILED' : 'SUCCEEDED';
  return {
    type: 'Settle',
    data: { at, id, outcome, ...(chance(draw, RARELY) && { reason: 'The floor is wet.' }) },
  };
});

const settle: Proposal = (it) =>
  (chance(it.draw, RARELY) ? settleReport(it) : undefined) ?? settleWork(it);

/** Proposals for what the service does, with weights. */
export const serviceProposals: Proposals<'FailHsm' | 'ReplaceHsm' | 'ChangeHsmType' | 'Settle'> = {
  FailHsm: [3, failHsm],
  ReplaceHsm: [3, replaceHsm],
  ChangeHsmType: [5, changeHsmType],
  Settle: [6, settle],
};
