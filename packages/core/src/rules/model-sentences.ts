/**
 * Sentences for the model's own refusals.
 *
 * @module
 */
import { isoInstant } from '../model/iso-instant.ts';
import { isAlmost } from './almost.ts';
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
  | 'NotObservable'
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

const hsmFound = (hsmId?: string, eniId?: string, ipAddress?: string): string => {
  if (hsmId !== undefined) return hsmId;
  return eniId === undefined
    ? `with the address ${ipAddress}`
    : `with the network interface ${eniId}`;
};

/** The sentences. */
export const modelRefusalSentences: Pick<Sentences, Tag> = {
  TimeRanBackwards: ({ at, asOf }) => [
    `The command's instant, ${isoInstant(at)}, is before the last event's, ${isoInstant(asOf)}.`,
    `Give an instant of ${isoInstant(asOf)} or later.`,
  ],
  NotAnInstant: ({ at, field = 'at' }) => [
    `'${field}' is ${Object.is(at, -0) ? '-0' : at}, which is not an instant.`,
    'Give whole milliseconds since 1970-01-01T00:00:00Z, from 0 to 8640000000000000.',
  ],
  ClusterNotFound: ({ clusterId }) => [
    `There is no cluster ${clusterId}.`,
    'Create it first, or name one that exists.',
  ],
  HsmNotFound: ({ hsmId, eniId, ipAddress }) => [
    `The cluster has no HSM ${hsmFound(hsmId, eniId, ipAddress)}.`,
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
  UserNotFound: ({ name }) => [
    `No ACTIVE HSM has a user ${JSON.stringify(name)}.`,
    'Name a user that exists.',
  ],
  KeyNotFound: ({ keyId }) => [`The HSMs hold no key ${keyId}.`, 'Name a key that exists.'],
  IdTaken: ({ field, id, existing }) => [
    `'${field}' is ${id}, which ${existing} already uses.`,
    'Omit the id, or give another. On a retry, the first attempt has probably succeeded.',
  ],
  NotObservable: ({ field, expected, actual }) => [
    `'${field}' is ${actual}, but must be ${expected}.`,
    'Say what is there at the instant of the observation.',
  ],
  IdMissing: () => ['A cluster outside a fleet needs an id.', 'Give clusterId.'],
  KeyExists: ({ keyId }) => [`The HSMs already hold a key ${keyId}.`, 'Give another keyId.'],
  NothingInProgress: ({ id }) => [
    `${id} has nothing in progress.`,
    'Settle work in progress by the id of the HSM, the backup or the cluster.',
  ],
  WaitsForBackup: ({ id, backupId }) => [
    `${id} waits for ${backupId}.`,
    `Settle ${backupId} first.`,
  ],
  NoPeer: ({ state }) => [
    `The cluster is ${state} and has no ACTIVE HSM to write on.`,
    'Add an HSM and wait until it is ACTIVE.',
  ],
  RegionOutOfReach: ({ region, kind }) => [
    `${region} is ${kind}.`,
    kind === 'DESTROYED'
      ? 'Restore from a copy in another region.'
      : 'Recover the region first, or work from a copy elsewhere.',
  ],
  RegionAlreadyLost: ({ region }) => [
    `${region} is already lost.`,
    'Lose a region that is in reach, or destroy one that is unreachable.',
  ],
  RegionNotLost: ({ region }) => [`${region} is not lost.`, 'Recover only a lost region.'],
  ZoneAlreadyLost: ({ availabilityZone }) => [
    `${availabilityZone} is already lost.`,
    'Recover it before it is lost again.',
  ],
  ZoneNotLost: ({ availabilityZone }) => [
    `${availabilityZone} is not lost.`,
    'Recover only a lost zone.',
  ],
  RegionDestroyed: ({ region }) => [
    `${region} is destroyed for good.`,
    'Restore from a copy in another region.',
  ],
  WrongHolder: ({ command, holder }) => [
    `${command} is for a cluster, but ${holder} is a backup copy.`,
    'Name a cluster.',
  ],
  QuotaOutOfRange: ({ field, actual }) => [
    `The quota for ${field} cannot be ${actual}.`,
    'Give a whole number, 0 or more.',
  ],
  NotWellFormed: ({ field, expected, actual }) => [
    `'${field}' is ${actual}.`,
    `It must be ${expected}.`,
  ],
  UnknownCommand: ({ type, known }) => {
    const meant = known.find((it) => isAlmost(it, type));
    return [
      `The command's type is ${type}; there is no such command here.`,
      `${meant === undefined ? '' : `Did you mean ${meant}? `}Use one of ${commaList(known)}.`,
    ];
  },
  BadEdition: ({ field, expected, actual }) => [
    `The edition's ${field} is ${actual}.`,
    `It must be ${expected}.`,
  ],
};
