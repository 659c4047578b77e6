/**
 * A drill's report for machines.
 *
 * @module
 */
import type { DrillVerdict } from '@hsm-lifecycle/drills';
import { isPassed, type FinishedDrill } from './finished-drill.ts';
import type { SealedDrill } from './seal/seal-drill.ts';
import { refusalText } from '../../sentences/refusal-text.ts';
import { tellEvent } from '@hsm-lifecycle/drills/sentences';

/** The `format` of the document. */
const REPORT_FORMAT = 'hsm-lifecycle/drill-report';

const iso = (at: number): string => new Date(at).toISOString();

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

const verdictJson = ({ at, step, ...rest }: DrillVerdict): unknown => ({
  ...rest,
  step: step ?? null,
  at: iso(at),
});

const drillJson = (it: FinishedDrill): unknown => {
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
          text: refusalText(refusal, run.book).short,
          rule: refusal.rule,
          expected,
          command,
          refusal,
        };
      }
      if (entry.kind === 'COVERAGE')
        return { ...base, text: entry.text, rule: 'F-86', stream: entry.stream };
      const { stream, event } = entry;
      const { text, rule } = tellEvent(event, run.book.namesFor(stream));
      return { ...base, text, rule, stream, event: { type: event.type, data: event.data } };
    }),
    verdicts: run.verdicts.map(verdictJson),
    ...(sealed === undefined ? {} : { sealed: sealedJson(sealed) }),
  };
};

/**
 * Writes one document about all drills. Instants beside events are ISO 8601; those inside events
 * are milliseconds since the epoch.
 */
export const reportJson = (runs: readonly FinishedDrill[]): string =>
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
