/**
 * What the events of a cluster's own backups make of it.
 *
 * @module
 */
import { appended, mapped } from '../kernel/list.ts';
import { backup } from '../state/backup.ts';
import type { Cluster } from '../state/cluster.ts';
import type { BackupEvent, ClusterEvent, EventOf } from '../state/event.ts';
import { changedHsm, type Hsm } from '../state/hsm.ts';
import type { EpochMillis } from '../values/instant.ts';
import type { Tags } from '../values/placement.ts';
import { evolveBackups, tagged, untagged, withBackup, withNewBackup, withoutBackup } from './backups.ts';
import { changed, type ClusterChanges, type Handlers } from './changed.ts';
import { contentsOfHsm, namedBackup } from './hsm-events.ts';
import { remarked } from './marking.ts';

type OwnBackupEvent = Extract<ClusterEvent, { readonly type: `Backup${string}` | 'Tagged' | 'Untagged' }>;

const noTags: Tags = Object.freeze({});

/** Writes the backups, marked anew as they now stand. */
const withBackups = (before: Cluster, at: EpochMillis, { backups, ...rest }: ClusterChanges & Pick<Cluster, 'backups'>): Cluster =>
  changed(before, at, { ...rest, backups: remarked(backups, { retention: before.retention, at }) });

const evolved = (before: Cluster, event: BackupEvent): Cluster =>
  withBackups(before, event.data.at, { backups: evolveBackups(before.backups, event) });

const released = (hsms: readonly Hsm[], joinsWith: Hsm['joinsWith'], waiting: EventOf<'BackupReady'>['data']['released']): readonly Hsm[] =>
  mapped(hsms, (it) => {
    const end = waiting.find(({ hsmId }) => hsmId === it.hsmId);
    if (end === undefined) return it;
    const contents = it.state === 'CREATE_IN_PROGRESS' ? joinsWith : undefined;
    return changedHsm(it, { waitsFor: undefined, expectedAt: end.expectedAt, joinsWith: contents });
  });

/** By event, the cluster after it. */
export const ownBackupEvents: Handlers<OwnBackupEvent> = {
  BackupStarted: (before, { at, backupId, hsmId, cause, expectedAt }) => {
    const { material, admin } = contentsOfHsm(before, hsmId);
    const started = backup({
      backupId,
      state: 'CREATE_IN_PROGRESS',
      cause,
      createdAt: at,
      expectedAt,
      neverExpires: false,
      tags: noTags,
      hsmType: before.hsmType,
      mode: before.mode,
      material,
      admin,
    });
    return changed(before, at, { backups: appended(before.backups, started), backupsMade: before.backupsMade + 1 });
  },
  BackupReady: (before, { at, backupId, released: waiting }) => {
    const { createdAt, material, admin } = namedBackup(before, backupId);
    const backups = withNewBackup(before.backups, backupId, { state: 'READY', expectedAt: undefined });
    return changed(before, at, {
      backups: remarked(backups, { retention: before.retention, at }),
      hsms: waiting.length === 0 ? before.hsms : released(before.hsms, Object.freeze({ material, admin }), waiting),
      lastBackupAt: Math.max(before.lastBackupAt ?? 0, createdAt),
    });
  },
  BackupFailed: (before, { at, backupId }) => changed(before, at, { backups: withoutBackup(before.backups, backupId), backupFailedAt: at }),
  BackupExpired: (before, { at, backupId, deleteAt }) => {
    const mark = { state: 'PENDING_DELETION', deleteAt, deletedBy: 'RETENTION', markableSince: undefined } as const;
    return changed(before, at, { backups: withBackup(before.backups, backupId, mark) });
  },
  BackupExemptionSet: (before, { at, backupId, neverExpires }) =>
    withBackups(before, at, { backups: withBackup(before.backups, backupId, { neverExpires }) }),
  BackupDeletionScheduled: (before, data) => evolved(before, { type: 'BackupDeletionScheduled', data }),
  BackupUndeleted: (before, data) => evolved(before, { type: 'BackupUndeleted', data }),
  BackupPurged: (before, { at, backupId }) => changed(before, at, { backups: withoutBackup(before.backups, backupId) }),
  Tagged: (before, data) =>
    data.resourceId === before.clusterId
      ? changed(before, data.at, { tags: tagged(before.tags, data.tags) })
      : evolved(before, { type: 'Tagged', data }),
  Untagged: (before, data) =>
    data.resourceId === before.clusterId
      ? changed(before, data.at, { tags: untagged(before.tags, data.keys) })
      : evolved(before, { type: 'Untagged', data }),
};
