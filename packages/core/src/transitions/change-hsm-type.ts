/**
 * Changing a cluster's HSM type in place, and going back.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import type {
  HsmBusy,
  HsmTypeUnsupported,
  MigrationNotSupported,
  NothingToRollBackTo,
  RollbackTooLate,
  TooManyHsms,
  WrongState,
} from '../rules/cluster-refusals.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, HolderEvent } from '../model/event.ts';
import { hsmCount } from '../model/hsm-pairs.ts';
import { HOUR_MS, type EpochMillis } from '../model/instant.ts';
import type { Migration } from '../model/migration.ts';
import type { HsmType } from '../model/placement.ts';
import { evolveCluster } from '../evolve/evolve.ts';
import { clusterTransition, happened, type TimeRefusal } from '../time/advance.ts';
import { migrationEnd, rollbackSource, rollingBack } from '../time/migration.ts';
import { formed } from '../guards/formed.ts';
import { pairRefusal } from '../guards/pair.ts';
import { supportRefusal } from '../guards/support.ts';
import { inputFields } from '../guards/input-fields.ts';
import type { FormsOf } from '../model/form.ts';

/** The input of `changeHsmType`. */
export type ChangeHsmType = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** The new type, or the old one to roll back. */
  readonly hsmType: HsmType;
};

/** Why `changeHsmType` may refuse. */
export type ChangeHsmTypeRefusal =
  | NotWellFormed
  | TimeRefusal
  | WrongState<'F-186'>
  | MigrationNotSupported
  | HsmTypeUnsupported
  | RollbackTooLate
  | HsmBusy
  | TooManyHsms
  | NothingToRollBackTo;

const ALLOWED = ['ACTIVE', 'MODIFY_IN_PROGRESS'] as const;

const busyRefusal = ({ hsms }: Cluster): HsmBusy | undefined => {
  for (const it of hsms) {
    const { hsmId, state } = it;
    const paired = pairRefusal(hsms, it);
    if (paired !== undefined) return paired;
    if (state !== 'ACTIVE' && state !== 'DEGRADED')
      return { _tag: 'HsmBusy', rule: 'U-82', hsmId, actual: state };
  }
  return undefined;
};

/** Makes the events; a cluster without HSMs has changed at once. */
const changing = (now: Cluster, event: ClusterEvent): Outcome<never, Cluster, HolderEvent> => {
  const { hsms } = now;
  if (hsms.length > 0) return happened(now, event);
  const end = migrationEnd(evolveCluster(now, event), event.data.at);
  return happened(now, event, end);
};

const rollBack = (
  now: Cluster,
  migration: Migration,
  at: EpochMillis,
): Outcome<RollbackTooLate | HsmBusy | NothingToRollBackTo, Cluster, HolderEvent> => {
  const { phase, hsms } = now;
  const { from, rollbackUntil } = migration;
  if (at >= rollbackUntil)
    return refused({ _tag: 'RollbackTooLate', rule: 'F-190', rollbackUntil });
  const cause = 'CUSTOMER';
  if (phase === 'MODIFY_IN_PROGRESS') return changing(now, rollingBack(migration, { at, cause }));
  const busy = busyRefusal(now);
  if (busy !== undefined) return refused(busy);
  const contentsFrom = rollbackSource(now);
  if (contentsFrom === undefined)
    return refused({ _tag: 'NothingToRollBackTo', rule: 'F-190', hsmType: from });
  return changing(
    now,
    rollingBack(migration, hsms.length === 0 ? { at, cause } : { at, cause, contentsFrom }),
  );
};

const migrate = (
  now: Cluster,
  { at, hsmType }: ChangeHsmType,
): Outcome<HsmBusy | TooManyHsms<'F-186'>, Cluster, HolderEvent> => {
  const { hsmsToMigrateMax: limit, rollbackHours } = now.edition;
  const busy = busyRefusal(now);
  if (busy !== undefined) return refused(busy);
  if (hsmCount(now.hsms) > limit) return refused({ _tag: 'TooManyHsms', rule: 'F-186', limit });
  const rollbackUntil = at + rollbackHours * HOUR_MS;
  return changing(now, { type: 'HsmTypeChanging', data: { at, hsmType, rollbackUntil } });
};

/** The form of each field of `ChangeHsmType`, except `at`. */
export const changeHsmTypeForms: FormsOf<Omit<ChangeHsmType, 'at'>> = {
  hsmType: inputFields.hsmType,
};

const wellFormed = formed<ChangeHsmType>(changeHsmTypeForms);

/**
 * Changes a cluster's HSM type in place, HSM by HSM: each is backed up, then one of the new type
 * takes its place, with a new id and the same network interface, address and contents.
 *
 * Meanwhile contents are read-only, and HSMs can be neither added nor removed. If a backup or an
 * HSM fails, the service turns back by itself.
 *
 * To roll back, name the old type within 24 hours of the start. Before the change is complete that
 * loses nothing. Afterwards the HSMs load the latest backup of the old type: what was made since is
 * gone from them, and kept in one backup that is made first.
 *
 * @param cluster - ACTIVE with at most 27 HSMs, none of them joining, leaving or being replaced;
 *   for a rollback MODIFY_IN_PROGRESS too
 * @param input - a type that the edition can migrate to, or the old one; `at` in milliseconds since
 *   the epoch
 * @returns Right: MODIFY_IN_PROGRESS or ROLLBACK_IN_PROGRESS, which ends by itself; without HSMs
 *   ACTIVE at once. Events: what was due, `HsmTypeChanging` or `HsmTypeRollingBack`; without HSMs
 *   `HsmTypeChanged` or `HsmTypeRolledBack` too. Left: `NotWellFormed`, `NotAnInstant`,
 *   `TimeRanBackwards`, `WrongState`, `MigrationNotSupported`, `HsmTypeUnsupported`,
 *   `RollbackTooLate`, `HsmBusy`, `TooManyHsms` or `NothingToRollBackTo`, checked in that order.
 * @see `ModifyCluster` with `HsmType`, CloudHSM V2 API 2017-04-28; F-186 to F-191, F-238; U-70
 * @example
 * const migrating = changeHsmType(cluster, { at, hsmType: 'hsm2m.medium' });
 */
export const changeHsmType = (
  cluster: Cluster,
  input: ChangeHsmType,
): Outcome<ChangeHsmTypeRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, () =>
    clusterTransition<Outcome<ChangeHsmTypeRefusal, Cluster, HolderEvent>>(
      cluster,
      input.at,
      (now) => {
        const { at, hsmType } = input;
        const { state, phase, migration, edition, hsmType: present } = now;
        if (!ALLOWED.some((each) => each === state))
          return refused({ _tag: 'WrongState', rule: 'F-186', actual: state, allowed: ALLOWED });
        const targets = edition.migratable.filter(({ from }) => from === present);
        const isMigratable = phase === 'ACTIVE' && targets.some(({ to }) => to === hsmType);
        const ended = supportRefusal({ edition, hsmType }, at);
        if (isMigratable) return ended === undefined ? migrate(now, input) : refused(ended);
        if (hsmType === migration?.from)
          return ended === undefined ? rollBack(now, migration, at) : refused(ended);
        const supported = targets.map(({ to }) => to);
        return refused({
          _tag: 'MigrationNotSupported',
          rule: 'F-186',
          from: present,
          to: hsmType,
          supported,
        });
      },
    ),
  );
