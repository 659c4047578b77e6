/**
 * What laws have to say of a history, in English.
 *
 * @module
 */
import type { Finding } from '../check/checked.ts';
import type { RecordKind } from '../check/recorded.ts';
import type { Colors } from './colors.ts';
import { counted, instantText } from './when.ts';

const KINDS: Readonly<Record<RecordKind, string>> = {
  DRILL: 'a drill',
  LOG: 'a log',
  STORE: 'a store',
};

const breachLines = ({ law, sentence, breach }: Finding, colors: Colors): readonly string[] => {
  if (breach === undefined) return [];
  const { complaint, place, events } = breach;
  const after = `${counted(place.steps, 'step')} and ${counted(place.events, 'event')}`;
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
  if (steps === 0) return [`  - ${law}: not asked, for it looks at commands, and a log has none`];
  return [`  ${colors.green('✓')} ${law}: ${sentence}`];
};

/** What was checked. */
export type Checked = {
  readonly file: string;
  readonly kind: RecordKind;
  readonly steps: number;
  readonly events: number;
  readonly findings: readonly Finding[];
};

/** Tells law by law whether a history keeps it, and where it breaks it first. */
export const checkText = (
  { file, kind, steps, events, findings }: Checked,
  colors: Colors,
): string => {
  const broken = findings.filter(({ breach }) => breach !== undefined).length;
  const asked = findings.filter(
    ({ steps: times, breach }) => times > 0 || breach !== undefined,
  ).length;
  return [
    colors.bold(
      `${file}: ${KINDS[kind]} of ${counted(steps, 'step')} and ${counted(events, 'event')}`,
    ),
    ...findings.flatMap((finding) => lineOf(finding, colors)),
    '',
    broken === 0
      ? colors.green(`LAWFUL: ${counted(asked, 'law')} hold${asked === 1 ? 's' : ''}.`)
      : colors.red(`UNLAWFUL: ${broken} of ${counted(asked, 'law')} broken.`),
    '',
  ].join('\n');
};
