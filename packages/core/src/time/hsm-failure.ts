/**
 * The failure of an HSM, and of all that depends on it.
 *
 * @module
 */
import { evolveCluster } from '../evolve/evolve.ts';
import { found } from '../kernel/list.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, EventOf } from '../model/event.ts';
import type { Hsm } from '../model/hsm.ts';
import { withConsequences } from './consequence.ts';
import { hsmFailed, type Failure } from './failed.ts';
import { withGone } from './gone.ts';

/**
 * The events with which an HSM fails: a joining one is a failed join (F-92) or replacement; any
 * other is DEGRADED, and its backup in progress and what waits for that fail with it. A leaving
 * one stays, DEGRADED (U-39).
 *
 * @param it - an HSM that is not DEGRADED yet
 */
export const hsmFailure = (
  now: Cluster,
  it: Hsm,
  { at, reason }: Failure,
): readonly ClusterEvent[] => {
  const { hsmId, state } = it;
  if (state === 'CREATE_IN_PROGRESS') return [hsmFailed(now, it, { at, reason })];
  const degraded = withGone<EventOf<'HsmDegraded'>>(now, (gone) => ({
    type: 'HsmDegraded',
    data: { at, hsmId, reason, gone },
  }));
  const events = withConsequences(now, [degraded], reason);
  const after = events.reduce(evolveCluster, now);
  const leaving = found(
    after.hsms,
    (each) => each.hsmId === hsmId && each.state === 'DELETE_IN_PROGRESS',
  );
  return leaving === undefined ? events : [...events, hsmFailed(after, leaving, { at, reason })];
};
