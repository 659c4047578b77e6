/**
 * What the events of a cluster's own life make of it.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { appended, mapped } from '../kernel/list.ts';
import type { Cluster } from '../state/cluster.ts';
import { changedHsm, type Hsm } from '../state/hsm.ts';
import type { ClusterEvent } from '../state/event.ts';
import { APPLIANCE_USER, user, type Role } from '../values/contents.ts';
import { changed, type Handlers } from './changed.ts';
import { remarked } from './marking.ts';

type LifeEvent = Extract<ClusterEvent, { readonly type: `Cluster${string}` | 'RetentionSet' }>;

const ended = { expectedAt: undefined, stateMessage: undefined } as const;

const withUser = (hsms: readonly Hsm[], name: string, { role, at }: { readonly role: Role; readonly at: number }): readonly Hsm[] =>
  mapped(hsms, (it) => {
    invariant(it.admin !== undefined, `${it.hsmId} holds nothing`);
    return changedHsm(it, { admin: Object.freeze({ ...it.admin, users: appended(it.admin.users, user(name, role, at)) }) });
  });

/** Where a cluster without HSMs stood before its deletion began: what it had reached in life tells. */
const restingPhase = (before: Cluster): Cluster['phase'] => {
  if (before.activatedAt !== undefined) return 'ACTIVE';
  return before.initializedAt === undefined ? 'UNINITIALIZED' : 'INITIALIZED';
};

/** By event, the cluster after it. */
export const lifeEvents: Handlers<LifeEvent> = {
  ClusterReady: (before, { at }) =>
    before.origin === undefined
      ? changed(before, at, { ...ended, phase: 'UNINITIALIZED' })
      : changed(before, at, { ...ended, phase: 'ACTIVE', initializedAt: at, activatedAt: at }),
  ClusterCreationFailed: (before, { at, reason }) =>
    changed(before, at, { phase: 'DELETED', expectedAt: undefined, stateMessage: reason, origin: undefined }),
  ClusterInitializing: (before, { at, expectedAt }) =>
    changed(before, at, { phase: 'INITIALIZE_IN_PROGRESS', expectedAt, stateMessage: undefined }),
  ClusterInitialized: (before, { at }) =>
    changed(before, at, {
      ...ended,
      phase: 'INITIALIZED',
      initializedAt: at,
      signingRequestId: undefined,
      hsms: withUser(before.hsms, APPLIANCE_USER, { role: 'AU', at }),
    }),
  ClusterInitializationFailed: (before, { at, reason }) =>
    changed(before, at, { phase: 'UNINITIALIZED', expectedAt: undefined, stateMessage: reason }),
  ClusterActivated: (before, { at, admin }) =>
    changed(before, at, { phase: 'ACTIVE', activatedAt: at, hsms: withUser(before.hsms, admin, { role: 'CO', at }) }),
  ClusterDeleting: (before, { at, expectedAt }) =>
    changed(before, at, { phase: 'DELETE_IN_PROGRESS', expectedAt, stateMessage: undefined }),
  ClusterDeleted: (before, { at }) => changed(before, at, { ...ended, phase: 'DELETED', origin: undefined }),
  ClusterDeletionFailed: (before, { at, reason }) =>
    changed(before, at, { phase: restingPhase(before), expectedAt: undefined, stateMessage: reason }),
  ClusterIsolated: (before, { at }) => changed(before, at, { isolatedSince: at }),
  ClusterReconnected: (before, { at }) => changed(before, at, { isolatedSince: undefined }),
  RetentionSet: (before, { at, retention }) =>
    changed(before, at, { retention, backups: remarked(before.backups, { retention, at, anew: true }) }),
};
