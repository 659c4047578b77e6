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
  | { readonly kind: 'DESTROY'; readonly holderId: string };

const joining = (clusterId: string, hsmId: string, from: HsmSource): readonly Effect[] => {
  if (from.kind === 'BACKUP') return [{ kind: 'OPEN', hsmId, from: from.backupId }];
  return from.kind === 'ORIGIN' ? [{ kind: 'OPEN', hsmId, from: clusterId }] : [];
};

/** An HSM that changes its type and loses nothing has nothing to load. */
const migrating = (
  clusterId: string,
  { hsmId, from }: EventOf<'HsmMigrating'>['data'],
): readonly Effect[] => (from === undefined ? [] : joining(clusterId, hsmId, from));

const restoring = ({
  clusterId,
  restoredFrom,
}: EventOf<'ClusterRestoring'>['data']): readonly Effect[] => [
  { kind: 'REWRAP', from: restoredFrom.backupId, to: clusterId },
];

const destroying = ({ backupId: holderId }: { readonly backupId: string }): readonly Effect[] => [
  { kind: 'DESTROY', holderId },
];

/**
 * The effects of an event. Depends on the event alone; most events have none. What needs no work,
 * such as an HSM that leaves, is no effect: a host reports its end at once.
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
    case 'HsmAdding':
      return joining(stream, event.data.hsmId, event.data.from);
    case 'HsmReplacing':
      return joining(stream, event.data.newHsmId, event.data.from);
    case 'HsmMigrating':
      return migrating(stream, event.data);
    case 'BackupPurged':
    case 'BackupCreationFailed':
    case 'BackupCopyFailed':
      return destroying(event.data);
    case 'OriginDropped':
    case 'ClusterDeleted':
    case 'ClusterRestoreFailed':
      return [{ kind: 'DESTROY', holderId: stream }];
    default:
      return [];
  }
};
