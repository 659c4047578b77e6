/**
 * The retention sweep.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { graceMs } from '../rules/editions.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, EventOf } from '../model/event.ts';
import { happened, clusterTransition, type TimeRefusal } from '../time/advance.ts';
import { markableAt } from '../time/mark-due.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import type { EpochMillis } from '../model/instant.ts';
import { formed } from '../guards/formed.ts';

/** The input of `applyRetention`. */
export type ApplyRetention = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
};

const wellFormed = formed<ApplyRetention>({});

/**
 * Marks for deletion the backups that have outlived their cluster's policy, except exempt ones and
 * the newest READY one. They can be undeleted for seven days.
 *
 * Under an edition with a continuous sweep nothing is left to mark; under `sweep: 'MANUAL'` this is
 * the only sweep.
 *
 * @param cluster - in any state, DELETED included
 * @param input - `at` in milliseconds since the epoch
 * @returns Right: the cluster; events: what was due, one `BackupExpired` for each backup marked,
 *   oldest first, if any. Left: `NotWellFormed`, `NotAnInstant` or `TimeRanBackwards`.
 * @see F-155, F-156, F-158, F-159; U-9, U-10
 * @example
 * const swept = applyRetention(cluster, { at });
 */
export const applyRetention = (
  cluster: Cluster,
  input: ApplyRetention,
): Outcome<NotWellFormed | TimeRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at }) =>
    clusterTransition(cluster, at, (now) => {
      const expired = [...now.backups].filter(
        (it) => (markableAt(now, it) ?? Number.POSITIVE_INFINITY) <= at,
      );
      const marks = expired.map(({ backupId }): EventOf<'BackupExpired'> => ({
        type: 'BackupExpired',
        data: { at, backupId, deleteAt: at + graceMs(now) },
      }));
      return happened(now, ...marks);
    }),
  );
