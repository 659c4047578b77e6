/**
 * What can be restored, in which region, and how old it is.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { left, right, type Either } from '../kernel/either.ts';
import { own } from '../kernel/own.ts';
import { recordForm, textForm } from '../model/form.ts';
import type { Backup } from '../model/backup.ts';
import { holderIdOf, type BackupHolder } from '../model/holder.ts';
import { timeRefusal, unfold, type AdvanceRefusal } from '../time/advance.ts';
import type { BackupId, HolderId } from '../model/ids.ts';
import type { EpochMillis, Millis } from '../model/instant.ts';
import type { Region } from '../model/placement.ts';
import type { Fleet } from './fleet.ts';
import { readingRefusal } from './reading-refusal.ts';

/** A backup of a cluster that can be restored into a new cluster. */
export type RecoveryPoint = {
  readonly backupId: BackupId;
  readonly holderId: HolderId;
  readonly region: Region;
  /** When the original was started. */
  readonly createdAt: EpochMillis;
  /** Its age in milliseconds: how much work a restore would lose. */
  readonly ageMs: Millis;
};

/** A backup that becomes a recovery point when it is undeleted. */
export type UndeletablePoint = RecoveryPoint & {
  /** When it is purged. */ readonly until: EpochMillis;
};

/** What can be recovered of a cluster, newest first. */
export type RecoveryPoints = {
  readonly points: readonly RecoveryPoint[];
  readonly undeletable: readonly UndeletablePoint[];
};

const isOf = (holder: BackupHolder, it: Backup, clusterId: string): boolean =>
  holder.kind === 'CLUSTER' ? holder.clusterId === clusterId : it.source?.clusterId === clusterId;

const newestFirst = (a: RecoveryPoint, b: RecoveryPoint): number => b.createdAt - a.createdAt;

/** The input of `recoveryPoints`. */
export type RecoveryPointsOf = {
  /** The cluster to recover; it may be DELETED or in a lost region. */
  readonly clusterId: string;
  /** As of when, in milliseconds since the epoch. */
  readonly at: EpochMillis;
};

const inputForm = recordForm<Omit<RecoveryPointsOf, 'at'>>('an object', { clusterId: textForm });

const found = (fleet: Fleet, { clusterId, at }: RecoveryPointsOf): RecoveryPoints => {
  const points: RecoveryPoint[] = [];
  const undeletable: UndeletablePoint[] = [];
  for (const holder of fleet.holders.values()) {
    if (own(fleet.lost, holder.region) !== undefined) continue;
    for (const it of unfold(holder, at)[0].backups) {
      if (!isOf(holder, it, clusterId)) continue;
      const { backupId, createdAt, state, deleteAt } = it;
      const point = {
        backupId,
        holderId: holderIdOf(holder),
        region: holder.region,
        createdAt,
        ageMs: at - createdAt,
      };
      if (state === 'READY') points.push(point);
      if (state === 'PENDING_DELETION' && deleteAt !== undefined)
        undeletable.push({ ...point, until: deleteAt });
    }
  }
  return { points: points.toSorted(newestFirst), undeletable: undeletable.toSorted(newestFirst) };
};

/**
 * Lists what a cluster could be restored from: its own READY backups and their copies, in every
 * region that is not lost. The cluster itself may be DELETED or in a lost region.
 *
 * @param fleet - the fleet; backups in lost regions do not count
 * @param input - `at` in milliseconds since the epoch: ages are measured from there, and everything
 *   due by then has happened
 * @returns Right: recovery points, and backups that an undelete would make one, each newest first;
 *   both empty for a cluster that never existed. Left: `NotWellFormed`, `NotAnInstant`, or
 *   `TimeRanBackwards` for an instant before the fleet's `asOf`.
 * @see F-145, F-167, F-228
 * @example
 * const found = recoveryPoints(fleet, { at, clusterId });
 * if (found._tag === 'Right') show(found.right.points);
 */
export const recoveryPoints = (
  fleet: Fleet,
  input: RecoveryPointsOf,
): Either<AdvanceRefusal, RecoveryPoints> => {
  const before = undraft(fleet);
  const wrong = readingRefusal(before, input, inputForm) ?? timeRefusal(before, input.at);
  return wrong === undefined ? right(found(before, input)) : left(wrong);
};
