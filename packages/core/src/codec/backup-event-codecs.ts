/**
 * The codecs of what happens to backups and their tags, whoever holds them, and to the fleet as a
 * whole.
 *
 * @module
 */
import type { FleetWideEvent } from '../fleet/fleet-event.ts';
import type { BackupEvent, ClusterEvent, CopyEvent, EventOf } from '../model/event.ts';
import { event, expectedAt, gone, reason, type EventCodecs } from './event-members.ts';
import { backupId, clusterId, holderId, hsmId, region, tags } from './names.ts';
import { count, date, flag, maybe, text, words } from './scalars.ts';
import { list, record } from './shapes.ts';
import { backupCause } from './state-codec.ts';

type AnyBackupEvent =
  BackupEvent | CopyEvent | Extract<ClusterEvent, { readonly type: `Backup${string}` }>;
type Released = EventOf<'BackupCreated'>['data']['released'][number];

const released = list(
  'a list of HSMs',
  record<Released>('an HSM that waited', { hsmId, expectedAt }),
);

/** By type, the codec of an event of a backup that has begun, or of tags. */
export const backupEventCodecs: EventCodecs<AnyBackupEvent> = {
  BackupCreating: event('BackupCreating', { backupId, hsmId, cause: backupCause, expectedAt }),
  BackupCreated: event('BackupCreated', { backupId, released }),
  BackupCreationFailed: event('BackupCreationFailed', { backupId, reason, gone }),
  BackupExpired: event('BackupExpired', { backupId, deleteAt: date }),
  BackupNeverExpiresSet: event('BackupNeverExpiresSet', { backupId, neverExpires: flag }),
  BackupDeletionScheduled: event('BackupDeletionScheduled', {
    backupId,
    deleteAt: date,
    leavesNothingRecoverable: flag,
  }),
  BackupUndeleted: event('BackupUndeleted', { backupId, reprievedUntil: maybe(date) }),
  BackupPurged: event('BackupPurged', { backupId, gone }),
  BackupCopied: event('BackupCopied', { backupId }),
  BackupCopyFailed: event('BackupCopyFailed', { backupId, reason, deleteAt: date, gone }),
  ResourceTagged: event('ResourceTagged', { resourceId: holderId, tags }),
  ResourceUntagged: event('ResourceUntagged', {
    resourceId: holderId,
    keys: list('a list of tag keys', text),
  }),
};

/** By type, the codec of an event of the fleet as a whole. */
export const fleetWideEventCodecs: EventCodecs<FleetWideEvent> = {
  RegionLost: event('RegionLost', { region, kind: words('UNREACHABLE', 'DESTROYED') }),
  RegionRecovered: event('RegionRecovered', { region }),
  QuotaSet: event('QuotaSet', { region, clusters: maybe(count), hsms: maybe(count) }),
  ClusterForgotten: event('ClusterForgotten', { clusterId }),
  BackupCopyForgotten: event('BackupCopyForgotten', { backupId }),
};
