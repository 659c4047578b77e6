/**
 * The lines of a timeline: one for each thing that happened, routine work gathered.
 *
 * @module
 */
import type { EpochMillis, EventOf } from '@hsm-lifecycle/core';
import type { DrillRun, Entry } from '../run/ledger.ts';
import { explained } from './humanize.ts';
import { tell } from './tell.ts';
import { counted, listed } from './when.ts';

/** A line of a timeline. ACT: what a step brought at once. SERVICE: what time brought. ROUTINE: much of what time brought, gathered. */
export type Line = {
  readonly kind: 'ACT' | 'SERVICE' | 'ROUTINE' | 'NOTE' | 'REFUSED' | 'NOTHING';
  readonly at: EpochMillis;
  /** The last instant of what was gathered. */
  readonly until: EpochMillis;
  readonly text: string;
  readonly rule?: string;
};

type Routine = 'backup' | 'expired' | 'purged' | 'silent';
type EventEntry = Extract<Entry, { readonly kind: 'EVENT' }>;

type Known = { readonly daily: Set<string>; readonly expired: Set<string> };

const purgeOf = ({ expired }: Known, { backupId, gone }: EventOf<'BackupPurged'>['data']): Routine | undefined =>
  expired.has(backupId) && gone.keys + gone.users === 0 ? 'purged' : undefined;

const routineOf = (known: Known, { event }: EventEntry): Routine | undefined => {
  if (event.type === 'BackupStarted' && event.data.cause === 'DAILY') {
    known.daily.add(event.data.backupId);
    return 'backup';
  }
  if (event.type === 'BackupReady' && known.daily.has(event.data.backupId)) return 'silent';
  if (event.type === 'BackupExpired') {
    known.expired.add(event.data.backupId);
    return 'expired';
  }
  return event.type === 'BackupPurged' ? purgeOf(known, event.data) : undefined;
};

const eventLine = ({ book }: DrillRun, { stream, event, at, step }: EventEntry): Line => {
  const [text, rule] = tell(event, { it: book.called(stream), called: book.called });
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
  expired: (count: number): string => `${counted(count, 'backup has', 'backups have')} outlived the policy`,
  purged: (count: number): string => `${counted(count, 'expired backup is', 'expired backups are')} purged`,
};

const RULES = { backup: 'F-135', expired: 'F-156', purged: 'F-145' } as const;

type Gathered = { readonly what: Exclude<Routine, 'silent'>; readonly entry: EventEntry };

const gatheredLine = ({ book }: DrillRun, gathered: readonly Gathered[]): readonly Line[] => {
  const [first, last] = [gathered[0], gathered.at(-1)];
  if (first === undefined || last === undefined) return [];
  const parts: string[] = [];
  const rules: string[] = [];
  for (const what of ['backup', 'expired', 'purged'] as const) {
    const those = gathered.filter((each) => each.what === what);
    if (those.length === 0) continue;
    const whose = listed([...new Set(those.map(({ entry }) => book.called(entry.stream)))]);
    parts.push(SAYS[what](those.length, whose));
    rules.push(RULES[what]);
  }
  return [{ kind: 'ROUTINE', at: first.entry.at, until: last.entry.at, text: parts.join('; '), rule: rules.join(' ') }];
};

/** The lines of a run, oldest first; `verbose` gathers nothing. */
export const linesOf = (run: DrillRun, { verbose = false }: { readonly verbose?: boolean } = {}): readonly Line[] => {
  if (verbose) return run.entries.map((entry) => lineOf(run, entry));
  const known: Known = { daily: new Set(), expired: new Set() };
  const lines: Line[] = [];
  let gathered: Gathered[] = [];
  for (const entry of run.entries) {
    const what = entry.kind === 'EVENT' && entry.step === undefined ? routineOf(known, entry) : undefined;
    if (what === undefined) {
      lines.push(...gatheredLine(run, gathered), lineOf(run, entry));
      gathered = [];
    } else if (what !== 'silent' && entry.kind === 'EVENT') gathered.push({ what, entry });
  }
  return [...lines, ...gatheredLine(run, gathered)];
};
