/**
 * A drill's report for people: a timeline, and a verdict on each expectation.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { Colors } from './colors.ts';
import type { DrillRun, Verdict } from '../run/ledger.ts';
import { isSound, type SealedDrill } from '../store/seal-drill.ts';
import { linesOf, type Line } from './lines.ts';
import { faultsOf, leftLines, sealedLines } from './sealed.ts';
import { counted, dayText, instantText, spanText, timeText } from './when.ts';
import type { Writing } from './writing.ts';

const TEXT_WIDTH = 100;
const RELATIVE_WIDTH = 12;

/** Breaks a text into lines of a width. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
};

const MARKS: Readonly<Record<Line['kind'], string>> = {
  ACT: '●',
  SERVICE: '·',
  ROUTINE: '…',
  NOTE: '▸',
  REFUSED: '✗',
  NOTHING: '○',
};

const painted = (kind: Line['kind'], text: string, colors: Colors): string => {
  if (kind === 'REFUSED') return colors.red(text);
  if (kind === 'ACT') return text;
  return kind === 'NOTE' ? colors.bold(text) : colors.dim(text);
};

const headingOf = ({ at, until }: Line): string =>
  dayText(at) === dayText(until) ? dayText(at) : `${dayText(at)} to ${dayText(until)}`;

const INDENT = 2;

const written = (line: Line, startsAt: EpochMillis, { colors }: Writing): string => {
  const isSpan = dayText(line.at) !== dayText(line.until);
  const time = isSpan ? '     ' : timeText(line.at).padEnd(5);
  const relative = isSpan ? '' : `+${spanText(line.at - startsAt, 3)}`;
  const lead = `${' '.repeat(INDENT)}${time}  ${relative.padEnd(RELATIVE_WIDTH)} ${MARKS[line.kind]} `;
  const [first = '', ...rest] = wrapped(line.text, TEXT_WIDTH - lead.length + RELATIVE_WIDTH);
  const hang = ' '.repeat(lead.length);
  const body = [first, ...rest.map((text) => `${hang}${text}`)]
    .map((text) => painted(line.kind, text, colors))
    .join('\n');
  const rule = line.rule === undefined ? '' : `  ${colors.dim(`[${line.rule}]`)}`;
  return `${colors.dim(lead)}${body}${rule}`;
};

const timeline = (run: DrillRun, writing: Writing): readonly string[] => {
  const output: string[] = [];
  let heading = '';
  for (const line of linesOf(run, writing)) {
    const own = headingOf(line);
    const isNew = own !== heading;
    heading = own;
    if (isNew) output.push('', writing.colors.cyan(own));
    if (line.kind === 'NOTE' && !isNew) output.push('');
    output.push(written(line, run.drill.startsAt, writing));
  }
  return output;
};

const placeText = ({ step, at }: Verdict, { drill }: DrillRun): string =>
  step === undefined
    ? 'at the end'
    : `after step ${step + 1}, ${drill.steps[step]?.do ?? ''}, ${instantText(at)}`;

const verdictLines = (verdict: Verdict, run: DrillRun, { colors }: Writing): readonly string[] => {
  const mark = verdict.passed ? colors.green('✓') : colors.red('✗');
  const head = `  ${mark} ${verdict.expected} ${colors.dim(`(${placeText(verdict, run)})`)}`;
  const found = verdict.found.map(
    (text) => `      ${verdict.passed ? colors.dim(text) : colors.red(text)}`,
  );
  const because =
    verdict.because === undefined
      ? []
      : wrapped(`Why: ${verdict.because}`, TEXT_WIDTH).map((text) => `      ${colors.dim(text)}`);
  return [head, ...found, ...because];
};

/** Tells whether everything that a drill expects is so. */
export const hasPassed = ({ verdicts }: DrillRun): boolean =>
  verdicts.every(({ passed }) => passed);

const soundText = (sealed: SealedDrill | undefined): string =>
  sealed === undefined || isSound(sealed)
    ? ''
    : ` ${counted(faultsOf(sealed), 'fault')} in what was sealed.`;

const closing = (
  run: DrillRun,
  { colors, sealed }: Writing & { readonly sealed: SealedDrill | undefined },
): string => {
  const held = run.verdicts.filter(({ passed }) => passed).length;
  const skipped =
    run.notReached === 0
      ? ''
      : ` ${counted(run.notReached, 'step was', 'steps were')} not reached.`;
  const isFine = hasPassed(run) && (sealed === undefined || isSound(sealed));
  if (run.verdicts.length === 0 && isFine)
    return `Nothing was expected, so there is nothing to judge.`;
  const text = `${held} of ${counted(run.verdicts.length, 'expectation')} held.${skipped}${soundText(sealed)}`;
  return isFine ? colors.green(`PASSED: ${text}`) : colors.red(`FAILED: ${text}`);
};

/** Writes the report of a drill, and of what was sealed if anything was. */
export const reportText = (run: DrillRun, writing: Writing, sealed?: SealedDrill): string => {
  const { drill, endsAt, fleet } = run;
  const description = drill.description === undefined ? [] : wrapped(drill.description, TEXT_WIDTH);
  const span = `${instantText(drill.startsAt)}, for ${spanText(endsAt - drill.startsAt)}, under the edition ${fleet.edition.name}.`;
  return [
    writing.colors.bold(drill.name),
    ...description,
    ...wrapped(
      `From ${span} Times are UTC; marks such as [F-82] name rules: hsm-lifecycle rules F-82.`,
      TEXT_WIDTH,
    ).map(writing.colors.dim),
    ...timeline(run, writing),
    '',
    writing.colors.bold('Expected'),
    ...run.verdicts.flatMap((verdict) => verdictLines(verdict, run, writing)),
    ...(sealed === undefined ? [] : sealedLines(run, sealed, writing)),
    '',
    closing(run, { ...writing, sealed }),
    ...(sealed === undefined ? [] : leftLines(sealed, run, writing)),
    '',
  ].join('\n');
};
