/**
 * When HSMs come and go.
 *
 * @module
 */
import type { ClusterState } from '../model/cluster.ts';

/**
 * The rule by which no HSM is added or removed in a state: documented for MODIFY_IN_PROGRESS, a
 * choice for every other (F-88, U-80).
 */
export const membershipRule = (state: ClusterState): 'F-88' | 'U-80' =>
  state === 'MODIFY_IN_PROGRESS' ? 'F-88' : 'U-80';
