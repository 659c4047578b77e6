/**
 * What each refusal says, and what would make the command legal.
 *
 * @module
 */
import type { AnyRefusal } from './any-refusal.ts';
import type { HsmState } from '../model/hsm.ts';
import { isoInstant } from '../model/iso-instant.ts';

/** By tag, a sentence about the case, and one about the way out. */
export type Sentences = {
  readonly [Tag in AnyRefusal['_tag']]: (
    it: Extract<AnyRefusal, { readonly _tag: Tag }>,
  ) => readonly [whatIs: string, whatHelps: string];
};

const list = (items: readonly string[]): string => (items.length === 0 ? 'none' : items.join(', '));

/** One of some. */
const oneOf = (items: readonly string[]): string => list(items).replace(/, (?=[^,]*$)/u, ' or ');

/** The model's own refusals. */
const ofTheModel = {
  TimeRanBackwards: ({ at, asOf }) => [
    `The command's instant, ${isoInstant(at)}, is before the last event's, ${isoInstant(asOf)}.`,
    `Give an instant of ${isoInstant(asOf)} or later.`,
  ],
  NotAnInstant: ({ at, field = 'at' }) => [
    `'${field}' is ${at}, which is not an instant.`,
    'Give whole milliseconds since 1970-01-01T00:00:00Z, from 0 to 8640000000000000.',
  ],
  ClusterNotFound: ({ clusterId }) => [
    `There is no cluster ${clusterId}.`,
    'Create it first, or name one that exists.',
  ],
  HsmNotFound: ({ hsmId }) => [
    `The cluster has no HSM ${hsmId}.`,
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
  IdTaken: ({ id, existing }) => [
    `${id} is taken, by ${existing}.`,
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
  BadEdition: ({ field, expected, actual }) => [
    `The edition's ${field} is ${actual}.`,
    `It must be ${expected}.`,
  ],
} satisfies Partial<Sentences>;

const beforeInitialization = (actual: HsmState): string => {
  if (actual === 'CREATE_IN_PROGRESS') return 'Wait until it is ACTIVE.';
  return actual === 'DEGRADED'
    ? 'Remove it and add another.'
    : 'Wait until it is gone, and add another.';
};

/**
 * An initialized cluster takes no other HSM (U-4), so it must not be told to remove the one it has.
 */
const beforeActivation = (actual: HsmState): string =>
  actual === 'DEGRADED'
    ? 'Wait until the service replaces it; a cluster that removes it can only be deleted.'
    : 'Once it is gone, the cluster can only be deleted.';

/** The service's refusals about clusters and HSMs. */
const ofClusters = {
  WrongState: ({ actual, allowed }) => [
    `The cluster is ${actual}.`,
    `It must be ${oneOf(allowed)}.`,
  ],
  NotYetActivated: () => ['The cluster is not activated yet.', 'Initialize it, then activate it.'],
  NoHsm: ({ rule }) =>
    rule === 'F-73'
      ? [
          'The cluster has no HSM, hence no certificate signing request.',
          'Add an HSM and wait until it is ACTIVE.',
        ]
      : [
          'The cluster has lost the HSM that was to be activated.',
          'Delete it and create another one.',
        ],
  HsmNotActive: ({ rule, hsmId, actual }) => [
    `The cluster's HSM ${hsmId} is ${actual}.`,
    (rule === 'F-73' ? beforeInitialization : beforeActivation)(actual),
  ],
  HsmNotOperating: ({ hsmId, actual }) => [
    `${hsmId} is ${actual}.`,
    'Only an ACTIVE HSM can fail; settle one that is joining or leaving.',
  ],
  StaleSigningRequest: ({ given, current }) => [
    `The certificate answers ${given}, and the cluster's request is ${current ?? 'none'}.`,
    'Sign the present request.',
  ],
  NoSubnetInZone: ({ availabilityZone, zones }) => [
    `The cluster has no subnet in ${availabilityZone}.`,
    `Choose one of ${list(zones)}; a cluster's subnets are fixed, so another zone takes a new cluster from a backup.`,
  ],
  IpAddressTaken: ({ ipAddress, hsmId }) => [
    `${ipAddress} belongs to ${hsmId}.`,
    'Choose another address, or none.',
  ],
  TooManyHsms: ({ limit }) => [
    `The cluster has ${limit} HSMs, as many as it can.`,
    'Remove one first.',
  ],
  NothingToRestore: () => [
    'The cluster has been active, and there is no backup to load the HSM from.',
    'Undelete a backup while there is time, or restore a copy into a new cluster.',
  ],
  HsmBusy: ({ hsmId, actual }) => [
    `${hsmId} is ${actual}.`,
    'Wait until it is ACTIVE or DEGRADED, or gone.',
  ],
  OneSelector: ({ given }) => [
    `The HSM is named in ${given} ways.`,
    'Give exactly one of hsmId, eniId and ipAddress.',
  ],
  HsmsRemain: ({ hsmIds }) => [
    `The cluster still has ${list(hsmIds)}.`,
    'Remove them and wait until they are gone.',
  ],
  BadSubnets: ({ actual, limit, twice }) => [
    twice === undefined ? `${actual} subnets were given.` : `${twice} has two subnets.`,
    `Give 1 to ${limit} subnets, each in a zone of its own.`,
  ],
  ZoneOutsideRegion: ({ availabilityZone, region }) => [
    `${availabilityZone} is not in ${region}.`,
    `Give subnets in zones of ${region}.`,
  ],
  HsmTypeNotOffered: ({ hsmType, mode, offered }) => [
    `No new cluster can be ${hsmType} ${mode}.`,
    `Choose one of ${list(offered)}.`,
  ],
  ClusterQuotaReached: ({ region, limit }) => [
    `${region} has ${limit} clusters, as many as its quota allows.`,
    'Delete one, or have the quota raised.',
  ],
  HsmQuotaReached: ({ region, limit }) => [
    `${region} has ${limit} HSMs, as many as its quota allows.`,
    'Remove one, or have the quota raised.',
  ],
} satisfies Partial<Sentences>;

/** The service's refusals about backups, users, keys and tags. */
const ofContents = {
  RestoreNotSupported: ({ from, to, supported }) => [
    `A backup of ${from} cannot become a cluster of ${to}.`,
    `It can become ${oneOf(supported)}.`,
  ],
  RetentionOutOfRange: ({ days, min, max }) => [
    `${days} is no retention in days.`,
    `Give a whole number from ${min} to ${max}.`,
  ],
  NothingToChange: ({ field }) => [
    `The request leaves ${field} as it is.`,
    'Ask for something else, or for nothing.',
  ],
  BackupNotReady: ({ backupId, actual }) => [
    `${backupId} is ${actual}.`,
    actual === 'PENDING_DELETION' ? 'Undelete it first.' : 'It must be READY.',
  ],
  BackupNotPendingDeletion: ({ backupId, actual }) => [
    `${backupId} is ${actual}, so there is nothing to undelete.`,
    'To load a READY backup, restore it into a new cluster.',
  ],
  ExemptionNotAllowed: ({ backupId, actual }) => [
    `${backupId} is ${actual}.`,
    'Exempt it once it is READY.',
  ],
  NoRetention: ({ backupId }) => [
    `${backupId} is a copy: no retention applies to it.`,
    'Nothing is needed; it stays until somebody deletes it.',
  ],
  SameRegion: ({ region }) => [`The backup is in ${region} already.`, 'Choose another region.'],
  TooManyTags: ({ actual, limit }) => [
    `The resource would have ${actual} tags.`,
    `Keep it to ${limit}.`,
  ],
  UserExists: ({ name }) => [`A user ${name} exists.`, 'Choose another name.'],
  ReservedRole: ({ name, role }) => [
    `${name} would be, or is, ${role}: the HSM's own.`,
    'Create and delete COs and CUs only.',
  ],
  LastCryptoOfficer: ({ name }) => [
    `${name} is the last crypto officer.`,
    'Create another CO first.',
  ],
  TooManyUsers: ({ limit }) => [
    `The cluster has ${limit} users, as many as it holds.`,
    'Delete one first.',
  ],
  UserNameLength: ({ actual, limit }) => [
    `The name has ${actual} characters.`,
    `Give 1 to ${limit}.`,
  ],
  OwnerNotFound: ({ owner }) => [
    `${owner} is no crypto user of the HSMs.`,
    'Create the CU first; COs own no keys.',
  ],
  TooManyKeys: ({ limit, kind }) => [
    `The cluster has ${limit} ${kind === 'any' ? '' : 'asymmetric '}keys, as many as it holds.`,
    'Delete one first.',
  ],
  TooManyCertificates: ({ limit }) => [
    `The cluster stores ${limit} certificates, as many as it can.`,
    'Put one in the place of another.',
  ],
} satisfies Partial<Sentences>;

/** By tag, the sentences. */
export const sentences: Sentences = { ...ofTheModel, ...ofClusters, ...ofContents };

/** The tags of all refusals there are. */
export const refusalTags: readonly string[] = Object.freeze(Object.keys(sentences));
