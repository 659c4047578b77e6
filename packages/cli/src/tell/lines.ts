/**
 * The lines of a timeline: one for each thing that happened, routine work gathered.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { DrillRun, Entry } from '../run/ledger.ts';
import { explained } from './humanize.ts';
import { tell } from './tell.ts';
import { counted, listed } from './when.ts';

/**
 * A line of a timeline. ACT: what a step brought at once. SERVICE: what time brought. ROUTINE: much
 * of what time brought, gathered.
 */
export type Line = {
  readonly kind: 'ACT' | 'SERVICE' | 'ROUTINE' | 'NOTE' | 'REFUSED' | 'NOTHING';
  readonly at: EpochMillis;
  /** The last instant of what was gathered. */
  readonly until: EpochMillis;
  readonly text: string;
  readonly rule?: string;
};

type Routine = 'backup' | 'expired' | 'purged' | 'deleted' | 'silent';
type EventEntry = Extract<Entry, { readonly kind: 'EVENT' }>;

const routineOfTime = (daily: Set<string>, { event }: EventEntry): Routine | undefined => {
  if (event.type === 'BackupCreating' && event.data.cause === 'DAILY') {
    daily.add(event.data.backupId);
    return 'backup';
  }
  if (event.type === 'BackupCreated' && daily.has(event.data.backupId)) return 'silent';
  if (event.type === 'BackupExpired') return 'expired';
  return event.type === 'BackupPurged' && event.data.gone.keys + event.data.gone.users === 0
    ? 'purged'
    : undefined;
};

/** Tells which entries are one of many alike; `daily` remembers which backups are. */
const routineOf = (daily: Set<string>, entry: EventEntry): Routine | undefined => {
  if (entry.step === undefined) return routineOfTime(daily, entry);
  const { type, data } = entry.event;
  const isOneOfMany =
    type === 'BackupDeletionScheduled' &&
    !data.leavesNothingRecoverable &&
    data.backupId !== entry.stream;
  return isOneOfMany ? 'deleted' : undefined;
};

const eventLine = ({ book }: DrillRun, { stream, event, at, step }: EventEntry): Line => {
  const [text, rule] = tell(event, book.speaker(stream));
  return { kind: step === undefined ? 'SERVICE' : 'ACT', at, until: at, text, rule };
};

const lineOf = (run: DrillRun, entry: Entry): Line => {
  const { at } = entry;
  switch (entry.kind) {
    case 'EVENT':
      return eventLine(run, entry);
    case 'NOTE':
      return { kind: 'NOTE', at, until: at, text: entry.text };
    case 'REFUSED': {
      const { command, refusal, expected } = entry;
      const text = `${command.type} is refused${expected ? ', as expected' : ''}: ${refusal._tag}. ${explained(refusal, run.book).short}`;
      return { kind: 'REFUSED', at, until: at, text, rule: refusal.rule };
    }
    case 'NOTHING':
      return { kind: 'NOTHING', at, until: at, text: entry.text };
  }
};

const SAYS = {
  backup: (count: number, whose: string): string => `${counted(count, 'daily backup')} of ${whose}`,
  expired: (count: number): string =>
    `${counted(count, 'backup has', 'backups have')} outlived the policy`,
  purged: (count: number): string =>
    `${counted(count, 'deleted backup is', 'deleted backups are')} purged for good`,
  deleted: (count: number, whose: string): string =>
    `${count} backups of ${whose} are deleted; for seven days they can be undeleted`,
};

const RULES = { backup: 'F-135', expired: 'F-156', purged: 'F-145', deleted: 'F-145' } as const;
const KINDS = ['backup', 'expired', 'purged', 'deleted'] as const;

type Gathered = { readonly what: Exclude<Routine, 'silent'>; readonly entry: EventEntry };

const gatheredLine = (run: DrillRun, gathered: readonly Gathered[]): readonly Line[] => {
  const [first, last] = [gathered[0], gathered.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (first === last) return [eventLine(run, first.entry)];
  const present = KINDS.filter((kind) => gathered.some(({ what }) => what === kind));
  const parts = present.map((kind) => {
    const those = gathered.filter(({ what }) => what === kind);
    return SAYS[kind](
      those.length,
      listed([...new Set(those.map(({ entry }) => run.book.called(entry.stream)))]),
    );
  });
  const rule = [...new Set(present.map((kind) => RULES[kind]))].join(' ');
  const kind = first.entry.step === undefined ? 'ROUTINE' : 'ACT';
  return [{ kind, at: first.entry.at, until: last.entry.at, text: parts.join('; '), rule }];
};

/** Gathers what is alike and stands together; everything else is a line of its own. */
type Gathering = { readonly lines: Line[]; gathered: Gathered[] };

const flush = (run: DrillRun, gathering: Gathering): void => {
  gathering.lines.push(...gatheredLine(run, gathering.gathered));
  gathering.gathered = [];
};

const gather = (
  run: DrillRun,
  gathering: Gathering,
  [entry, what]: readonly [Entry, Routine | undefined],
): void => {
  if (what === 'silent') return;
  if (what === undefined || entry.kind !== 'EVENT') {
    flush(run, gathering);
    gathering.lines.push(lineOf(run, entry));
    return;
  }
  if (gathering.gathered[0]?.entry.step !== entry.step) flush(run, gathering);
  gathering.gathered.push({ what, entry });
};

/** The lines of a run, oldest first; `verbose` gathers nothing. */
export const linesOf = (
  run: DrillRun,
  { verbose = false }: { readonly verbose?: boolean } = {},
): readonly Line[] => {
  if (verbose) return run.entries.map((entry) => lineOf(run, entry));
  const daily = new Set<string>();
  const gathering: Gathering = { lines: [], gathered: [] };
  for (const entry of run.entries)
    gather(run, gathering, [entry, entry.kind === 'EVENT' ? routineOf(daily, entry) : undefined]);
  flush(run, gathering);
  return gathering.lines;
};
