/**
 * A mutable map of XState snapshots, under the same commands as a fleet.
 *
 * @module
 */
import { elapsed, type Timed } from '../measure/medians.ts';
import { xstate, type ClusterSnapshot } from '../peers/xstate.ts';
import { clusterOf, commandsTo, obeyed, ZONE, type GrownFleet } from '../work/grown-fleet.ts';
import { peerId, shown } from '../work/shown.ts';

const snapshotOf = (
  snapshots: ReadonlyMap<string, ClusterSnapshot>,
  id: string,
): ClusterSnapshot => {
  const snapshot = snapshots.get(id);
  if (snapshot === undefined) throw new Error(`no ${id}`);
  return snapshot;
};

/**
 * Stops the benchmark unless the map's first and last clusters equal the fleet's after the same
 * commands.
 */
const compare = (
  grownFleet: GrownFleet,
  snapshots: ReadonlyMap<string, ClusterSnapshot>,
  ids: readonly string[],
): void => {
  const few = [ids[0] ?? '', ids.at(-1) ?? ''];
  const fleet = commandsTo(grownFleet, [...new Set(few)]).reduce(obeyed, grownFleet.fleet);
  for (const id of few) {
    const expected = JSON.stringify(shown(clusterOf({ ...grownFleet, fleet }, id)));
    const found = JSON.stringify(snapshots.get(id)?.context);
    if (expected !== found) throw new Error(`XState does other work:\n${found}\n${expected}`);
  }
};

/**
 * Microseconds of one transition, for the same commands as the fleet. The map is restored after
 * each run.
 */
export const transitioning = (grownFleet: GrownFleet, nextIds: () => readonly string[]): Timed => {
  const peer = xstate(shown(clusterOf(grownFleet, grownFleet.clusterIds[0] ?? '')));
  const snapshots = new Map<string, ClusterSnapshot>(
    grownFleet.clusterIds.map((clusterId) => [
      clusterId,
      xstate(shown(clusterOf(grownFleet, clusterId))).begin(),
    ]),
  );
  let isCompared = false;
  return () => {
    const ids = nextIds();
    const at = grownFleet.fleet.asOf;
    const before = new Map(ids.map((id) => [id, snapshotOf(snapshots, id)]));
    const removals = ids.map((id) => clusterOf(grownFleet, id).hsms[0]?.hsmId ?? '');
    const took = elapsed(() => {
      for (const id of ids) {
        snapshots.set(
          id,
          peer.apply(snapshotOf(snapshots, id), { type: 'ADD_HSM', at, availabilityZone: ZONE }),
        );
      }
      for (const [index, id] of ids.entries()) {
        const machineId = removals[index] ?? '';
        snapshots.set(
          id,
          peer.apply(snapshotOf(snapshots, id), {
            type: 'REMOVE_HSM',
            at,
            hsmId: peerId(machineId),
            machineId,
          }),
        );
      }
    });
    if (!isCompared) compare(grownFleet, snapshots, ids);
    isCompared = true;
    for (const [id, snapshot] of before) snapshots.set(id, snapshot);
    return (1000 * took) / (2 * ids.length);
  };
};
