/**
 * Sentences about clusters, their HSMs, and what HSMs hold.
 *
 * @module
 */
import type { HsmSource, Tags } from '@hsm-lifecycle/core';
import { failureText, goneText, type EventSentences, type EventNames } from './sentence.ts';
import { regionText } from './region-text.ts';
import { instantText, listText } from './when.ts';

const fromText = (from: HsmSource, { called }: EventNames): string => {
  switch (from.kind) {
    case 'BLANK':
      return 'blank';
    case 'PEER':
      return `with the contents of ${called(from.hsmId)}`;
    case 'BACKUP':
      return `with the contents of ${called(from.backupId)}`;
    case 'ORIGIN':
      return 'with the contents that the cluster was restored from';
  }
};

const tagsText = (tags: Tags): string =>
  listText(Object.entries(tags).map(([key, value]) => `${key}=${value}`)) || 'none';

const retentionText = (retention: 'NONE' | { readonly days: number }): string =>
  retention === 'NONE' ? 'forever' : `for ${retention.days} days`;

/** Sentences about clusters. */
export const clusterEventSentences: EventSentences<
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
  | 'ClusterActivationReported'
  | 'ClusterDeleting'
  | 'ClusterDeleted'
  | 'ClusterDeletionFailed'
  | 'ClusterIsolated'
  | 'ClusterReconnected'
  | 'ClusterZoneLost'
  | 'ClusterZoneRecovered'
  | 'RetentionSet'
  | 'OriginDropped'
  | 'ResourceTagged'
  | 'ResourceUntagged'
> = {
  ClusterCreating: ({ account, region, hsmType, mode }, { subject }) => [
    `cluster ${subject} is being created in ${regionText(account, region)} (${hsmType}, ${mode})`,
    'F-69',
  ],
  ClusterRestoring: ({ account, region, restoredFrom }, { subject, called }) => [
    `cluster ${subject} is being restored in ${regionText(account, region)} ` +
      `from ${called(restoredFrom.backupId)}`,
    'F-108',
  ],
  ClusterCreated: (_, { subject }) => [`${subject} exists; it has no HSMs yet`, 'F-69'],
  ClusterRestored: (_, { subject }) => [`${subject} exists; it has no HSMs yet`, 'F-108'],
  ClusterCreationFailed: ({ reason }, { subject }) => [
    `${subject} could not be created: ${reason}`,
    'U-26',
  ],
  ClusterRestoreFailed: (data, names) => [
    `${names.subject} could not be restored: ${failureText(data, names)}`,
    'U-26',
  ],
  ClusterInitializing: (_, { subject }) => [
    `the signed certificate of ${subject} is uploaded`,
    'F-76',
  ],
  ClusterInitialized: (_, { subject }) => [`${subject} is INITIALIZED`, 'F-76'],
  ClusterInitializationFailed: ({ reason }, { subject }) => [
    `${subject} could not be initialized: ${reason}`,
    'U-18',
  ],
  ClusterActivated: ({ admin }, { subject }) => [
    `${subject} is activated: ${admin} sets a password`,
    'F-79',
  ],
  ClusterActivationReported: (_, { subject }) => [
    `the service reports ${subject} as ACTIVE`,
    'F-244',
  ],
  ClusterDeleting: (_, { subject }) => [`${subject} is being deleted; its backups remain`, 'F-105'],
  ClusterDeleted: (data, names) => [`${names.subject} is DELETED${goneText(data, names)}`, 'F-159'],
  ClusterDeletionFailed: ({ reason }, { subject }) => [
    `${subject} could not be deleted: ${reason}`,
    'U-26',
  ],
  ClusterIsolated: (_, { subject }) => [
    `${subject} is unreachable; its daily backups pause`,
    'M-7',
  ],
  ClusterReconnected: (_, { subject }) => [`${subject} is reachable again`, 'M-7'],
  ClusterZoneLost: ({ availabilityZone }, { subject }) => [
    `${subject} loses its HSMs in ${availabilityZone}`,
    'U-51',
  ],
  ClusterZoneRecovered: ({ availabilityZone }, { subject }) => [
    `${subject} can have HSMs in ${availabilityZone} again`,
    'U-51',
  ],
  RetentionSet: ({ retention }, { subject }) => [
    `${subject} keeps its backups ${retentionText(retention)} from now on`,
    'F-154',
  ],
  OriginDropped: (data, names) => [
    `${names.subject} has a backup of its own, so what it was restored from is dropped` +
      goneText(data, names),
    'U-52',
  ],
  ResourceTagged: ({ resourceId, tags }, { called }) => [
    `${called(resourceId)} is tagged ${tagsText(tags)}`,
    'F-60',
  ],
  ResourceUntagged: ({ resourceId, keys }, { called }) => [
    `${called(resourceId)} is no longer tagged ${listText(keys)}`,
    'F-60',
  ],
};

