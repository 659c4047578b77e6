/**
 * The ids in a story.
 *
 * @module
 */
import type { Cluster } from '@hsm-lifecycle/core';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';

const idsOfCluster = ({ hsms, backups }: Cluster): readonly string[] => [
  ...[...hsms].map(({ hsmId }) => hsmId),
  ...[...backups].map(({ backupId }) => backupId),
];

const idsOfEvent = ({ stream, event }: FleetEvent): readonly string[] => {
  const { data } = event;
  return [
    ...(stream === 'fleet' ? [] : [stream]),
    ...('hsmId' in data ? [data.hsmId] : []),
    ...('newHsmId' in data ? [data.newHsmId] : []),
    ...('backupId' in data ? [data.backupId] : []),
    ...('cluster' in data ? idsOfCluster(data.cluster) : []),
  ];
};

/** The ids of all holders, HSMs and backups that events name. */
export const idsInEvents = (events: readonly FleetEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap(idsOfEvent));
