/**
 * The model's own refusals: names, instants and lost regions.
 *
 * @module
 */
import type { ClusterState } from '../model/cluster.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Region } from '../model/placement.ts';
import type { Refused } from './refused.ts';

/** The command is from before the last event. */
export type TimeRanBackwards = Refused<
  'TimeRanBackwards',
  'M-1',
  { readonly at: EpochMillis; readonly asOf: EpochMillis }
>;
/**
 * The number is no instant: a fraction, negative, or beyond what dates can name. It is the
 * command's own `at` unless `field` says otherwise.
 */
export type NotAnInstant = Refused<
  'NotAnInstant',
  'M-2',
  { readonly at: number; readonly field?: 'expiresAt' | 'goneSince' }
>;
/** There is no such cluster, or the command names another than the one it was put to. */
export type ClusterNotFound = Refused<'ClusterNotFound', 'M-3', { readonly clusterId: string }>;
/** The cluster has no HSM of this id, network interface or address: whichever was given. */
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
/** The id given as `field` is in use, or was: `existing` is the holder that it leads to. */
export type IdTaken = Refused<
  'IdTaken',
  'M-4',
  {
    readonly field: 'clusterId' | 'hsmId';
    readonly id: string;
    readonly existing: string;
  }
>;
/** The command makes something that nobody else can name: outside a fleet the caller does. */
export type IdMissing = Refused<'IdMissing', 'M-4', { readonly field: 'clusterId' }>;
/** Nothing goes by this id that could end. */
export type NothingInProgress = Refused<'NothingInProgress', 'M-5', { readonly id: string }>;
/** The HSM cannot be done before the backup that it waits for is. */
export type WaitsForBackup = Refused<
  'WaitsForBackup',
  'M-5',
  { readonly id: string; readonly backupId: string }
>;
/** No ACTIVE, staying HSM is there to be written on. */
export type NoPeer = Refused<'NoPeer', 'M-6', { readonly state: ClusterState }>;
/** The region is lost, and answers no requests. */
export type RegionOutOfReach = Refused<
  'RegionOutOfReach',
  'M-7',
  { readonly region: Region; readonly kind: 'UNREACHABLE' | 'DESTROYED' }
>;
/** The region is lost as it is asked to be, or for good. */
export type RegionAlreadyLost = Refused<'RegionAlreadyLost', 'M-7', { readonly region: Region }>;
/** The region has nothing to recover from. */
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
/** The command is one for clusters, and was put to a copy. */
export type WrongHolder = Refused<
  'WrongHolder',
  'M-8',
  { readonly command: string; readonly holder: string }
>;
/** The number is no quota. */
export type QuotaOutOfRange = Refused<
  'QuotaOutOfRange',
  'M-10',
  { readonly field: 'clusters' | 'hsms'; readonly actual: number }
>;
/**
 * A field is not of the form that it must have, such as a region's or an id's. `field` says which,
 * from the outside in, such as `subnets.0.subnetId`.
 */
export type NotWellFormed = Refused<
  'NotWellFormed',
  'M-12',
  { readonly field: string; readonly expected: string; readonly actual: string }
>;
/** No command of the type can be put here; those `known` can. */
export type UnknownCommand = Refused<
  'UnknownCommand',
  'M-13',
  { readonly type: string; readonly known: readonly string[] }
>;
