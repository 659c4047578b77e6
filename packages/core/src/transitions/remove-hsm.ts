/**
 * Removing an HSM.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { found } from '../kernel/list.ts';
import { sourcePeer } from '../model/hsm-pairs.ts';
import type { HsmBusy, OneSelector, WrongState } from '../rules/cluster-refusals.ts';
import type { HsmNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import { endOf } from '../rules/editions.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, EventOf } from '../model/event.ts';
import { isPeer, type Hsm } from '../model/hsm.ts';
import { happened, clusterTransition, type TimeRefusal } from '../time/advance.ts';
import { backupStart } from '../time/backup-start.ts';
import type { EpochMillis } from '../model/instant.ts';
import { hsmNotFound } from '../guards/finding.ts';
import { membershipRule } from '../guards/membership.ts';
import { pairRefusal } from '../guards/pair.ts';
import { formed } from '../guards/formed.ts';
import { optionalForm, textForm, type FormsOf } from '../model/form.ts';

/** The input of `removeHsm`: exactly one of `hsmId`, `eniId` and `ipAddress`. */
export type RemoveHsm = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** The HSM's id. Give exactly one of the three. */
  readonly hsmId?: string;
  /** The id of its network interface, which stays the same when the HSM is replaced. */
  readonly eniId?: string;
  /** Its address in the subnet. */
  readonly ipAddress?: string;
};

/** Why `removeHsm` may refuse. */
export type RemoveHsmRefusal =
  NotWellFormed | TimeRefusal | WrongState<'F-88' | 'U-80'> | OneSelector | HsmNotFound | HsmBusy;

const ALLOWED = ['UNINITIALIZED', 'INITIALIZED', 'ACTIVE', 'DEGRADED'] as const;
const SELECTORS = ['hsmId', 'eniId', 'ipAddress'] as const;

const selected = ({ hsms }: Cluster, input: RemoveHsm): Either<OneSelector | HsmNotFound, Hsm> => {
  const given = SELECTORS.filter((each) => input[each] !== undefined);
  const [selector] = given;
  if (selector === undefined || given.length > 1)
    return refused({ _tag: 'OneSelector', rule: 'U-19', given: given.length });
  const leaving = found(hsms, (it) => it[selector] === input[selector]);
  return leaving === undefined
    ? left(hsmNotFound(selector, String(input[selector])))
    : right(leaving);
};

const backupBefore = (
  now: Cluster,
  leaving: Hsm,
  at: EpochMillis,
): EventOf<'BackupCreating'> | undefined => {
  if (now.activatedAt === undefined || !now.edition.forcedBackups.includes('HSM_REMOVED'))
    return undefined;
  const source = isPeer(leaving) ? leaving : sourcePeer(now.hsms);
  return source && backupStart(now, source, { cause: 'HSM_REMOVED', at });
};

/** The form of each field of `RemoveHsm`, except `at`. */
export const removeHsmForms: FormsOf<Omit<RemoveHsm, 'at'>> = {
  hsmId: optionalForm(textForm),
  eniId: optionalForm(textForm),
  ipAddress: optionalForm(textForm),
};

const wellFormed = formed<RemoveHsm>(removeHsmForms);

/**
 * Removes an HSM from a cluster. To pause a cluster, remove its last HSM.
 *
 * On an activated cluster the service first backs up the leaving HSM, or one of its peers if it is
 * DEGRADED; without a peer there is no backup.
 *
 * @param cluster - UNINITIALIZED, INITIALIZED, ACTIVE or DEGRADED
 * @param input - exactly one of `hsmId`, `eniId`, `ipAddress`; `at` in milliseconds since the epoch
 * @returns Right: the HSM DELETE_IN_PROGRESS; events: what was due, `BackupCreating` if the cluster
 *   is activated, `HsmRemoving`. Left: `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`,
 *   `WrongState`, `OneSelector`, `HsmNotFound` or `HsmBusy`, checked in that order.
 * @see `DeleteHsm`, CloudHSM V2 API 2017-04-28; F-88, F-94, F-97, F-98, F-243; U-6, U-19, U-25,
 *   U-80 to U-82
 * @example
 * const leaving = removeHsm(cluster, { at, hsmId: 'hsm-primaryaaaaaaaaa' });
 */
export const removeHsm = (
  cluster: Cluster,
  input: RemoveHsm,
): Outcome<RemoveHsmRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, () =>
    clusterTransition(cluster, input.at, (now) => {
      if (!ALLOWED.some((state) => state === now.state))
        return refused({
          _tag: 'WrongState',
          rule: membershipRule(now.state),
          actual: now.state,
          allowed: ALLOWED,
        });
      const leaving = selected(now, input);
      if (isLeft(leaving)) return leaving;
      const { hsmId, state } = leaving.right;
      if (state !== 'ACTIVE' && state !== 'DEGRADED')
        return refused({ _tag: 'HsmBusy', rule: 'U-82', hsmId, actual: state });
      const paired = pairRefusal(now.hsms, leaving.right);
      if (paired !== undefined) return refused(paired);
      const started = backupBefore(now, leaving.right, input.at);
      const waitsFor = started?.data.backupId;
      const expectedAt =
        started === undefined ? endOf(now.edition.durations.hsmDeletion, input.at) : undefined;
      const removing: EventOf<'HsmRemoving'> = {
        type: 'HsmRemoving',
        data: { at: input.at, hsmId, expectedAt, waitsFor },
      };
      return started === undefined ? happened(now, removing) : happened(now, started, removing);
    }),
  );
