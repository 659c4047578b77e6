/**
 * The model's own refusals: names, instants and lost regions.
 *
 * @module
 */
import type { ClusterState } from '../model/cluster.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Region } from '../model/placement.ts';
import type { Refused } from './refused.ts';

/** The command is earlier than the last event. */
export type TimeRanBackwards = Refused<
  'TimeRanBackwards',
  'M-1',
  { readonly at: EpochMillis; readonly asOf: EpochMillis }
>;
/**
 * The value is not an instant: a fraction, negative, beyond the range of dates, or no number. It is
 * the input's `at` unless `field` says otherwise.
 */
export type NotAnInstant = Refused<
  'NotAnInstant',
  'M-2',
  {
    /** The number given; for anything else, a short text about it. */
    readonly at: number | string;
    readonly field?: 'expiresAt' | 'goneSince' | 'until';
  }
>;
/** There is no such cluster, or the command names a cluster other than the one it was given to. */
export type ClusterNotFound = Refused<'ClusterNotFound', 'M-3', { readonly clusterId: string }>;
/** The cluster has no HSM with this id, network interface or address, whichever was given. */
export type HsmNotFound = Refused<
  'HsmNotFound',
  'M-3',
  | { readonly hsmId: string; readonly eniId?: never; readonly ipAddress?: never }
  | { readonly eniId: string; readonly hsmId?: never; readonly ipAddress?: never }
  | { readonly ipAddress: string; readonly hsmId?: never; readonly eniId?: never }
>;
/** There is no such backup, or it was purged. */
export type BackupNotFound = Refused<'BackupNotFound', 'M-3', { readonly backupId: string }>;
/** There is no such cluster or backup to tag. */
export type ResourceNotFound = Refused<'ResourceNotFound', 'M-3', { readonly resourceId: string }>;
/** No ACTIVE HSM of the cluster has such a user. */
export type UserNotFound = Refused<'UserNotFound', 'M-3', { readonly name: string }>;
/** The HSMs of the cluster hold no such key. */
export type KeyNotFound = Refused<'KeyNotFound', 'M-3', { readonly keyId: string }>;
/** The id given as `field` is or was in use; `existing` is the holder that it belongs to. */
export type IdTaken = Refused<
  'IdTaken',
  'M-4',
  {
    readonly field: 'clusterId' | 'hsmId' | 'backupId';
    readonly id: string;
    readonly existing: string;
  }
>;
/** The command needs an id: only a fleet generates ids. */
export type IdMissing = Refused<'IdMissing', 'M-4', { readonly field: 'clusterId' }>;
/** Nothing with this id is in progress. */
export type NothingInProgress = Refused<'NothingInProgress', 'M-5', { readonly id: string }>;
/** The HSM waits for a backup that is still in progress. */
export type WaitsForBackup = Refused<
  'WaitsForBackup',
  'M-5',
  { readonly id: string; readonly backupId: string }
>;
/** The cluster has no ACTIVE HSM to write on. */
export type NoPeer = Refused<'NoPeer', 'M-6', { readonly state: ClusterState }>;
/** The region is lost, and answers no requests. */
export type RegionOutOfReach = Refused<
  'RegionOutOfReach',
  'M-7',
  { readonly region: Region; readonly kind: 'UNREACHABLE' | 'DESTROYED' }
>;
/** The region is already lost in this way, or for good. */
export type RegionAlreadyLost = Refused<'RegionAlreadyLost', 'M-7', { readonly region: Region }>;
/** The region is not lost. */
export type RegionNotLost = Refused<'RegionNotLost', 'M-7', { readonly region: Region }>;
/** The zone is lost already. */
export type ZoneAlreadyLost = Refused<
  'ZoneAlreadyLost',
  'M-7',
  { readonly availabilityZone: string }
>;
/** The zone has nothing to recover from. */
export type ZoneNotLost = Refused<'ZoneNotLost', 'M-7', { readonly availabilityZone: string }>;
/** The region is gone for good. */
export type RegionDestroyed = Refused<'RegionDestroyed', 'M-7', { readonly region: Region }>;
/** The command is for clusters, but was given to a copy. */
export type WrongHolder = Refused<
  'WrongHolder',
  'M-8',
  { readonly command: string; readonly holder: string }
>;
/** The number cannot be a quota. */
export type QuotaOutOfRange = Refused<
  'QuotaOutOfRange',
  'M-10',
  { readonly field: 'clusters' | 'hsms'; readonly actual: number }
>;
/**
 * A field does not have the right form, such as a region's or an id's. `field` is its path, such as
 * `subnets.0.subnetId`.
 */
export type NotWellFormed = Refused<
  'NotWellFormed',
  'M-12',
  { readonly field: string; readonly expected: string; readonly actual: string }
>;
/** No command of this type is accepted here, only those `known`. */
export type UnknownCommand = Refused<
  'UnknownCommand',
  'M-13',
  { readonly type: string; readonly known: readonly string[] }
>;
/**
 * What was observed contradicts itself or the present, or would never go on. `field` is its path,
 * such as `hsms.0.expectedAt`.
 */
export type NotObservable = Refused<
  'NotObservable',
  'M-15',
  { readonly field: string; readonly expected: string; readonly actual: string }
>;
