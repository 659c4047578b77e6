/**
 * Replacement of an HSM by the service.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { isLeft } from '../kernel/either.ts';
import type {
  HsmBusy,
  HsmNotOperating,
  HsmTypeUnsupported,
  NothingToRestore,
  WrongState,
  ZoneOutOfReach,
} from '../rules/cluster-refusals.ts';
import type { HsmNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import type { Hsm } from '../model/hsm.ts';
import { happened, clusterTransition, type TimeRefusal } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { isMigrating } from '../model/migration.ts';
import { hsmIn } from '../guards/finding.ts';
import { initializationEnded } from '../time/initialization-ended.ts';
import { pairRefusal } from '../guards/pair.ts';
import { supportRefusal } from '../guards/support.ts';
import { replacementStart } from '../time/replacement.ts';
import { formed } from '../guards/formed.ts';
import { textForm, type FormsOf } from '../model/form.ts';

/** The input of `replaceHsm`. */
export type ReplaceHsm = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly hsmId: string;
};

/** Why `replaceHsm` may refuse. */
export type ReplaceHsmRefusal =
  | NotWellFormed
  | TimeRefusal
  | HsmNotFound
  | WrongState<'U-80'>
  | HsmBusy
  | HsmNotOperating
  | ZoneOutOfReach
  | HsmTypeUnsupported
  | NothingToRestore;

const ALLOWED = [
  'UNINITIALIZED',
  'INITIALIZE_IN_PROGRESS',
  'INITIALIZED',
  'ACTIVE',
  'DEGRADED',
] as const;

const refusalFor = (
  now: Cluster,
  old: Hsm,
  at: EpochMillis,
): HsmBusy | HsmNotOperating | ZoneOutOfReach | HsmTypeUnsupported | undefined => {
  const { hsmId, state, failedAt, availabilityZone } = old;
  if (state !== 'ACTIVE' && state !== 'DEGRADED')
    return { _tag: 'HsmBusy', rule: 'U-82', hsmId, actual: state };
  if (state === 'DEGRADED' && failedAt === undefined)
    return { _tag: 'HsmNotOperating', rule: 'F-92', hsmId, actual: state };
  const paired = pairRefusal(now.hsms, old);
  if (paired !== undefined) return paired;
  return now.lostZones.includes(availabilityZone)
    ? { _tag: 'ZoneOutOfReach', rule: 'U-51', availabilityZone }
    : supportRefusal(now, at);
};

/** The form of each field of `ReplaceHsm`, except `at`. */
export const replaceHsmForms: FormsOf<Omit<ReplaceHsm, 'at'>> = { hsmId: textForm };

const wellFormed = formed<ReplaceHsm>(replaceHsmForms);

/**
 * Begins to replace an HSM, as the service does for failures and maintenance: on the same network
 * interface, under a new id. Both are listed until the new one takes the old one's place.
 *
 * The new HSM gets its contents from a peer as it is now, else from the latest backup, even if the
 * old one is ACTIVE, else from what the cluster was restored from; before initialization it is
 * blank and brings a new signing request. No backup is made, and no quota is touched. The service
 * replaces an HSM that has failed by itself; this is for maintenance, and for hosts that report.
 *
 * @param cluster - in any state but during a migration
 * @param input - the id of an HSM that is ACTIVE, or DEGRADED and once was ACTIVE; `at` in
 *   milliseconds since the epoch
 * @returns Right: the new HSM last in `hsms`, CREATE_IN_PROGRESS; events: what was due,
 *   `ClusterInitializationFailed` if that was going on, `HsmReplacing`. Left: `NotWellFormed`,
 *   `NotAnInstant`, `TimeRanBackwards`, `HsmNotFound`, `WrongState`, `HsmBusy`,
 *   `HsmNotOperating`, `ZoneOutOfReach`, `HsmTypeUnsupported` or `NothingToRestore`, checked in
 *   that order.
 * @see F-75, F-92, F-100, F-101, F-103, F-242, F-243; U-50, U-53, U-80, U-82
 * @example
 * const replaced = replaceHsm(cluster, { at, hsmId: 'hsm-primaryaaaaaaaaa' });
 */
export const replaceHsm = (
  cluster: Cluster,
  input: ReplaceHsm,
): Outcome<ReplaceHsmRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, hsmId }) =>
    clusterTransition(cluster, at, (now) => {
      const old = hsmIn(now, hsmId);
      if (isLeft(old)) return old;
      if (isMigrating(now.phase))
        return refused({ _tag: 'WrongState', rule: 'U-80', actual: now.state, allowed: ALLOWED });
      const wrong = refusalFor(now, old.right, at);
      if (wrong !== undefined) return refused(wrong);
      const replacing = replacementStart(now, old.right, at);
      if (replacing === undefined) return refused({ _tag: 'NothingToRestore', rule: 'U-8' });
      return happened(now, ...initializationEnded(now, at), replacing);
    }),
  );
