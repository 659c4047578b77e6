/**
 * What happens to clusters, their HSMs and the fleet, in plain English.
 *
 * @module
 */
import type { HsmSource, Tags } from '@hsm-lifecycle/core';
import { goneText, type EventSentences, type Speaker } from './sentence.ts';
import { instantText, listed } from './when.ts';

const fromText = (from: HsmSource, { called }: Speaker): string => {
  switch (from.kind) {
    case 'BLANK':
      return 'blank';
    case 'PEER':
      return `with what ${called(from.hsmId)} holds`;
    case 'BACKUP':
      return `with what ${called(from.backupId)} holds`;
    case 'ORIGIN':
      return 'with what the cluster was restored from';
  }
};

const tagsText = (tags: Tags): string =>
  listed(Object.entries(tags).map(([key, value]) => `${key}=${value}`)) || 'none';

const retentionText = (retention: 'NONE' | { readonly days: number }): string =>
  retention === 'NONE' ? 'for ever' : `for ${retention.days} days`;

/** Sentences about clusters. */
export const clusterSentences: EventSentences<
  | 'ClusterCreating'
  | 'ClusterRestoring'
  | 'ClusterCreated'
  | 'ClusterRestored'
  | 'ClusterCreationFailed'
  | 'ClusterRestoreFailed'
  | 'ClusterInitializing'
  | 'ClusterInitialized'
  | 'ClusterInitializationFailed'
  | 'ClusterActivated'
  | 'ClusterDeleting'
  | 'ClusterDeleted'
  | 'ClusterDeletionFailed'
  | 'ClusterIsolated'
  | 'ClusterReconnected'
  | 'RetentionSet'
  | 'ResourceTagged'
  | 'ResourceUntagged'
> = {
  ClusterCreating: ({ region, hsmType, mode }, { it }) => [
    `cluster ${it} is asked for in ${region} (${hsmType}, ${mode})`,
    'F-69',
  ],
  ClusterRestoring: ({ region, origin }, { it, called }) => [
    `cluster ${it} is asked for in ${region}, made from ${called(origin.backupId)}`,
    'F-108',
  ],
  ClusterCreated: (_, { it }) => [`${it} exists, without HSMs yet`, 'F-69'],
  ClusterRestored: (_, { it }) => [`${it} exists, without HSMs yet`, 'F-108'],
  ClusterCreationFailed: ({ reason }, { it }) => [`${it} could not be created: ${reason}`, 'U-26'],
  ClusterRestoreFailed: (data, speaker) => [
    `${speaker.it} could not be restored: ${data.reason}${goneText(data, speaker)}`,
    'U-26',
  ],
  ClusterInitializing: (_, { it }) => [`the signed certificate of ${it} is uploaded`, 'F-76'],
  ClusterInitialized: (_, { it }) => [`${it} is INITIALIZED`, 'F-76'],
  ClusterInitializationFailed: ({ reason }, { it }) => [
    `${it} could not be initialized: ${reason}`,
    'U-18',
  ],
  ClusterActivated: ({ admin }, { it }) => [`${it} is activated: ${admin} sets a password`, 'F-79'],
  ClusterDeleting: (_, { it }) => [`${it} is being deleted; its backups stay`, 'F-105'],
  ClusterDeleted: (data, speaker) => [
    `${speaker.it} is DELETED${goneText(data, speaker)}`,
    'F-159',
  ],
  ClusterDeletionFailed: ({ reason }, { it }) => [`${it} could not be deleted: ${reason}`, 'U-26'],
  ClusterIsolated: (_, { it }) => [`${it} is out of reach; no daily backups start there`, 'M-7'],
  ClusterReconnected: (_, { it }) => [`${it} is within reach again`, 'M-7'],
  RetentionSet: ({ retention }, { it }) => [
    `${it} keeps its backups ${retentionText(retention)} from now on`,
    'F-154',
  ],
  ResourceTagged: ({ resourceId, tags }, { called }) => [
    `${called(resourceId)} is tagged ${tagsText(tags)}`,
    'F-60',
  ],
  ResourceUntagged: ({ resourceId, keys }, { called }) => [
    `${called(resourceId)} loses its tags ${listed(keys)}`,
    'F-60',
  ],
};

/** Sentences about HSMs. */
export const hsmSentences: EventSentences<
  | 'HsmAdding'
  | 'HsmAdded'
  | 'HsmAdditionFailed'
  | 'HsmRemoving'
  | 'HsmRemoved'
  | 'HsmRemovalFailed'
  | 'HsmDegraded'
  | 'HsmReplaced'
