/**
 * Codecs of the events of a cluster and its HSMs.
 *
 * @module
 */
import type { ClusterEvent, ContentsEvent, MigrationEvent } from '../model/event.ts';
import { certificate, key, role, userCodec } from './contents-codec.ts';
import { expectedAt, gone, hsmSource, reason, rollbackSourceCodec } from './event-members.ts';
import {
  availabilityZone,
  backupId,
  clusterId,
  eniId,
  hsmId,
  hsmType,
  signingRequestId,
  ipAddress,
  ipV6Address,
  subnetId,
} from './names.ts';
import { date, maybe, text, words } from './scalars.ts';
import { list } from './shapes.ts';
import { retention } from './state-codec.ts';
import type { DataMembers } from './typed.ts';

type LifeEvent = Extract<
  ClusterEvent,
  { readonly type: `Cluster${string}` | 'RetentionSet' | 'OriginDropped' }
>;
type HsmEvent = Exclude<Extract<ClusterEvent, { readonly type: `Hsm${string}` }>, MigrationEvent>;

/** Data members, by type, of a cluster's lifecycle events. */
export const lifeEventCodecs: DataMembers<LifeEvent> = {
  ClusterCreated: {},
  ClusterRestored: {},
  ClusterCreationFailed: { reason },
  ClusterRestoreFailed: { reason, gone },
  ClusterInitializing: { expectedAt, certificate: maybe(text) },
  ClusterInitialized: {},
  ClusterInitializationFailed: { reason },
  ClusterActivated: { admin: text, expectedAt },
  ClusterActivationReported: {},
  ClusterDeleting: { expectedAt },
  ClusterDeleted: { gone },
  ClusterDeletionFailed: { reason },
  ClusterIsolated: {},
  ClusterReconnected: {},
  ClusterZoneLost: { availabilityZone },
  ClusterZoneRecovered: { availabilityZone },
  RetentionSet: { retention },
  OriginDropped: { gone },
};

const place = {
  availabilityZone,
  subnetId,
  eniId,
  ipAddress: maybe(ipAddress),
  ipAddressV6: maybe(ipV6Address),
};

/** Data members, by type, of HSM events. */
export const hsmEventCodecs: DataMembers<HsmEvent> = {
  HsmAdding: { hsmId, ...place, from: hsmSource, expectedAt },
  HsmAdded: { hsmId, signingRequestId: maybe(signingRequestId), gone },
  HsmAdditionFailed: { hsmId, reason, gone },
  HsmRemoving: { hsmId, expectedAt, waitsFor: maybe(backupId) },
  HsmRemoved: { hsmId, gone },
  HsmRemovalFailed: { hsmId, reason },
  HsmDegraded: { hsmId, reason, gone },
  HsmReplacing: { hsmId, newHsmId: hsmId, from: hsmSource, expectedAt },
  HsmReplaced: { hsmId, newHsmId: hsmId, signingRequestId: maybe(signingRequestId), gone },
  HsmReplacementFailed: { hsmId, newHsmId: hsmId, reason, gone },
};

/** Data members, by type, of the events of a change of HSM type. */
export const migrationEventCodecs: DataMembers<MigrationEvent> = {
  HsmTypeChanging: { hsmType, rollbackUntil: date },
  HsmTypeChanged: { hsmType },
  HsmTypeRollingBack: {
    cause: words('CUSTOMER', 'FAILURE'),
    hsmType,
    contentsFrom: maybe(rollbackSourceCodec),
  },
  HsmTypeRolledBack: { hsmType },
  HsmMigrating: { hsmId, hsmType, from: maybe(rollbackSourceCodec), expectedAt, gone },
  HsmMigrated: { hsmId, newHsmId: hsmId },
  HsmMigrationFailed: { hsmId, reason, gone },
};
const hsmIds = list('a list of HSM ids', hsmId);

/** Data members, by type, of the events of users, keys, certificates and policies. */
export const contentsEventCodecs: DataMembers<ContentsEvent> = {
  UserCreated: { name: text, role, hsmIds },
  UserReplicated: { user: userCodec, from: clusterId, hsmIds },
  UserDeleted: { name: text },
  UserLoggedIn: { name: text },
  PasswordChanged: { name: text },
  KeyCreated: { key },
  KeyReplicated: { key, from: clusterId },
  KeyDeleted: { keyId: text },
  CertificatePut: { certificate },
  PolicySet: { name: text, value: text },
};
