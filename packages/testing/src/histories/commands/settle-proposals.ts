/**
 * Reports of how work in progress ended.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import { clustersIn } from '../../examples/fleet.ts';
import { inProgress } from '../../examples/settled.ts';
import { chance, drawAnyOf } from './draw.ts';
import { isUnreported } from './fits.ts';
import { proposalFor, type Proposal, type Situation } from './situation.ts';

/** How often a report is in words, or is that of an activation. */
const RARELY = 0.15;

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

/** Ends work in progress, well or not, or reports an activation. */
export const settle: Proposal = (it) =>
  (chance(it.draw, RARELY) ? settleReport(it) : undefined) ?? settleWork(it);
