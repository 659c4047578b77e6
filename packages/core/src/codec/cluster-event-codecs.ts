/**
 * The codecs of what happens to a cluster and its HSMs.
 *
 * @module
 */
import type { ClusterEvent, ContentsEvent } from '../model/event.ts';
import { certificate, key, role } from './contents-codec.ts';
import { event, expectedAt, gone, hsmSource, reason, type EventCodecs } from './event-members.ts';
import { availabilityZone, backupId, eniId, hsmId, signingRequestId } from './names.ts';
import { maybe, text } from './scalars.ts';
import { retention } from './state-codec.ts';

type LifeEvent = Extract<ClusterEvent, { readonly type: `Cluster${string}` | 'RetentionSet' }>;
type HsmEvent = Extract<ClusterEvent, { readonly type: `Hsm${string}` }>;

/** By type, the codec of an event of a cluster's own life. */
export const lifeEventCodecs: EventCodecs<LifeEvent> = {
  ClusterCreated: event('ClusterCreated', {}),
  ClusterRestored: event('ClusterRestored', {}),
  ClusterCreationFailed: event('ClusterCreationFailed', { reason }),
  ClusterRestoreFailed: event('ClusterRestoreFailed', { reason, gone }),
  ClusterInitializing: event('ClusterInitializing', { expectedAt }),
  ClusterInitialized: event('ClusterInitialized', {}),
  ClusterInitializationFailed: event('ClusterInitializationFailed', { reason }),
  ClusterActivated: event('ClusterActivated', { admin: text }),
  ClusterDeleting: event('ClusterDeleting', { expectedAt }),
  ClusterDeleted: event('ClusterDeleted', { gone }),
  ClusterDeletionFailed: event('ClusterDeletionFailed', { reason }),
  ClusterIsolated: event('ClusterIsolated', {}),
  ClusterReconnected: event('ClusterReconnected', {}),
  RetentionSet: event('RetentionSet', { retention }),
};

const place = { availabilityZone, subnetId: text, eniId, ipAddress: maybe(text) };

/** By type, the codec of an event of an HSM. */
export const hsmEventCodecs: EventCodecs<HsmEvent> = {
  HsmAdding: event('HsmAdding', { hsmId, ...place, from: hsmSource, expectedAt }),
  HsmAdded: event('HsmAdded', { hsmId, signingRequestId: maybe(signingRequestId), gone }),
  HsmAdditionFailed: event('HsmAdditionFailed', { hsmId, reason, gone }),
  HsmRemoving: event('HsmRemoving', { hsmId, expectedAt, waitsFor: maybe(backupId) }),
  HsmRemoved: event('HsmRemoved', { hsmId, gone }),
  HsmRemovalFailed: event('HsmRemovalFailed', { hsmId, reason }),
  HsmDegraded: event('HsmDegraded', { hsmId, reason, gone }),
  HsmReplaced: event('HsmReplaced', {
    hsmId,
    newHsmId: hsmId,
    from: hsmSource,
    signingRequestId: maybe(signingRequestId),
    gone,
  }),
};

/** By type, the codec of an event of what HSMs hold. */
export const contentsEventCodecs: EventCodecs<ContentsEvent> = {
  UserCreated: event('UserCreated', { name: text, role }),
  UserDeleted: event('UserDeleted', { name: text }),
  UserLoggedIn: event('UserLoggedIn', { name: text }),
  KeyCreated: event('KeyCreated', { key }),
  KeyDeleted: event('KeyDeleted', { keyId: text }),
  CertificatePut: event('CertificatePut', { certificate }),
  PolicySet: event('PolicySet', { name: text, value: text }),
};
