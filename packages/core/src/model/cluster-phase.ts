/**
 * The phases in a cluster's life.
 *
 * @module
 */

/**
 * The phase of a cluster's lifecycle, regardless of its HSMs. MODIFY_IN_PROGRESS and
 * ROLLBACK_IN_PROGRESS belong to type migration.
 */
export type ClusterPhase =
  | 'CREATE_IN_PROGRESS'
  | 'UNINITIALIZED'
  | 'INITIALIZE_IN_PROGRESS'
  | 'INITIALIZED'
  | 'ACTIVE'
  | 'MODIFY_IN_PROGRESS'
  | 'ROLLBACK_IN_PROGRESS'
  | 'DELETE_IN_PROGRESS'
  | 'DELETED';
