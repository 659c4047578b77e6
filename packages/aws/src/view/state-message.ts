/**
 * What the API says about a state.
 *
 * @module
 */
import type { Cluster, Hsm } from '@hsm-lifecycle/core';

const MESSAGE_CHARACTERS = 300;

/** The service's own words, where they have been seen (F-76, F-105). */
const MESSAGES: Partial<Record<Cluster['state'], string>> = {
  INITIALIZE_IN_PROGRESS:
    'Cluster is initializing. State will change to INITIALIZED upon completion.',
  DELETE_IN_PROGRESS: 'The cluster is being deleted.',
};

/** The message about a cluster's state: the service's, else the model's. */
export const clusterMessage = ({ state, stateMessage }: Cluster): string | undefined =>
  MESSAGES[state] ?? stateMessage?.replaceAll(/\s+/gu, ' ').slice(0, MESSAGE_CHARACTERS);

const ADDITION_FAILED = 'HSM creation failed. Please delete this HSM and try again.';

/** The message about an HSM's state; for one that never joined, the service's words (F-92). */
export const hsmMessage = ({ state, stateMessage, failedAt }: Hsm): string | undefined =>
  state === 'DEGRADED' && failedAt === undefined ? ADDITION_FAILED : stateMessage;
