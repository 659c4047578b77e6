/**
 * Forecasts what retention will do to the existing backups.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { numberForm, optionalForm, recordForm, textForm, wordOrForm } from '../model/form.ts';
import { setRetention } from '../transitions/set-retention.ts';
import type { HolderEvent } from '../model/event.ts';
import type { Cluster } from '../model/cluster.ts';
import { timeRefusal, unfold, type AdvanceRefusal } from '../time/advance.ts';
import type { BackupId, ClusterId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Fleet } from './fleet.ts';
import { readingRefusal } from './reading-refusal.ts';

/** What becomes of a backup without further commands. */
export type Fate = {
  /**
   * When retention marks it; `undefined` if it has already done so, or will not by the end of the
   * forecast.
   */
  readonly expiresAt: EpochMillis | undefined;
  /** When it is purged; `undefined` likewise. */
  readonly purgedAt: EpochMillis | undefined;
};

/** A backup, and what becomes of it under the current and the proposed policy. */
export type Forecast = {
  readonly backupId: BackupId;
  readonly clusterId: ClusterId;
  readonly asItIs: Fate;
  /**
   * `undefined` without a proposal, or if the cluster refuses it (a deleted cluster does).
   */
  readonly asProposed: Fate | undefined;
};

/** The input of `forecastRetention`. */
export type ForecastRetention = {
  /** How far to look, in milliseconds since the epoch. */
  readonly until: EpochMillis;
  /** A policy to compare with: days, or `'NONE'`. */
  readonly retentionDays?: number | 'NONE';
  /** One cluster; all if left out. */
  readonly clusterId?: string;
};

const fates = (events: readonly HolderEvent[]): ReadonlyMap<string, Fate> => {
  const byBackup = new Map<string, Fate>();
  const fateOf = (backupId: string): Fate =>
    byBackup.get(backupId) ?? { expiresAt: undefined, purgedAt: undefined };
  for (const { type, data } of events) {
    if (type === 'BackupExpired')
      byBackup.set(data.backupId, { ...fateOf(data.backupId), expiresAt: data.at });
    if (type === 'BackupPurged')
      byBackup.set(data.backupId, { ...fateOf(data.backupId), purgedAt: data.at });
  }
  return byBackup;
};

const proposed = (
  cluster: Cluster,
  { asOf }: Fleet,
  { until: at, retentionDays }: ForecastRetention,
): ReadonlyMap<string, Fate> | undefined => {
  const until = (it: Cluster): readonly HolderEvent[] => unfold(it, at)[1];
  if (retentionDays === undefined) return undefined;
  const changed = setRetention(cluster, { at: asOf, retentionDays, by: 'SUPPORT' });
  if (isLeft(changed)) return undefined;
  const [after, events] = changed.right;
  return fates([...events, ...until(after)]);
};

const unmarked: Fate = { expiresAt: undefined, purgedAt: undefined };

const forecasts = (fleet: Fleet, input: ForecastRetention): readonly Forecast[] =>
  [...fleet.holders.values()].flatMap((holder): readonly Forecast[] => {
    if (
      holder.kind !== 'CLUSTER' ||
      (input.clusterId !== undefined && holder.clusterId !== input.clusterId)
    )
      return [];
    const { clusterId } = holder;
    const [as, other] = [fates(unfold(holder, input.until)[1]), proposed(holder, fleet, input)];
    return [...holder.backups].map(({ backupId }) => ({
      backupId,
      clusterId,
      asItIs: as.get(backupId) ?? unmarked,
      asProposed: other && (other.get(backupId) ?? unmarked),
    }));
  });

const inputForm = recordForm<Omit<ForecastRetention, 'until'>>('an object', {
  retentionDays: optionalForm(wordOrForm('NONE', numberForm)),
  clusterId: optionalForm(textForm),
});

/**
 * Forecasts what becomes of each existing backup without further commands, under its cluster's
 * current policy and under a proposed one.
 *
 * @param fleet - the fleet; not changed
 * @param input - how far to look; a policy to compare with; one cluster or all
 * @returns Right: one entry per backup, oldest first within its cluster; copies have no retention
 *   and are left out. Left: `NotWellFormed`, `NotAnInstant`, or `TimeRanBackwards` for an `until`
 *   before the fleet's `asOf`.
 * @see F-154 to F-159; U-9, U-10
 */
export const forecastRetention = (
  fleet: Fleet,
  input: ForecastRetention,
): Either<AdvanceRefusal, readonly Forecast[]> => {
  const before = undraft(fleet);
  const wrong =
    readingRefusal(before, input, inputForm) ?? timeRefusal(before, input.until, 'until');
  return wrong === undefined ? right(forecasts(before, input)) : left(wrong);
};