/** Sentences about HSMs. */
export const hsmEventSentences: EventSentences<
  | 'HsmAdding'
  | 'HsmAdded'
  | 'HsmAdditionFailed'
  | 'HsmRemoving'
  | 'HsmRemoved'
  | 'HsmRemovalFailed'
  | 'HsmDegraded'
  | 'HsmReplacing'
  | 'HsmReplaced'
  | 'HsmReplacementFailed'
> = {
  HsmAdding: ({ hsmId, availabilityZone, from }, names) => [
    `${names.called(hsmId)} starts in ${availabilityZone}, ${fromText(from, names)}`,
    names.joinsBy(hsmId),
  ],
  HsmAdded: ({ hsmId, signingRequestId }, { called, joinsBy }) => [
    signingRequestId === undefined
      ? `${called(hsmId)} is ACTIVE`
      : `${called(hsmId)} is ACTIVE and provides a certificate signing request`,
    signingRequestId === undefined ? joinsBy(hsmId) : 'F-73',
  ],
  HsmAdditionFailed: (data, names) => [
    `${names.called(data.hsmId)} could not be started: ${failureText(data, names)}`,
    'F-92',
  ],
  HsmRemoving: ({ hsmId, waitsFor }, { called }) => [
    `${called(hsmId)} is being removed${waitsFor === undefined ? '' : ', after a backup'}`,
    'F-94',
  ],
  HsmRemoved: (data, names) => [
    `${names.called(data.hsmId)} is removed${goneText(data, names)}`,
    'F-98',
  ],
  HsmRemovalFailed: ({ hsmId, reason }, { called }) => [
    `${called(hsmId)} is not removed: ${reason}`,
    'U-6',
  ],
  HsmDegraded: (data, names) => [
    `${names.called(data.hsmId)} is DEGRADED: ${failureText(data, names)}`,
    'U-83',
  ],
  HsmReplacing: ({ hsmId, newHsmId, from }, names) => [
    `the service begins to replace ${names.called(hsmId)}: ${names.called(newHsmId)} starts ` +
      fromText(from, names),
    'F-243',
  ],
  HsmReplaced: (data, names) => [
    `${names.called(data.newHsmId)} is ACTIVE in the place of ${names.called(data.hsmId)}` +
      goneText(data, names),
    'F-101',
  ],
  HsmReplacementFailed: (data, names) => [
    `${names.called(data.hsmId)} is not replaced: ${failureText(data, names)}`,
    'U-50',
  ],
};

const validityText = (at: number | undefined): string =>
  at === undefined ? '' : `, valid until ${instantText(at)}`;

const hsmsText = (hsmIds: readonly string[], { called }: EventNames): string =>
  listText(hsmIds.map(called));

/** Sentences about what HSMs hold. */
export const contentsEventSentences: EventSentences<
  | 'UserCreated'
  | 'UserReplicated'
  | 'UserDeleted'
  | 'UserLoggedIn'
  | 'PasswordChanged'
  | 'KeyCreated'
  | 'KeyReplicated'
  | 'KeyDeleted'
  | 'CertificatePut'
  | 'PolicySet'
> = {
  UserCreated: ({ name, role, hsmIds }, names) => [
    `user ${name} (${role}) of ${names.subject} is created on ${hsmsText(hsmIds, names)}`,
    'F-86',
  ],
  UserReplicated: ({ user, from, hsmIds }, names) => [
    `user ${user.name} (${user.role}) of ${names.called(from)} is replicated to ` +
      `${hsmsText(hsmIds, names)} of ${names.subject}`,
    'F-247',
  ],
  UserDeleted: ({ name }, { subject }) => [
    `user ${name} is deleted from the HSMs of ${subject}; backups still hold it`,
    'F-86',
  ],
  UserLoggedIn: ({ name }, { subject }) => [`${name} logs in to ${subject}`, 'F-195'],
  PasswordChanged: ({ name }, { subject }) => [
    `the password of ${name} is changed on the HSMs of ${subject}; backups keep the old one`,
    'F-246',
  ],
  KeyCreated: ({ key }, { subject }) => [
    `${subject} has a new ${key.kind} key, ${key.keyId}, ` +
      `owned by ${key.owner}${validityText(key.expiresAt)}`,
    'U-84',
  ],
  KeyReplicated: ({ key, from }, { subject, called }) => [
    `key ${key.keyId} of ${called(from)} is replicated to ${subject}`,
    'F-247',
  ],
  KeyDeleted: ({ keyId }, { subject }) => [
    `key ${keyId} is deleted from the HSMs of ${subject}; backups still hold it`,
    'F-230',
  ],
  CertificatePut: ({ certificate }, { subject }) => [
    `certificate ${certificate.certificateId} is stored on ${subject}`,
    'F-132',
  ],
  PolicySet: ({ name, value }, { subject }) => [
    `policy ${name} of ${subject} is set to ${value}`,
    'F-199',
  ],
};
