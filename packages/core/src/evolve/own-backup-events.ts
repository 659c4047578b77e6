/**
 * What the events of a cluster's own backups make of it.
 *
 * @module
 */
import { appended, mapped } from '../kernel/list.ts';
import { backup } from '../state/backup.ts';
import type { Cluster } from '../state/cluster.ts';
import type { BackupEvent, ClusterEvent } from '../state/event.ts';
import { hsm, type Hsm } from '../state/hsm.ts';
import type { EpochMillis } from '../values/instant.ts';
import { evolveBackups, tagged, untagged, withBackup, withoutBackup } from './backups.ts';
import { changed, type ClusterChanges, type Handlers } from './changed.ts';
import { contentsOfHsm, namedBackup } from './hsm-events.ts';
import { remarked } from './marking.ts';

type OwnBackupEvent = Extract<ClusterEvent, { readonly type: `Backup${string}` | 'Tagged' | 'Untagged' }>;

const untouched = {
  copiedAt: undefined,
  source: undefined,
  neverExpires: false,
  tags: Object.freeze({}),
  markableSince: undefined,
  reprievedUntil: undefined,
  deleteAt: undefined,
  deletedBy: undefined,
} as const;

/** Writes the backups, marked anew as they now stand. */
const withBackups = (before: Cluster, at: EpochMillis, { backups, ...rest }: ClusterChanges & Pick<Cluster, 'backups'>): Cluster =>
  changed(before, at, { ...rest, backups: remarked(backups, { retention: before.retention, at }) });

const evolved = (before: Cluster, event: BackupEvent): Cluster =>
  withBackups(before, event.data.at, { backups: evolveBackups(before.backups, event) });

const released = (hsms: readonly Hsm[], joinsWith: Hsm['joinsWith'], ends: ReadonlyMap<string, EpochMillis | undefined>): readonly Hsm[] =>
  mapped(hsms, (it) => {
    if (!ends.has(it.hsmId)) return it;
    const contents = it.state === 'CREATE_IN_PROGRESS' ? joinsWith : undefined;
    return hsm({ ...it, waitsFor: undefined, expectedAt: ends.get(it.hsmId), joinsWith: contents });
  });

/** By event, the cluster after it. */
export const ownBackupEvents: Handlers<OwnBackupEvent> = {
  BackupStarted: (before, { at, backupId, hsmId, cause, expectedAt }) => {
    const { hsmType, mode } = before;
    const contents = contentsOfHsm(before, hsmId);
    const started = backup({
      ...untouched,
      ...contents,
      backupId,
      state: 'CREATE_IN_PROGRESS',
      cause,
      createdAt: at,
      expectedAt,
      hsmType,
      mode,
    });
    return changed(before, at, { backups: appended(before.backups, started), backupsMade: before.backupsMade + 1 });
  },
  BackupReady: (before, { at, backupId, released: waiting }) => {
    const { createdAt, material, admin } = namedBackup(before, backupId);
    const ends = new Map(waiting.map(({ hsmId, expectedAt }) => [hsmId, expectedAt]));
    return withBackups(before, at, {
      backups: withBackup(before.backups, backupId, { state: 'READY', expectedAt: undefined }),
      hsms: waiting.length === 0 ? before.hsms : released(before.hsms, Object.freeze({ material, admin }), ends),
      lastBackupAt: Math.max(before.lastBackupAt ?? 0, createdAt),
    });
  },
  BackupFailed: (before, { at, backupId }) => changed(before, at, { backups: withoutBackup(before.backups, backupId), backupFailedAt: at }),
  BackupExpired: (before, { at, backupId, deleteAt }) =>
    withBackups(before, at, {
      backups: withBackup(before.backups, backupId, { state: 'PENDING_DELETION', deleteAt, deletedBy: 'RETENTION' }),
    }),
  BackupExemptionSet: (before, { at, backupId, neverExpires }) =>
    withBackups(before, at, { backups: withBackup(before.backups, backupId, { neverExpires }) }),
  BackupDeletionScheduled: (before, data) => evolved(before, { type: 'BackupDeletionScheduled', data }),
  BackupUndeleted: (before, data) => evolved(before, { type: 'BackupUndeleted', data }),
  BackupPurged: (before, data) => evolved(before, { type: 'BackupPurged', data }),
  Tagged: (before, data) =>
    data.resourceId === before.clusterId
      ? changed(before, data.at, { tags: tagged(before.tags, data.tags) })
      : evolved(before, { type: 'Tagged', data }),
  Untagged: (before, data) =>
    data.resourceId === before.clusterId
      ? changed(before, data.at, { tags: untagged(before.tags, data.keys) })
      : evolved(before, { type: 'Untagged', data }),
};
