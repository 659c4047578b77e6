/**
 * Applies the events of a cluster's lifecycle.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { appended, kept, mapped } from '../kernel/list.ts';
import type { Cluster } from '../model/cluster.ts';
import { changedHsm, type Hsm } from '../model/hsm.ts';
import type { ClusterEvent } from '../model/event.ts';
import { initialUsers, user, type User } from '../model/contents.ts';
import { makeSigningRequestId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import { changed, type ClusterChanges, type Handlers } from './changed.ts';
import { remarked } from './marking.ts';
import { detectedAnew } from './replacement-events.ts';

type LifeEvent = Extract<
  ClusterEvent,
  { readonly type: `Cluster${string}` | 'RetentionSet' | 'OriginDropped' }
>;

/** How a phase begins: when it ends by itself, and why the one before it failed. */
type Entrance = { readonly expectedAt?: EpochMillis | undefined; readonly stateMessage?: string };

const enter = (
  after: ClusterChanges,
  phase: Cluster['phase'],
  { expectedAt, stateMessage }: Entrance = {},
): void => {
  after.phase = phase;
  after.expectedAt = expectedAt;
  after.stateMessage = stateMessage;
};

const withUsers = (
  hsms: readonly Hsm[],
  make: (before: readonly User[]) => readonly User[],
): readonly Hsm[] =>
  mapped(hsms, (it) => {
    const { access } = it;
    invariant(access !== undefined, `${it.hsmId} holds nothing`);
    return changedHsm(it, (after) => {
      after.access = Object.freeze({ ...access, users: Object.freeze(make(access.users)) });
    });
  });

/** The signing request of the first HSM, which an initialization that fails brings back (F-73). */
const itsSigningRequest = ({ hsms, clusterId }: Cluster): Cluster['signingRequestId'] => {
  const [first] = hsms;
  invariant(first !== undefined, `${clusterId} has no HSM`);
  return makeSigningRequestId(first.hsmId);
};

/**
 * The phase that a cluster without HSMs returns to when its deletion fails.
 */
const restingPhase = (before: Cluster): Cluster['phase'] => {
  if (before.activatedAt !== undefined)
    return before.activationDueAt === undefined ? 'ACTIVE' : 'INITIALIZED';
  return before.initializedAt === undefined ? 'UNINITIALIZED' : 'INITIALIZED';
};

/** Handlers by event type. */
export const lifeEvents: Handlers<LifeEvent> = {
  ClusterCreated: (before, { at }) => changed(before, at, (after) => enter(after, 'UNINITIALIZED')),
  ClusterRestored: (before, { at }) =>
    changed(before, at, (after) => {
      enter(after, 'ACTIVE');
      after.initializedAt = at;
      after.activatedAt = at;
    }),
  ClusterCreationFailed: (before, { at, reason }) =>
    changed(before, at, (after) => {
      enter(after, 'DELETED', { stateMessage: reason });
      after.deletedAt = at;
    }),
  ClusterRestoreFailed: (before, { at, reason }) =>
    changed(before, at, (after) => {
      enter(after, 'DELETED', { stateMessage: reason });
      after.deletedAt = at;
      after.origin = undefined;
    }),
  ClusterInitializing: (before, { at, expectedAt, certificate }) =>
    changed(before, at, (after) => {
      enter(after, 'INITIALIZE_IN_PROGRESS', { expectedAt });
      after.certificate = certificate;
      after.signingRequestId = undefined;
    }),
  ClusterInitialized: (before, { at }) =>
    changed(before, at, (after) => {
      enter(after, 'INITIALIZED');
      after.initializedAt = at;
      after.hsms = withUsers(before.hsms, (users) => [...users, ...initialUsers(at)]);
    }),
  ClusterInitializationFailed: (before, { at, reason }) =>
    changed(before, at, (after) => {
      enter(after, 'UNINITIALIZED', { stateMessage: reason });
      after.signingRequestId = itsSigningRequest(before);
      after.certificate = undefined;
    }),
  ClusterActivated: (before, { at, admin, expectedAt }) =>
    changed(before, at, (after) => {
      if (expectedAt === at) after.phase = 'ACTIVE';
      else after.activationDueAt = expectedAt ?? 'REPORTED';
      after.activatedAt = at;
      after.hsms = withUsers(before.hsms, (users) => [
        ...users.filter(({ role }) => role !== 'PRECO'),
        user(admin, 'CO', at),
      ]);
    }),
  ClusterActivationReported: (before, { at }) =>
    changed(before, at, (after) => {
      after.phase = 'ACTIVE';
      after.activationDueAt = undefined;
    }),
  ClusterDeleting: (before, { at, expectedAt }) =>
    changed(before, at, (after) => enter(after, 'DELETE_IN_PROGRESS', { expectedAt })),
  ClusterDeleted: (before, { at }) =>
    changed(before, at, (after) => {
      enter(after, 'DELETED');
      after.deletedAt = at;
      after.origin = undefined;
    }),
  ClusterDeletionFailed: (before, { at, reason }) =>
    changed(before, at, (after) => enter(after, restingPhase(before), { stateMessage: reason })),
  ClusterIsolated: (before, { at }) =>
    changed(before, at, (after) => {
      after.isolatedSince = at;
    }),
  ClusterReconnected: (before, { at }) =>
    changed(before, at, (after) => {
      after.isolatedSince = undefined;
      after.hsms = detectedAnew(before.hsms, at, () => true);
    }),
  ClusterZoneLost: (before, { at, availabilityZone }) =>
    changed(before, at, (after) => {
      after.lostZones = appended(before.lostZones, availabilityZone);
    }),
  ClusterZoneRecovered: (before, { at, availabilityZone: zone }) =>
    changed(before, at, (after) => {
      after.lostZones = kept(before.lostZones, (it) => it !== zone);
      after.hsms = detectedAnew(before.hsms, at, (it) => it.availabilityZone === zone);
    }),
  RetentionSet: (before, { at, retention }) =>
    changed(before, at, (after) => {
      after.retention = retention;
      after.backups = remarked(before.backups, { ...before, retention }, { at, isNewPolicy: true });
    }),
  OriginDropped: (before, { at }) =>
    changed(before, at, (after) => {
      after.origin = undefined;
    }),
};
