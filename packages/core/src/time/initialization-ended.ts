/**
 * Fails an initialization in progress together with its HSM.
 *
 * @module
 */
import type { Cluster } from '../model/cluster.ts';
import type { EventOf } from '../model/event.ts';
import type { EpochMillis } from '../model/instant.ts';

/** The event that fails an initialization in progress, since its HSM is gone; else none. */
export const initializationEnded = (
  now: Cluster,
  at: EpochMillis,
): readonly EventOf<'ClusterInitializationFailed'>[] =>
  now.phase === 'INITIALIZE_IN_PROGRESS'
    ? [
        {
          type: 'ClusterInitializationFailed',
          data: { at, reason: 'Its HSM is gone; sign the next one’s request.' },
        },
      ]
    : [];
