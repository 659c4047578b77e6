/**
 * What an event asks of the world.
 *
 * @module
 */
import type { ClusterRestoring, HsmSource } from '@hsm-lifecycle/core';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';

/** Work that the machine has decided on and cannot do itself, as plain data. */
export type Effect =
  /** Seal what a backup of an HSM holds, and report it. */
  | { readonly kind: 'SEAL'; readonly backupId: string; readonly hsmId: string }
  /**
   * Give `to` (a copy, or a restored cluster) a key record of its own, made from that of `from`,
   * and report it.
   */
  | { readonly kind: 'REWRAP'; readonly from: string; readonly to: string }
  /**
   * Open what `from` (a backup, or the restored cluster itself) has a record for, check it, and
   * report the HSM's joining.
   */
  | { readonly kind: 'OPEN'; readonly hsmId: string; readonly from: string }
  /** Destroy a key record. Irrevocable. */
  | { readonly kind: 'DESTROY'; readonly holderId: string }
  /** Nothing to do in this model but to report the end, unless it has a date. */
  | { readonly kind: 'REPORT'; readonly id: string };

const joining = (clusterId: string, hsmId: string, from: HsmSource): Effect => {
  if (from.kind === 'BACKUP') return { kind: 'OPEN', hsmId, from: from.backupId };
  return from.kind === 'ORIGIN'
    ? { kind: 'OPEN', hsmId, from: clusterId }
    : { kind: 'REPORT', id: hsmId };
};

const restoring = ({ clusterId, origin }: ClusterRestoring['data']): readonly Effect[] => [
  { kind: 'REWRAP', from: origin.backupId, to: clusterId },
  { kind: 'REPORT', id: clusterId },
];

const destroying = ({ backupId: holderId }: { readonly backupId: string }): readonly Effect[] => [
  { kind: 'DESTROY', holderId },
];

/**
 * Says what an event asks of the world. A function of the event alone; an event without an effect
 * asks nothing.
 *
 * @param event - an event and its stream
 * @returns what to do, in this order
 */
// One case for each event that asks something is the point of it.
// eslint-disable-next-line complexity
export const effectsOf = ({ stream, event }: FleetEvent): readonly Effect[] => {
  // Most events ask nothing.
  // eslint-disable-next-line typescript/switch-exhaustiveness-check
  switch (event.type) {
    case 'BackupCreating':
      return [{ kind: 'SEAL', backupId: event.data.backupId, hsmId: event.data.hsmId }];
    case 'BackupCopying':
      return [{ kind: 'REWRAP', from: event.data.source.backupId, to: event.data.backupId }];
    case 'ClusterRestoring':
      return restoring(event.data);
    case 'HsmAdding':
      return [joining(stream, event.data.hsmId, event.data.from)];
    case 'HsmRemoving':
      return [{ kind: 'REPORT', id: event.data.hsmId }];
    case 'BackupPurged':
    case 'BackupCreationFailed':
    case 'BackupCopyFailed':
      return destroying(event.data);
    case 'ClusterDeleted':
    case 'ClusterRestoreFailed':
      return [{ kind: 'DESTROY', holderId: stream }];
    case 'ClusterCreating':
    case 'ClusterInitializing':
    case 'ClusterDeleting':
      return [{ kind: 'REPORT', id: stream }];
    default:
      return [];
  }
};
