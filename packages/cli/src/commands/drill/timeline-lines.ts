/**
 * The lines of a timeline: one for each entry, with routine work merged.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { DrillRun, TimelineEntry } from '@hsm-lifecycle/drills';
import { countText, listText, tellEvent } from '@hsm-lifecycle/drills/sentences';
import { isRepeated, repeatedRoutine } from './repeated-steps.ts';
import { refusalText } from '../../sentences/refusal-text.ts';

/**
 * A line of a timeline. ACT: what a step causes at once. SERVICE: what time brings. ROUTINE: much
 * of what time brings, merged into one line.
 */
export type Line = {
  readonly kind: 'ACT' | 'SERVICE' | 'ROUTINE' | 'NOTE' | 'REFUSED' | 'NOTHING';
  readonly at: EpochMillis;
  /** The last instant of what was merged. */
  readonly until: EpochMillis;
  readonly text: string;
  readonly rule?: string;
};

type Routine = 'backup' | 'expired' | 'purged' | 'deleted' | 'copied' | 'copyDeleted' | 'silent';
type EventEntry = Extract<TimelineEntry, { readonly kind: 'EVENT' }>;
type Source = { readonly run: DrillRun; readonly daily: Set<string> };

const routineOfTime = (daily: Set<string>, { event }: EventEntry): Routine | undefined => {
  if (event.type === 'BackupCreating' && event.data.cause === 'DAILY') {
    daily.add(event.data.backupId);
    return 'backup';
  }
  if (event.type === 'BackupCreated' && daily.has(event.data.backupId)) return 'silent';
  if (event.type === 'BackupCopied' && daily.has(event.data.backupId)) return 'silent';
  if (event.type === 'BackupExpired') return 'expired';
  return event.type === 'BackupPurged' && event.data.gone.keys + event.data.gone.users === 0
    ? 'purged'
    : undefined;
};

/**
 * The kind of routine that an entry belongs to; `daily` collects the daily backups, and the copies
 * of repeated steps.
 */
const routineOf = ({ run, daily }: Source, entry: EventEntry): Routine | undefined => {
  if (entry.step === undefined) return routineOfTime(daily, entry);
  const repeated = isRepeated(run, entry.step) ? repeatedRoutine(daily, entry) : undefined;
  if (repeated !== undefined) return repeated;
  const { type, data } = entry.event;
  const isOneOfMany =
    type === 'BackupDeletionScheduled' && !data.isLastReady && data.backupId !== entry.stream;
  return isOneOfMany ? 'deleted' : undefined;
};

const eventLine = ({ book }: DrillRun, { stream, event, at, step }: EventEntry): Line => {
  const { text, rule } = tellEvent(event, book.namesFor(stream));
  return { kind: step === undefined ? 'SERVICE' : 'ACT', at, until: at, text, rule };
};

const lineOf = (run: DrillRun, entry: TimelineEntry): Line => {
  const { at } = entry;
  switch (entry.kind) {
    case 'EVENT':
      return eventLine(run, entry);
    case 'NOTE':
      return { kind: 'NOTE', at, until: at, text: entry.text };
    case 'REFUSED': {
      const { command, refusal, expected } = entry;
      const what = `${command.type} is refused${expected ? ', as expected' : ''}`;
      const text = `${what}: ${refusal._tag}. ${refusalText(refusal, run.book).short}`;
      return { kind: 'REFUSED', at, until: at, text, rule: refusal.rule };
    }
    case 'NOTHING':
      return { kind: 'NOTHING', at, until: at, text: entry.text };
    case 'COVERAGE':
      return { kind: 'SERVICE', at, until: at, text: entry.text, rule: 'F-86' };
  }
};

const PHRASES = {
  backup: (count: number, owners: string): string =>
    `${countText(count, 'daily backup')} of ${owners}`,
  copied: (count: number): string =>
    `${countText(count, 'backup is', 'backups are')} copied to another region`,
  copyDeleted: (count: number): string =>
    `${countText(count, 'copy is', 'copies are')} deleted; each can be undeleted for seven days`,
  expired: (count: number): string =>
    `${countText(count, 'backup has exceeded', 'backups have exceeded')} the retention period`,
  purged: (count: number): string =>
    `${countText(count, 'deleted backup is', 'deleted backups are')} purged for good`,
  deleted: (count: number, owners: string): string =>
    `${count} backups of ${owners} are deleted; they can be undeleted for seven days`,
};

const RULES = {
  backup: 'F-135',
  copied: 'F-167',
  expired: 'F-156',
  purged: 'F-145',
  deleted: 'F-145',
  copyDeleted: 'F-145',
} as const;
const KINDS = ['backup', 'copied', 'expired', 'purged', 'deleted', 'copyDeleted'] as const;

type RoutineEntry = { readonly what: Exclude<Routine, 'silent'>; readonly entry: EventEntry };

/** The step that caused an entry; `undefined` for what happens again and again. */
const causeOf = (run: DrillRun, { step }: EventEntry): number | undefined =>
  isRepeated(run, step) ? undefined : step;

const mergedLine = (run: DrillRun, merged: readonly RoutineEntry[]): readonly Line[] => {
  const [first, last] = [merged[0], merged.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (first === last) return [eventLine(run, first.entry)];
  const present = KINDS.filter((kind) => merged.some(({ what }) => what === kind));
  const parts = present.map((kind) => {
    const those = merged.filter(({ what }) => what === kind);
    return PHRASES[kind](
      those.length,
      listText([...new Set(those.map(({ entry }) => run.book.called(entry.stream)))]),
    );
  });
  const rule = [...new Set(present.map((kind) => RULES[kind]))].join(' ');
  const kind = causeOf(run, first.entry) === undefined ? 'ROUTINE' : 'ACT';
  return [{ kind, at: first.entry.at, until: last.entry.at, text: parts.join('; '), rule }];
};

/** The lines so far, and the routine entries that will become the next one. */
type Merging = { readonly lines: Line[]; pending: RoutineEntry[] };

const flush = (run: DrillRun, merging: Merging): void => {
  merging.lines.push(...mergedLine(run, merging.pending));
  merging.pending = [];
};

const append = ({ run, daily }: Source, merging: Merging, entry: TimelineEntry): void => {
  const what = entry.kind === 'EVENT' ? routineOf({ run, daily }, entry) : undefined;
  const isIdle = entry.kind === 'NOTHING' && isRepeated(run, entry.step);
  if (what === 'silent' || isIdle) return;
  if (what === undefined || entry.kind !== 'EVENT') {
    flush(run, merging);
    merging.lines.push(lineOf(run, entry));
    return;
  }
  const pending = merging.pending[0]?.entry;
  if (pending !== undefined && causeOf(run, pending) !== causeOf(run, entry)) flush(run, merging);
  merging.pending.push({ what, entry });
};

/** The lines of a run, oldest first; `verbose` merges nothing. */
export const linesOf = (
  run: DrillRun,
  { verbose = false }: { readonly verbose?: boolean } = {},
): readonly Line[] => {
  if (verbose) return run.entries.map((entry) => lineOf(run, entry));
  const daily = new Set<string>();
  const merging: Merging = { lines: [], pending: [] };
  for (const entry of run.entries) append({ run, daily }, merging, entry);
  flush(run, merging);
  return merging.lines;
};
