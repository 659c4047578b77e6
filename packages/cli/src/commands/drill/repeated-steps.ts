/**
 * What repeated steps do, in a report: merged like the routine of the service, and judged once.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { DrillRun, DrillVerdict, TimelineEntry } from '@hsm-lifecycle/drills';

/** Whether a step of a drill is repeated. */
export const isRepeated = ({ drill }: DrillRun, step: number | undefined): boolean =>
  step !== undefined && drill.steps[step]?.every !== undefined;

type EventEntry = Extract<TimelineEntry, { readonly kind: 'EVENT' }>;

/**
 * The kind of routine that an event of a repeated step belongs to.
 *
 * @param copies - collects the copies, so that their ends are routine too
 */
export const repeatedRoutine = (
  copies: Set<string>,
  { event, stream }: EventEntry,
): 'copied' | 'copyDeleted' | undefined => {
  if (event.type === 'BackupCopying') {
    copies.add(event.data.backupId);
    return 'copied';
  }
  return event.type === 'BackupDeletionScheduled' && event.data.backupId === stream
    ? 'copyDeleted'
    : undefined;
};

/** A verdict, how often it was reached, and when for the last time. */
export type VerdictGroup = {
  /** The first one of those that failed, and the last one of those that passed. */
  readonly verdict: DrillVerdict;
  readonly first: EpochMillis;
  readonly last: EpochMillis;
  readonly times: number;
};

const groupKey = ({ step, that, expected, passed }: DrillVerdict): string =>
  JSON.stringify([step, that, expected, passed]);

/** Groups the verdicts on each expectation of a repeated step by whether it holds. */
export const groupVerdicts = (run: DrillRun): readonly VerdictGroup[] => {
  const groups = new Map<string, VerdictGroup>();
  for (const [index, verdict] of run.verdicts.entries()) {
    const { at, step, passed } = verdict;
    const key = isRepeated(run, step) ? groupKey(verdict) : String(index);
    const before = groups.get(key);
    groups.set(key, {
      verdict: before === undefined || passed ? verdict : before.verdict,
      first: before?.first ?? at,
      last: at,
      times: (before?.times ?? 0) + 1,
    });
  }
  return [...groups.values()];
};