> = {
  HsmAdding: ({ hsmId, availabilityZone, from }, speaker) => [
    `${speaker.called(hsmId)} starts in ${availabilityZone}, ${fromText(from, speaker)}`,
    speaker.joinsBy(hsmId),
  ],
  HsmAdded: ({ hsmId, signingRequestId }, { called, joinsBy }) => [
    `${called(hsmId)} is ACTIVE${signingRequestId === undefined ? '' : ' and brings a certificate signing request'}`,
    signingRequestId === undefined ? joinsBy(hsmId) : 'F-73',
  ],
  HsmAdditionFailed: (data, speaker) => [
    `${speaker.called(data.hsmId)} could not be started: ${data.reason}${goneText(data, speaker)}`,
    'F-92',
  ],
  HsmRemoving: ({ hsmId, waitsFor }, { called }) => [
    `${called(hsmId)} is being removed${waitsFor === undefined ? '' : ', after a backup'}`,
    'F-94',
  ],
  HsmRemoved: (data, speaker) => [
    `${speaker.called(data.hsmId)} is gone${goneText(data, speaker)}`,
    'F-98',
  ],
  HsmRemovalFailed: ({ hsmId, reason }, { called }) => [`${called(hsmId)} stays: ${reason}`, 'U-6'],
  HsmDegraded: (data, speaker) => [
    `${speaker.called(data.hsmId)} is DEGRADED: ${data.reason}${goneText(data, speaker)}`,
    'F-92',
  ],
  HsmReplaced: (data, speaker) => [
    `the service puts ${speaker.called(data.newHsmId)} in the place of ${speaker.called(data.hsmId)}, ${fromText(data.from, speaker)}${goneText(data, speaker)}`,
    'F-101',
  ],
};

/** Sentences about the fleet as a whole. */
export const fleetSentences: EventSentences<
  'RegionLost' | 'RegionRecovered' | 'QuotaSet' | 'ClusterForgotten' | 'BackupCopyForgotten'
> = {
  RegionLost: ({ region, kind }) => [
    `REGION ${region} IS ${kind === 'DESTROYED' ? 'DESTROYED' : 'OUT OF REACH'}`,
    'M-7',
  ],
  RegionRecovered: ({ region }) => [`region ${region} is within reach again`, 'M-7'],
  QuotaSet: ({ region, clusters, hsms }) => [
    `the quota of ${region} is ${listed([...(clusters === undefined ? [] : [`${clusters} clusters`]), ...(hsms === undefined ? [] : [`${hsms} HSMs`])])}`,
    'F-124',
  ],
  ClusterForgotten: ({ clusterId }, { called }) => [
    `nothing is left of ${called(clusterId)}: the fleet forgets it`,
    'M-11',
  ],
  BackupCopyForgotten: ({ backupId }, { called }) => [
    `nothing is left of ${called(backupId)}: the fleet forgets it`,
    'M-11',
  ],
};

const seen = (at: number | undefined): string =>
  at === undefined ? '' : `, to be used until ${instantText(at)}`;

/** Sentences about what HSMs hold. */
export const contentsSentences: EventSentences<
  | 'UserCreated'
  | 'UserDeleted'
  | 'UserLoggedIn'
  | 'KeyCreated'
  | 'KeyDeleted'
  | 'CertificatePut'
  | 'PolicySet'
> = {
  UserCreated: ({ name, role }, { it }) => [`${it} has a new user, ${name} (${role})`, 'F-195'],
  UserDeleted: ({ name }, { it }) => [
    `user ${name} is deleted from the HSMs of ${it}; backups still hold it`,
    'F-86',
  ],
  UserLoggedIn: ({ name }, { it }) => [`${name} logs in to ${it}`, 'F-195'],
  KeyCreated: ({ key }, { it }) => [
    `${it} has a new ${key.kind} key, ${key.keyId}, owned by ${key.owner}${seen(key.expiresAt)}`,
    'F-200',
  ],
  KeyDeleted: ({ keyId }, { it }) => [
    `key ${keyId} is deleted from the HSMs of ${it}; backups still hold it`,
    'F-230',
  ],
  CertificatePut: ({ certificate }, { it }) => [
    `certificate ${certificate.certificateId} is stored on ${it}`,
    'F-132',
  ],
  PolicySet: ({ name, value }, { it }) => [`policy ${name} of ${it} is ${value}`, 'F-199'],
};
