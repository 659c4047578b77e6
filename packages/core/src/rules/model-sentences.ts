/**
 * What the model's own refusals say.
 *
 * @module
 */
import { excerpt } from '../kernel/excerpt.ts';
import { isoInstant } from '../model/iso-instant.ts';
import { commaList, type Sentences } from './sentences-form.ts';

type Tag =
  | 'TimeRanBackwards'
  | 'NotAnInstant'
  | 'ClusterNotFound'
  | 'HsmNotFound'
  | 'BackupNotFound'
  | 'ResourceNotFound'
  | 'UserNotFound'
  | 'KeyNotFound'
  | 'IdTaken'
  | 'IdMissing'
  | 'KeyExists'
  | 'NothingInProgress'
  | 'WaitsForBackup'
  | 'NoPeer'
  | 'RegionOutOfReach'
  | 'RegionAlreadyLost'
  | 'RegionNotLost'
  | 'RegionDestroyed'
  | 'ZoneAlreadyLost'
  | 'ZoneNotLost'
  | 'WrongHolder'
  | 'QuotaOutOfRange'
  | 'NotWellFormed'
  | 'UnknownCommand'
  | 'BadEdition';

/** The model's own refusals. */
export const modelRefusalSentences: Pick<Sentences, Tag> = {
  TimeRanBackwards: ({ at, asOf }) => [
    `The command's instant, ${isoInstant(at)}, is before the last event's, ${isoInstant(asOf)}.`,
    `Give an instant of ${isoInstant(asOf)} or later.`,
  ],
  NotAnInstant: ({ at, field = 'at' }) => [
    `'${field}' is ${excerpt(at)}, which is not an instant.`,
    'Give whole milliseconds since 1970-01-01T00:00:00Z, from 0 to 8640000000000000.',
  ],
  ClusterNotFound: ({ clusterId }) => [
    `There is no cluster ${clusterId}.`,
    'Create it first, or name one that exists.',
  ],
  HsmNotFound: ({ hsmId, eniId, ipAddress }) => [
    hsmId === undefined
      ? `The cluster has no HSM at ${eniId ?? ipAddress}.`
      : `The cluster has no HSM ${hsmId}.`,
    'Name one of its HSMs; a replaced HSM has a new id on the same network interface.',
  ],
  BackupNotFound: ({ backupId }) => [
    `There is no backup ${backupId}.`,
    'Name one that exists; a purged backup is gone for good.',
  ],
  ResourceNotFound: ({ resourceId }) => [
    `There is no cluster or backup ${resourceId}.`,
    'Name one that exists; HSMs cannot be tagged.',
  ],
  UserNotFound: ({ name }) => [`No ACTIVE HSM has a user ${name}.`, 'Name a user that exists.'],
  KeyNotFound: ({ keyId }) => [`The HSMs hold no key ${keyId}.`, 'Name a key that exists.'],
  IdTaken: ({ field, id, existing }) => [
    `'${field}' is ${id}, which is taken, by ${existing}.`,
    'Leave the id out, or give another; on a retry, the existing one is what you made before.',
  ],
  IdMissing: () => ['A cluster outside a fleet needs an id.', 'Give clusterId.'],
  KeyExists: ({ keyId }) => [`The HSMs already hold a key ${keyId}.`, 'Give another keyId.'],
  NothingInProgress: ({ id }) => [
    `${id} has nothing in progress.`,
    'Settle what is in progress, by the id of the HSM, the backup or the cluster itself.',
  ],
  WaitsForBackup: ({ id, backupId }) => [
    `${id} waits for ${backupId}.`,
    `Settle ${backupId} first.`,
  ],
  NoPeer: ({ state }) => [
    `The cluster is ${state} and has no ACTIVE HSM that is staying.`,
    'Add an HSM and wait until it is ACTIVE.',
  ],
  RegionOutOfReach: ({ region, kind }) => [
    `${region} is ${kind}.`,
    kind === 'DESTROYED'
      ? 'Restore from a copy in another region.'
      : 'Recover the region first, or work from a copy elsewhere.',
  ],
  RegionAlreadyLost: ({ region }) => [
    `${region} is lost already.`,
    'Only a region that answers, or one out of reach that is then destroyed, can be lost.',
  ],
  RegionNotLost: ({ region }) => [`${region} was not lost.`, 'Recover only what was lost.'],
  ZoneAlreadyLost: ({ availabilityZone }) => [
    `${availabilityZone} is lost already.`,
    'Recover it before it is lost again.',
  ],
  ZoneNotLost: ({ availabilityZone }) => [
    `${availabilityZone} was not lost.`,
    'Recover only what was lost.',
  ],
  RegionDestroyed: ({ region }) => [
    `${region} is destroyed for good.`,
    'Restore from a copy in another region.',
  ],
  WrongHolder: ({ command, holder }) => [
    `${command} is for a cluster, and ${holder} is a copy of a backup.`,
    'Name a cluster.',
  ],
  QuotaOutOfRange: ({ field, actual }) => [
    `${actual} is no quota for ${field}.`,
    'Give a whole number, zero or more.',
  ],
  NotWellFormed: ({ field, expected, actual }) => [
    `'${field}' is ${actual}.`,
    `It must be ${expected}.`,
  ],
  UnknownCommand: ({ type, known }) => [
    `There is no command ${type} here.`,
    `Give one of ${commaList(known)}.`,
  ],
  BadEdition: ({ field, expected, actual }) => [
    `The edition's ${field} is ${actual}.`,
    `It must be ${expected}.`,
  ],
};
