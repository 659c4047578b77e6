/**
 * A drill's report for people: a timeline, and a verdict on each expectation.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { Colors } from '../../terminal/colors.ts';
import type { DrillRun } from '@hsm-lifecycle/drills';
import { wrapText } from '../../terminal/wrap-text.ts';
import { isPassed, type FinishedDrill } from './finished-drill.ts';
import { isSound, type SealedDrill } from './seal/seal-drill.ts';
import { groupVerdicts, type VerdictGroup } from './repeated-steps.ts';
import { linesOf, type Line } from './timeline-lines.ts';
import { faultsOf, storeLines, sealedLines } from './sealed-text.ts';
import {
  countText,
  dayText,
  instantText,
  spanText,
  timeText,
} from '@hsm-lifecycle/drills/sentences';
import type { ReportStyle } from './report-style.ts';

const TEXT_WIDTH = 100;
const RELATIVE_WIDTH = 12;

const MARKS: Readonly<Record<Line['kind'], string>> = {
  ACT: '●',
  SERVICE: '·',
  ROUTINE: '…',
  NOTE: '▸',
  REFUSED: '✗',
  NOTHING: '○',
};

const paint = (kind: Line['kind'], text: string, colors: Colors): string => {
  if (kind === 'REFUSED') return colors.red(text);
  if (kind === 'ACT') return text;
  return kind === 'NOTE' ? colors.bold(text) : colors.dim(text);
};

const headingOf = ({ at, until }: Line): string =>
  dayText(at) === dayText(until) ? dayText(at) : `${dayText(at)} to ${dayText(until)}`;

const INDENT = 2;

const lineText = (line: Line, startsAt: EpochMillis, { colors }: ReportStyle): string => {
  const isSpan = dayText(line.at) !== dayText(line.until);
  const time = isSpan ? '     ' : timeText(line.at).padEnd(5);
  const relative = isSpan ? '' : `+${spanText(line.at - startsAt, 3)}`;
  const mark = MARKS[line.kind];
  const lead = `${' '.repeat(INDENT)}${time}  ${relative.padEnd(RELATIVE_WIDTH)} ${mark} `;
  const [first = '', ...rest] = wrapText(line.text, TEXT_WIDTH - lead.length + RELATIVE_WIDTH);
  const indent = ' '.repeat(lead.length);
  const body = [first, ...rest.map((text) => `${indent}${text}`)]
    .map((text) => paint(line.kind, text, colors))
    .join('\n');
  const rule = line.rule === undefined ? '' : `  ${colors.dim(`[${line.rule}]`)}`;
  return `${colors.dim(lead)}${body}${rule}`;
};

const timeline = (run: DrillRun, style: ReportStyle): readonly string[] => {
  const output: string[] = [];
  let heading = '';
  for (const line of linesOf(run, style)) {
    const own = headingOf(line);
    const isNew = own !== heading;
    heading = own;
    if (isNew) output.push('', style.colors.cyan(own));
    if (line.kind === 'NOTE' && !isNew) output.push('');
    output.push(lineText(line, run.drill.startsAt, style));
  }
  return output;
};

const placeText = ({ verdict, times, first, last }: VerdictGroup, { drill }: DrillRun): string => {
  const { step } = verdict;
  if (step === undefined) return 'at the end';
  const when =
    times === 1
      ? instantText(first)
      : `${times} times, ${instantText(first)} to ${instantText(last)}`;
  return `after step ${step + 1}, ${drill.steps[step]?.do ?? ''}, ${when}`;
};

const verdictLines = (
  group: VerdictGroup,
  run: DrillRun,
  { colors }: ReportStyle,
): readonly string[] => {
  const { verdict } = group;
  const mark = verdict.passed ? colors.green('✓') : colors.red('✗');
  const head = `  ${mark} ${verdict.expected} ${colors.dim(`(${placeText(group, run)})`)}`;
  const found = verdict.found.map(
    (text) => `      ${verdict.passed ? colors.dim(text) : colors.red(text)}`,
  );
  const because =
    verdict.because === undefined
      ? []
      : wrapText(`Why: ${verdict.because}`, TEXT_WIDTH).map((text) => `      ${colors.dim(text)}`);
  return [head, ...found, ...because];
};

const faultText = (sealed: SealedDrill | undefined): string =>
  sealed === undefined || isSound(sealed)
    ? ''
    : ` ${countText(faultsOf(sealed), 'fault')} in what was sealed.`;

const closingText = (drill: FinishedDrill, { colors }: ReportStyle): string => {
  const { run, sealed } = drill;
  const held = run.verdicts.filter(({ passed }) => passed).length;
  const skipped =
    run.notReached === 0
      ? ''
      : ` ${countText(run.notReached, 'step was', 'steps were')} not reached.`;
  const isFine = isPassed(drill);
  if (run.verdicts.length === 0 && isFine)
    return `Nothing was expected, so there is nothing to judge.`;
  const all = countText(run.verdicts.length, 'expectation');
  const text = `${held} of ${all} held.${skipped}${faultText(sealed)}`;
  return isFine ? colors.green(`PASSED: ${text}`) : colors.red(`FAILED: ${text}`);
};

const introduction = ({ drill, endsAt, fleet }: DrillRun): string =>
  [
    `From ${instantText(drill.startsAt)}, for ${spanText(endsAt - drill.startsAt)},`,
    `under the edition ${fleet.edition.name}. Times are UTC.`,
    'Marks such as [F-82] name rules: hsm-lifecycle rules F-82.',
  ].join(' ');

/** Writes the report of a drill, and of its sealing if it was sealed. */
export const reportText = (finished: FinishedDrill, style: ReportStyle): string => {
  const { run, sealed } = finished;
  const { name, description } = run.drill;
  const { colors } = style;
  return [
    colors.bold(name),
    ...(description === undefined ? [] : wrapText(description, TEXT_WIDTH)),
    ...wrapText(introduction(run), TEXT_WIDTH).map(colors.dim),
    ...timeline(run, style),
    '',
    colors.bold('Expected'),
    ...groupVerdicts(run).flatMap((group) => verdictLines(group, run, style)),
    ...(sealed === undefined ? [] : sealedLines(run, sealed, style)),
    '',
    closingText(finished, style),
    ...(finished.html === undefined
      ? []
      : ['', `The timeline is in ${finished.html}: open it in a browser.`]),
    ...(sealed === undefined ? [] : storeLines(sealed, run, style)),
    '',
  ].join('\n');
};
