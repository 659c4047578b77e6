/**
 * What concerns many holders of a fleet at once.
 *
 * @module
 */
import { evolveCluster } from '../evolve/evolve.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { isOriginSpent, originDropped } from '../time/origin.ts';
import type { Moved } from './absorb.ts';
import type { Fleet } from './fleet.ts';
import type { FleetWideEvent } from './fleet-event.ts';

/** A fleet-wide event, and the holders that it changes. */
export type Upheaval = { readonly event: FleetWideEvent; readonly moves: readonly Moved[] };

/** The clusters that something happens to; those without events are left out. */
export const clustersMoved = (
  fleet: Fleet,
  eventsFor: (cluster: Cluster) => readonly ClusterEvent[],
): readonly Moved[] =>
  [...fleet.holders.entries()].flatMap(([stem, before]): readonly Moved[] => {
    const events = before.kind === 'CLUSTER' ? eventsFor(before) : [];
    if (before.kind !== 'CLUSTER' || events.length === 0) return [];
    const after = events.reduce(evolveCluster, before);
    if (!isOriginSpent(after)) return [{ stem, before, after, events }];
    const dropped = originDropped(after, after.asOf);
    return [{ stem, before, after: evolveCluster(after, dropped), events: [...events, dropped] }];
  });
