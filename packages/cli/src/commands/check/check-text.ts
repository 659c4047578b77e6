/**
 * The report of `check`, in English.
 *
 * @module
 */
import type { Finding } from './ask-laws.ts';
import type { RecordKind } from './recorded-history.ts';
import type { Colors } from '../../terminal/colors.ts';
import { countText, instantText } from '@hsm-lifecycle/drills/sentences';

const KINDS: Readonly<Record<RecordKind, string>> = {
  DRILL: 'a drill',
  LOG: 'a log',
  STORE: 'a store',
};

const breachLines = ({ law, sentence, breach }: Finding, colors: Colors): readonly string[] => {
  if (breach === undefined) return [];
  const { complaint, place, events } = breach;
  const after = `${countText(place.steps, 'step')} and ${countText(place.events, 'event')}`;
  const what =
    events.length === 0
      ? 'nothing happened'
      : events.map(({ stream, event }) => `${event.type} of ${stream}`).join(', ');
  return [
    colors.red(`  ✗ ${law}: ${sentence}`),
    `      ${complaint}`,
    `      after ${after}, ${instantText(place.at)}: ${what}`,
  ];
};

const lineOf = (finding: Finding, colors: Colors): readonly string[] => {
  const { law, sentence, steps, breach } = finding;
  if (breach !== undefined) return breachLines(finding, colors);
  if (steps === 0) return [`  - ${law}: not checked: it is about commands, and a log has none`];
  return [`  ${colors.green('✓')} ${law}: ${sentence}`];
};

/** The result of checking a history. */
export type CheckReport = {
  readonly file: string;
  readonly kind: RecordKind;
  readonly steps: number;
  readonly events: number;
  readonly findings: readonly Finding[];
};

/** Writes, law by law, whether a history keeps it, and the first place where it does not. */
export const checkText = (
  { file, kind, steps, events, findings }: CheckReport,
  colors: Colors,
): string => {
  const broken = findings.filter(({ breach }) => breach !== undefined).length;
  const checked = findings.filter(
    ({ steps: times, breach }) => times > 0 || breach !== undefined,
  ).length;
  return [
    colors.bold(
      `${file}: ${KINDS[kind]} of ${countText(steps, 'step')} and ${countText(events, 'event')}`,
    ),
    ...findings.flatMap((finding) => lineOf(finding, colors)),
    '',
    broken === 0
      ? colors.green(`LAWFUL: ${countText(checked, 'law')} hold${checked === 1 ? 's' : ''}.`)
      : colors.red(`UNLAWFUL: ${broken} of ${countText(checked, 'law')} broken.`),
    '',
  ].join('\n');
};
