/**
 * What can be waited for: the states on the way, and the one at the end.
 *
 * @module
 */

/** The end of a wait: a state, or that the thing is not listed any more. */
export const GONE = 'GONE';

/** One row: from `pending` states time leads to `success`; any other state ends the wait. */
export type Awaited = {
  readonly kind: 'CLUSTER' | 'HSM' | 'BACKUP';
  readonly pending: readonly string[];
  readonly success: readonly string[];
};

/** The name of a wait. */
export type AwaitedName =
  | 'ClusterUninitialized'
  | 'ClusterInitialized'
  | 'ClusterActive'
  | 'ClusterDeleted'
  | 'HsmActive'
  | 'HsmDeleted'
  | 'BackupReady'
  | 'BackupPurged';

/** Every wait. */
export const awaited: Readonly<Record<AwaitedName, Awaited>> = {
  ClusterUninitialized: {
    kind: 'CLUSTER',
    pending: ['CREATE_IN_PROGRESS'],
    success: ['UNINITIALIZED'],
  },
  ClusterInitialized: {
    kind: 'CLUSTER',
    pending: ['INITIALIZE_IN_PROGRESS'],
    success: ['INITIALIZED'],
  },
  // The service reports an activation late: until then the cluster is INITIALIZED (F-244).
  ClusterActive: {
    kind: 'CLUSTER',
    pending: [
      'CREATE_IN_PROGRESS',
      'INITIALIZE_IN_PROGRESS',
      'INITIALIZED',
      'MODIFY_IN_PROGRESS',
      'ROLLBACK_IN_PROGRESS',
      'DEGRADED',
    ],
    success: ['ACTIVE'],
  },
  ClusterDeleted: {
    kind: 'CLUSTER',
    pending: ['DELETE_IN_PROGRESS'],
    success: ['DELETED', GONE],
  },
  HsmActive: { kind: 'HSM', pending: ['CREATE_IN_PROGRESS'], success: ['ACTIVE'] },
  HsmDeleted: { kind: 'HSM', pending: ['DELETE_IN_PROGRESS'], success: ['DELETED', GONE] },
  BackupReady: { kind: 'BACKUP', pending: ['CREATE_IN_PROGRESS'], success: ['READY'] },
  BackupPurged: { kind: 'BACKUP', pending: ['PENDING_DELETION'], success: ['DELETED', GONE] },
};
