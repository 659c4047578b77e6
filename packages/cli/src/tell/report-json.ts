/**
 * A drill's report for machines.
 *
 * @module
 */
import type { DrillRun, Verdict } from '../run/ledger.ts';
import { isSound, type SealedDrill } from '../store/seal-drill.ts';
import { explained } from './humanize.ts';
import { hasPassed } from './report.ts';
import { tell } from './tell.ts';

/** The name by which the document says what it is. */
const REPORT_FORMAT = 'hsm-lifecycle/drill-report';

const iso = (at: number): string => new Date(at).toISOString();

/** What a report is made of. */
export type Reported = {
  readonly file: string;
  readonly run: DrillRun;
  readonly sealed?: SealedDrill;
};

const sealedJson = ({ path, setAside, opened, verification, ...counts }: SealedDrill): unknown => ({
  store: path ?? null,
  ...(setAside === undefined ? {} : { keysSetAside: setAside }),
  cipher: 'AES-256-GCM',
  ...counts,
  opened: opened.map(({ contents, ...it }) => ({
    ...it,
    keys: contents.material.keys.length,
    users: contents.access.users.length,
  })),
  verification,
});

/** Tells whether everything expected is so, and what was sealed is sound. */
export const isPassed = ({ run, sealed }: Reported): boolean =>
  hasPassed(run) && (sealed === undefined || isSound(sealed));

const verdictJson = ({ at, step, ...rest }: Verdict): unknown => ({
  ...rest,
  step: step ?? null,
  at: iso(at),
});

const drillJson = (it: Reported): unknown => {
  const { file, run, sealed } = it;
  return {
    file,
    name: run.drill.name,
    passed: isPassed(it),
    edition: run.fleet.edition.name,
    startsAt: iso(run.drill.startsAt),
    endsAt: iso(run.endsAt),
    stepsNotReached: run.notReached,
    names: Object.fromEntries(run.book.names().map((name) => [name, run.book.idOf(name)])),
    timeline: run.entries.map((entry) => {
      const base = { at: iso(entry.at), step: entry.step ?? null, kind: entry.kind };
      if (entry.kind === 'NOTE' || entry.kind === 'NOTHING') return { ...base, text: entry.text };
      if (entry.kind === 'REFUSED') {
        const { command, refusal, expected } = entry;
        return {
          ...base,
          text: explained(refusal, run.book).short,
          rule: refusal.rule,
          expected,
          command,
          refusal,
        };
      }
      const { stream, event } = entry;
      const [text, rule] = tell(event, run.book.speaker(stream));
      return { ...base, text, rule, stream, event: { type: event.type, data: event.data } };
    }),
    verdicts: run.verdicts.map(verdictJson),
    ...(sealed === undefined ? {} : { sealed: sealedJson(sealed) }),
  };
};

/**
 * Writes one document about all drills that were run. Instants beside events are ISO 8601; those
 * inside are milliseconds, as the machine has them.
 */
export const reportJson = (runs: readonly Reported[]): string =>
  `${JSON.stringify(
    {
      format: REPORT_FORMAT,
      version: 1,
      passed: runs.every(isPassed),
      drills: runs.map(drillJson),
    },
    undefined,
    2,
  )}\n`;
