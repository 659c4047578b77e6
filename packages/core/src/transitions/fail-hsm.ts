/**
 * The failure of an HSM.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { isLeft } from '../kernel/either.ts';
import type { HsmNotOperating } from '../rules/cluster-refusals.ts';
import type { HsmNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened, clusterTransition, type TimeRefusal } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { hsmIn } from '../guards/finding.ts';
import { hsmFailure } from '../time/hsm-failure.ts';
import { initializationEnded } from '../time/initialization-ended.ts';
import { formed } from '../guards/formed.ts';
import { inputFields } from '../guards/input-fields.ts';
import { textForm, type FormsOf } from '../model/form.ts';

/** The input of `failHsm`. */
export type FailHsm = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly hsmId: string;
  readonly reason?: string;
};

/** Why `failHsm` may refuse. */
export type FailHsmRefusal = NotWellFormed | TimeRefusal | HsmNotFound | HsmNotOperating;

/** The form of each field of `FailHsm`, except `at`. */
export const failHsmForms: FormsOf<Omit<FailHsm, 'at'>> = {
  hsmId: textForm,
  reason: inputFields.reason,
};

const wellFormed = formed<FailHsm>(failHsmForms);

/**
 * Reports that an HSM has failed. It becomes DEGRADED, loses its contents and never recovers: the
 * service replaces it, or its owner removes it. A backup that is being made of it fails with it,
 * and so do the HSMs that wait for that backup.
 *
 * If a joining HSM fails, its join has failed; if a replacement fails, the replacement has failed;
 * an HSM that was leaving stays, DEGRADED.
 *
 * @param cluster - in any state
 * @param input - the id of an HSM that is not DEGRADED; `reason`, as the client will read it; `at`
 *   in milliseconds since the epoch
 * @returns Right: the HSM DEGRADED; events: what was due, `ClusterInitializationFailed` if that was
 *   going on, `HsmDegraded`, `BackupCreationFailed`, then what waited; for a joining HSM
 *   `HsmAdditionFailed` or `HsmReplacementFailed` alone. Left: `NotWellFormed`, `NotAnInstant`,
 *   `TimeRanBackwards`, `HsmNotFound` or `HsmNotOperating`, checked in that order.
 * @see F-92, F-100; U-25, U-39, U-83
 * @example
 * const degraded = failHsm(cluster, { at, hsmId: 'hsm-primaryaaaaaaaaa' });
 */
export const failHsm = (
  cluster: Cluster,
  input: FailHsm,
): Outcome<FailHsmRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, hsmId, reason = 'The HSM has failed.' }) =>
    clusterTransition(cluster, at, (now) => {
      const failing = hsmIn(now, hsmId);
      if (isLeft(failing)) return failing;
      const { state } = failing.right;
      if (state === 'DEGRADED')
        return refused({ _tag: 'HsmNotOperating', rule: 'U-83', hsmId, actual: state });
      return happened(
        now,
        ...initializationEnded(now, at),
        ...hsmFailure(now, failing.right, { at, reason }),
      );
    }),
  );
