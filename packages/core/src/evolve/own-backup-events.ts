/**
 * Applies the events of a cluster's own backups.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { appended, found, mapped } from '../kernel/list.ts';
import { backup, type Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, EventOf } from '../model/event.ts';
import { changedHsm, type Hsm } from '../model/hsm.ts';
import type { BackupId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Tags } from '../model/placement.ts';
import {
  evolveBackups,
  tagged,
  untagged,
  withBackup,
  withNewBackup,
  withoutBackup,
} from './backups.ts';
import { changed, type Handlers } from './changed.ts';
import { failedMigration } from './failed-migration.ts';
import { contentsOfHsm, namedBackup, namedHsm } from './hsm-events.ts';
import { remarked } from './marking.ts';

type OwnBackupEvent = Extract<
  ClusterEvent,
  { readonly type: `Backup${string}` | 'ResourceTagged' | 'ResourceUntagged' }
>;

type OfBackup = { readonly at: EpochMillis; readonly backupId: string };

const noTags: Tags = Object.freeze({});

/** Sets the backups without updating `markableSince`. */
const withBackups = (before: Cluster, at: EpochMillis, backups: readonly Backup[]): Cluster =>
  changed(before, at, (after) => {
    after.backups = backups;
  });

/**
 * Sets the backups after one has changed, and updates `markableSince`.
 */
const withMarkings = (
  before: Cluster,
  backups: readonly Backup[],
  { at, backupId }: OfBackup,
): Cluster => withBackups(before, at, remarked(backups, before, { at, changedId: backupId }));

const withTags = (before: Cluster, at: EpochMillis, tags: Tags): Cluster =>
  changed(before, at, (after) => {
    after.tags = tags;
  });

const released = (
  hsms: readonly Hsm[],
  joinsWith: Hsm['joinsWith'],
  waiting: EventOf<'BackupCreated'>['data']['released'],
): readonly Hsm[] => {
  for (const { hsmId } of waiting)
    invariant(found(hsms, (it) => it.hsmId === hsmId) !== undefined, `the stream has no ${hsmId}`);
  return mapped(hsms, (it) => {
    const end = waiting.find(({ hsmId }) => hsmId === it.hsmId);
    if (end === undefined) return it;
    const contents = it.state === 'CREATE_IN_PROGRESS' ? joinsWith : undefined;
    return changedHsm(it, (after) => {
      after.waitsFor = undefined;
      after.expectedAt = end.expectedAt;
      after.joinsWith = contents;
    });
  });
};

/** The migration, with the backup that its next step needs. */
const waitingFor = (
  { migration }: Pick<Cluster, 'migration'>,
  backupId: BackupId | undefined,
): Cluster['migration'] => migration && Object.freeze({ ...migration, backupId });

/** Handlers by event type. */
export const ownBackupEvents: Handlers<OwnBackupEvent> = {
  BackupCreating: (before, { at, backupId, hsmId, cause, expectedAt }) => {
    const { material, access } = contentsOfHsm(before, hsmId);
    const started = backup({
      backupId,
      state: 'CREATE_IN_PROGRESS',
      cause,
      createdAt: at,
      expectedAt,
      hsmId,
      neverExpires: false,
      tags: noTags,
      hsmType: namedHsm(before, hsmId).hsmType,
      mode: before.mode,
      material,
      access,
    });
    return changed(before, at, (after) => {
      after.backups = appended(before.backups, started);
      after.backupsMade = before.backupsMade + 1;
      if (cause === 'MIGRATION') after.migration = waitingFor(before, backupId);
    });
  },
  BackupCreated: (before, { at, backupId, released: waiting }) => {
    const { createdAt, material, access } = namedBackup(before, backupId);
    const backups = withNewBackup(before.backups, backupId, (after) => {
      after.state = 'READY';
      after.expectedAt = undefined;
      after.hsmId = undefined;
    });
    return changed(before, at, (after) => {
      after.backups = remarked(backups, before, { at, changedId: backupId });
      after.lastBackupAt = Math.max(before.lastBackupAt ?? 0, createdAt);
      if (waiting.length > 0)
        after.hsms = released(before.hsms, Object.freeze({ material, access }), waiting);
    });
  },
  BackupCreationFailed: (before, { at, backupId }) =>
    changed(before, at, (after) => {
      after.backups = withoutBackup(before.backups, backupId);
      after.backupFailedAt = at;
      after.migration = failedMigration(before, at);
      if (before.migration?.backupId === backupId) after.migration = waitingFor(after, undefined);
    }),
  BackupExpired: (before, { at, backupId, deleteAt }) => {
    const backups = withBackup(before.backups, backupId, (after) => {
      after.state = 'PENDING_DELETION';
      after.deleteAt = deleteAt;
      after.deletedBy = 'RETENTION';
      after.markableSince = undefined;
    });
    return withBackups(before, at, backups);
  },
  BackupNeverExpiresSet: (before, { at, backupId, neverExpires }) => {
    const backups = withBackup(before.backups, backupId, (after) => {
      after.neverExpires = neverExpires;
    });
    return withMarkings(before, backups, { at, backupId });
  },
  BackupDeletionScheduled: (before, data) =>
    withMarkings(
      before,
      evolveBackups(before.backups, { type: 'BackupDeletionScheduled', data }),
      data,
    ),
  BackupUndeleted: (before, data) =>
    withMarkings(before, evolveBackups(before.backups, { type: 'BackupUndeleted', data }), data),
  BackupPurged: (before, { at, backupId }) =>
    withBackups(before, at, withoutBackup(before.backups, backupId)),
  BackupShared: (before, data) =>
    withBackups(before, data.at, evolveBackups(before.backups, { type: 'BackupShared', data })),
  BackupUnshared: (before, data) =>
    withBackups(before, data.at, evolveBackups(before.backups, { type: 'BackupUnshared', data })),
  ResourceTagged: (before, data) =>
    data.resourceId === before.clusterId
      ? withTags(before, data.at, tagged(before.tags, data.tags))
      : withBackups(
          before,
          data.at,
          evolveBackups(before.backups, { type: 'ResourceTagged', data }),
        ),
  ResourceUntagged: (before, data) =>
    data.resourceId === before.clusterId
      ? withTags(before, data.at, untagged(before.tags, data.keys))
      : withBackups(
          before,
          data.at,
          evolveBackups(before.backups, { type: 'ResourceUntagged', data }),
        ),
};
