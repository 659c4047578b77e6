/**
 * A drill's report for machines.
 *
 * @module
 */
import type { DrillRun } from '../run/ledger.ts';
import { explained } from './humanize.ts';
import { hasPassed } from './report.ts';
import { tell } from './tell.ts';

/** The name by which the document says what it is. */
export const REPORT_FORMAT = 'hsm-lifecycle/drill-report';

const iso = (at: number): string => new Date(at).toISOString();

const drillJson = (file: string, run: DrillRun): unknown => ({
  file,
  name: run.drill.name,
  passed: hasPassed(run),
  rules: run.fleet.rules.name,
  startsAt: iso(run.drill.startsAt),
  endsAt: iso(run.endsAt),
  stepsNotReached: run.notReached,
  names: Object.fromEntries(run.book.names().map((name) => [name, run.book.idOf(name)])),
  timeline: run.entries.map((entry) => {
    const base = { at: iso(entry.at), step: entry.step ?? null, kind: entry.kind };
    if (entry.kind === 'NOTE' || entry.kind === 'NOTHING') return { ...base, text: entry.text };
    if (entry.kind === 'REFUSED') {
      const { command, refusal, expected } = entry;
      return { ...base, text: explained(refusal, run.book).short, rule: refusal.rule, expected, command, refusal };
    }
    const { stream, event } = entry;
    const [text, rule] = tell(event, { it: run.book.called(stream), called: run.book.called });
    return { ...base, text, rule, stream, event: { type: event.type, data: event.data } };
  }),
  verdicts: run.verdicts.map(({ at, step, ...rest }) => ({ ...rest, step: step ?? null, at: iso(at) })),
});

/** What a report is made of. */
export type Reported = { readonly file: string; readonly run: DrillRun };

/** Writes one document about all drills that were run. Instants beside events are ISO 8601; those inside are milliseconds, as the machine has them. */
export const reportJson = (runs: readonly Reported[]): string =>
  `${JSON.stringify(
    {
      format: REPORT_FORMAT,
      version: 1,
      passed: runs.every(({ run }) => hasPassed(run)),
      drills: runs.map(({ file, run }) => drillJson(file, run)),
    },
    undefined,
    2,
  )}\n`;
