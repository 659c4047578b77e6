/**
 * What needs no work ends at once: HSMs that leave or join without contents, and the phases of a
 * cluster that a host reports.
 *
 * @module
 */
import type { Cluster, Hsm } from '@hsm-lifecycle/core';
import { holderIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { reportable, reportableInCluster } from './in-progress.ts';

const hasNoContents = ({ state, joinsFrom, migratesTo }: Hsm): boolean => {
  if (migratesTo !== undefined) return false;
  return (
    state === 'DELETE_IN_PROGRESS' ||
    (state === 'CREATE_IN_PROGRESS' && joinsFrom !== 'BACKUP' && joinsFrom !== 'ORIGIN')
  );
};

/** A cluster that is being restored waits for its key record. */
export const needsNoRecord = ({ phase, restoredFrom }: Cluster): boolean =>
  phase !== 'CREATE_IN_PROGRESS' || restoredFrom === undefined;

const needsNoWork = (cluster: Cluster, id: string): boolean => {
  if (cluster.clusterId === id) return needsNoRecord(cluster);
  const hsm = cluster.hsms.find((it) => it.hsmId === id);
  return hsm !== undefined && hasNoContents(hsm);
};

/** An HSM that changes its type and loses nothing has nothing to load. */
const migratedIn = (events: readonly FleetEvent[]): ReadonlySet<string> =>
  new Set(
    events.flatMap(({ event }) =>
      event.type === 'HsmMigrating' && event.data.from === undefined ? [event.data.hsmId] : [],
    ),
  );

/** The clusters that were taken in as they were seen: nothing of theirs is this host's to do. */
const observedIn = (events: readonly FleetEvent[]): ReadonlySet<string> =>
  new Set(
    events.flatMap(({ stream, event }) => (event.type === 'ClusterObserved' ? [stream] : [])),
  );

/**
 * The first thing that has ended, if any.
 *
 * @param events - all that a command has brought about so far
 */
export const endedAtOnce = (fleet: Fleet, events: readonly FleetEvent[]): string | undefined => {
  const migrated = migratedIn(events);
  const observed = observedIn(events);
  for (const stream of new Set(events.map((it) => it.stream))) {
    const holder = stream === 'fleet' ? undefined : holderIn(fleet, stream);
    if (holder?.kind !== 'CLUSTER') continue;
    const isObserved = observed.has(stream);
    const ended = (isObserved ? reportable(holder) : reportableInCluster(holder)).find(
      ({ id, waits }) => !waits && (isObserved || migrated.has(id) || needsNoWork(holder, id)),
    );
    if (ended !== undefined) return ended.id;
  }
  return undefined;
};
