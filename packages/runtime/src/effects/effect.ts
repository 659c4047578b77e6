/**
 * What an event requires of the host.
 *
 * @module
 */
import type { EventOf, HsmSource } from '@hsm-lifecycle/core';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';

/** Work that an event requires of the host, as plain data. */
export type Effect =
  /** Seal the contents of a backup, and report it. */
  | { readonly kind: 'SEAL'; readonly backupId: string; readonly hsmId: string }
  /**
   * Make a key record for `to` (a copy, or a restored cluster) from that of `from`, and report it.
   */
  | { readonly kind: 'REWRAP'; readonly from: string; readonly to: string }
  /**
   * Open the backup that `from` (a backup, or the restored cluster itself) has a record for, check
   * it, and report that the HSM has joined, or has changed its type.
   */
  | { readonly kind: 'OPEN'; readonly hsmId: string; readonly from: string }
  /** Destroy a key record. Irreversible. */
  | { readonly kind: 'DESTROY'; readonly holderId: string }
  /** Report the end; there is nothing else to do. */
  | { readonly kind: 'REPORT'; readonly id: string };

const joining = (clusterId: string, hsmId: string, from: HsmSource): Effect => {
  if (from.kind === 'BACKUP') return { kind: 'OPEN', hsmId, from: from.backupId };
  return from.kind === 'ORIGIN'
    ? { kind: 'OPEN', hsmId, from: clusterId }
    : { kind: 'REPORT', id: hsmId };
};

/** An HSM that changes its type and loses nothing has nothing to load. */
const migrating = (clusterId: string, { hsmId, from }: EventOf<'HsmMigrating'>['data']): Effect =>
  from === undefined ? { kind: 'REPORT', id: hsmId } : joining(clusterId, hsmId, from);

const restoring = ({
  clusterId,
  restoredFrom,
}: EventOf<'ClusterRestoring'>['data']): readonly Effect[] => [
  { kind: 'REWRAP', from: restoredFrom.backupId, to: clusterId },
  { kind: 'REPORT', id: clusterId },
];

/** Work that was in progress when a cluster was observed. */
const observing = ({ cluster }: EventOf<'ClusterObserved'>['data']): readonly Effect[] => {
  const { clusterId, phase, hsms, backups } = cluster;
  const running = [
    ...(phase.endsWith('_IN_PROGRESS') ? [clusterId] : []),
    ...hsms.filter(({ state }) => state.endsWith('_IN_PROGRESS')).map(({ hsmId }) => hsmId),
    ...backups
      .filter(({ state }) => state === 'CREATE_IN_PROGRESS')
      .map(({ backupId }) => backupId),
  ];
  return running.map((id) => ({ kind: 'REPORT', id }));
};

const destroying = ({ backupId: holderId }: { readonly backupId: string }): readonly Effect[] => [
  { kind: 'DESTROY', holderId },
];

/**
 * The effects of an event. Depends on the event alone; most events have none.
 *
 * @param event - an event and its stream
 * @returns the effects, in order
 */
// One case for each event that has effects.
// eslint-disable-next-line complexity
export const effectsOf = ({ stream, event }: FleetEvent): readonly Effect[] => {
  // Most events have none.
  // eslint-disable-next-line typescript/switch-exhaustiveness-check
  switch (event.type) {
    case 'BackupCreating':
      return [{ kind: 'SEAL', backupId: event.data.backupId, hsmId: event.data.hsmId }];
    case 'BackupCopying':
      return [{ kind: 'REWRAP', from: event.data.source.backupId, to: event.data.backupId }];
    case 'ClusterRestoring':
      return restoring(event.data);
    case 'ClusterObserved':
      return observing(event.data);
    case 'HsmAdding':
      return [joining(stream, event.data.hsmId, event.data.from)];
    case 'HsmReplacing':
      return [joining(stream, event.data.newHsmId, event.data.from)];
    case 'HsmMigrating':
      return [migrating(stream, event.data)];
    case 'HsmRemoving':
      return [{ kind: 'REPORT', id: event.data.hsmId }];
    case 'BackupPurged':
    case 'BackupCreationFailed':
    case 'BackupCopyFailed':
      return destroying(event.data);
    case 'OriginDropped':
    case 'ClusterDeleted':
    case 'ClusterRestoreFailed':
      return [{ kind: 'DESTROY', holderId: stream }];
    case 'ClusterActivated':
      return event.data.expectedAt === undefined ? [{ kind: 'REPORT', id: stream }] : [];
    case 'ClusterCreating':
    case 'ClusterInitializing':
    case 'ClusterDeleting':
      return [{ kind: 'REPORT', id: stream }];
    default:
      return [];
  }
};
