/**
 * Reporting how work in progress ended.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { found } from '../kernel/list.ts';
import { evolveCluster } from '../evolve/evolve.ts';
import type { NothingInProgress, WaitsForBackup, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import { graceMs } from '../rules/editions.ts';
import type { BackupCopy } from '../model/backup-copy.ts';
import type { Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, CopyEvent, HolderEvent } from '../model/event.ts';
import type { BackupHolder } from '../model/holder.ts';
import { isReportPending } from '../time/activation-report.ts';
import { happened, transition, type EventOfHolder, type TimeRefusal } from '../time/advance.ts';
import { backupCompleted, hsmCompleted, lifeCompleted, waitingFor } from '../time/completion.ts';
import { withConsequences } from '../time/consequence.ts';
import { backupFailed, hsmFailed, lifeFailed, type Failure } from '../time/failed.ts';
import { withGone } from '../time/gone.ts';
import type { EpochMillis } from '../model/instant.ts';
import { formed } from '../guards/formed.ts';
import { inputFields } from '../guards/input-fields.ts';
import { wordsForm, textForm, type FormsOf } from '../model/form.ts';

/** The input of `settle`. */
export type Settle = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** The id of the HSM, the backup or the cluster. */
  readonly id: string;
  readonly outcome: 'SUCCEEDED' | 'FAILED';
  /** Why it failed, shown to the client. */
  readonly reason?: string;
};

/** Why `settle` may refuse. */
export type SettleRefusal = NotWellFormed | TimeRefusal | NothingInProgress | WaitsForBackup;

/**
 * A failed backup fails every HSM that waits for it, in order. Each failure counts what is gone
 * from the state after the one before.
 */
const backupAndWaitingFailed = (
  now: Cluster,
  backup: Backup,
  ending: Failure,
): readonly ClusterEvent[] => {
  const events: ClusterEvent[] = [];
  let state = now;
  const then = (event: ClusterEvent) => {
    state = evolveCluster(state, event);
    events.push(event);
  };
  then(backupFailed(state, backup, ending));
  for (const waiting of waitingFor(now, backup)) then(hsmFailed(state, waiting, ending));
  return events;
};

const IN_LIFE: ReadonlySet<string> = new Set([
  'CREATE_IN_PROGRESS',
  'INITIALIZE_IN_PROGRESS',
  'DELETE_IN_PROGRESS',
]);

/** A report of an activation cannot fail: the activation has happened (U-54). */
const endsLife = (now: Cluster, { outcome }: Settle): boolean =>
  IN_LIFE.has(now.phase) || (outcome === 'SUCCEEDED' && isReportPending(now));

const endedLife = (
  now: Cluster,
  { at, outcome }: Settle,
  reason: string,
): readonly ClusterEvent[] =>
  outcome === 'SUCCEEDED' ? [lifeCompleted(now, at)] : [lifeFailed(now, { at, reason })];

const endedInCluster = (
  now: Cluster,
  input: Settle,
  reason: string,
): readonly ClusterEvent[] | WaitsForBackup | undefined => {
  const { at, id, outcome } = input;
  if (id === now.clusterId) return endsLife(now, input) ? endedLife(now, input, reason) : undefined;
  const hsm = found(
    now.hsms,
    (it) =>
      it.hsmId === id &&
      (it.state === 'CREATE_IN_PROGRESS' ||
        it.state === 'DELETE_IN_PROGRESS' ||
        it.migratesTo !== undefined),
  );
  if (hsm !== undefined && outcome === 'FAILED') return [hsmFailed(now, hsm, { at, reason })];
  if (hsm?.waitsFor !== undefined)
    return { _tag: 'WaitsForBackup', rule: 'M-5', id, backupId: hsm.waitsFor };
  if (hsm !== undefined) return [hsmCompleted(now, hsm, at)];
  const backup = found(
    now.backups,
    (it) => it.backupId === id && it.state === 'CREATE_IN_PROGRESS',
  );
  if (backup === undefined) return undefined;
  return outcome === 'SUCCEEDED'
    ? [backupCompleted(now, backup, at)]
    : backupAndWaitingFailed(now, backup, { at, reason });
};

/** The same, with what must follow at once. */
const endedWithAll = (
  now: Cluster,
  input: Settle,
  reason: string,
): readonly HolderEvent[] | WaitsForBackup | undefined => {
  const ended = endedInCluster(now, input, reason);
  return ended === undefined || '_tag' in ended ? ended : withConsequences(now, ended);
};

const endedInCopy = (
  now: BackupCopy,
  { at, id, outcome }: Settle,
  reason: string,
): readonly CopyEvent[] | undefined => {
  const backup = found(
    now.backups,
    (it) => it.backupId === id && it.state === 'CREATE_IN_PROGRESS',
  );
  if (backup === undefined) return undefined;
  const { backupId } = backup;
  return outcome === 'SUCCEEDED'
    ? [{ type: 'BackupCopied', data: { at, backupId } }]
    : [
        withGone(now, (gone) => ({
          type: 'BackupCopyFailed',
          data: { at, backupId, reason, deleteAt: at + graceMs(now), gone },
        })),
      ];
};

/** The form of each field of `Settle`, except `at`. */
export const settleForms: FormsOf<Omit<Settle, 'at'>> = {
  id: textForm,
  outcome: wordsForm('SUCCEEDED', 'FAILED'),
  reason: inputFields.reason,
};

const wellFormed = formed<Settle>(settleForms);

/**
 * Ends work in progress: a cluster's creation, initialization or deletion, the report of its
 * activation (which cannot fail), an HSM's joining, leaving, change of type or replacement (by the
 * new HSM's id), a backup, a copy. A host whose edition says `'REPORTED'` calls this when the work
 * is done; anyone may call it to rehearse a failure or to end something early.
 *
 * @param holder - the cluster or copy, in any state
 * @param input - `id` of the HSM, the backup or the holder; `outcome`; `reason` for a failure; `at`
 *   in milliseconds since the epoch
 * @returns Right: the holder after the success or failure; events: what was due, then what ended.
 *   If a backup fails, the HSMs that wait for it fail too. Left: `NotWellFormed`, `NotAnInstant`,
 *   `TimeRanBackwards`, `NothingInProgress` or, for an HSM whose backup is still in progress,
 *   `WaitsForBackup`, checked in that order.
 * @see F-92, F-151, F-166, F-244; U-6, U-18, U-26, U-54
 * @example
 * const failed = settle(cluster, { at, id: backupId, outcome: 'FAILED', reason: 'Disk full.' });
 */
export const settle = <Holder extends BackupHolder>(
  holder: Holder,
  input: Settle,
): Outcome<SettleRefusal, Holder, EventOfHolder<Holder>> =>
  wellFormed(input, () =>
    transition(holder, input.at, (now) => {
      const reason = input.reason ?? `The operation on ${input.id} failed.`;
      const ended =
        now.kind === 'CLUSTER' ? endedWithAll(now, input, reason) : endedInCopy(now, input, reason);
      if (ended === undefined)
        return refused({ _tag: 'NothingInProgress', rule: 'M-5', id: input.id });
      return '_tag' in ended ? refused(ended) : happened(now, ...ended);
    }),
  );
