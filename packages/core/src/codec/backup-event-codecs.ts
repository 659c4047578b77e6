/**
 * Codecs of the events of backups and tags, in any holder, and of the fleet as a whole.
 *
 * @module
 */
import type { FleetWideEvent } from '../fleet/fleet-event.ts';
import type { BackupEvent, ClusterEvent, CopyEvent, EventOf } from '../model/event.ts';
import { expectedAt, gone, reason } from './event-members.ts';
import {
  account,
  availabilityZone,
  backupId,
  clusterId,
  holderId,
  hsmId,
  region,
  tags,
} from './names.ts';
import { count, date, flag, maybe, text, words } from './scalars.ts';
import { list, record } from './shapes.ts';
import { backupCause, sharedWith } from './state-codec.ts';
import type { DataMembers } from './typed.ts';

type AnyBackupEvent =
  BackupEvent | CopyEvent | Extract<ClusterEvent, { readonly type: `Backup${string}` }>;
type Released = EventOf<'BackupCreated'>['data']['released'][number];

const released = list(
  'a list of HSMs',
  record<Released>('an HSM that waited', { hsmId, expectedAt }),
);

/** Data members, by type, of the events of existing backups and of tags. */
export const backupEvents: DataMembers<AnyBackupEvent> = {
  BackupCreating: { backupId, hsmId, cause: backupCause, expectedAt },
  BackupCreated: { backupId, released },
  BackupCreationFailed: { backupId, reason, gone },
  BackupExpired: { backupId, deleteAt: date },
  BackupNeverExpiresSet: { backupId, neverExpires: flag },
  BackupDeletionScheduled: {
    backupId,
    deleteAt: date,
    isLastReady: flag,
  },
  BackupUndeleted: { backupId, reprievedUntil: maybe(date) },
  BackupPurged: { backupId, gone },
  BackupShared: { backupId, policy: text, accounts: sharedWith },
  BackupUnshared: { backupId },
  BackupCopied: { backupId },
  BackupCopyFailed: { backupId, reason, deleteAt: date, gone },
  ResourceTagged: { resourceId: holderId, tags },
  ResourceUntagged: {
    resourceId: holderId,
    keys: list('a list of tag keys', text),
  },
};

/** Data members, by type, of the events of the fleet as a whole. */
export const fleetWideEvents: DataMembers<FleetWideEvent> = {
  RegionLost: { region, kind: words('UNREACHABLE', 'DESTROYED') },
  RegionRecovered: { region },
  QuotaSet: { account, region, clusters: maybe(count), hsms: maybe(count) },
  ZoneLost: { availabilityZone },
  ZoneRecovered: { availabilityZone },
  ZonesWithoutHsmsSet: { availabilityZones: list('a list of zones', availabilityZone) },
  ClusterForgotten: { clusterId },
  BackupCopyForgotten: { backupId },
};
