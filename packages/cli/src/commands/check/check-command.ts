/**
 * `hsm-lifecycle check`: does a recorded history keep the laws?
 *
 * @module
 */
import { step } from '@hsm-lifecycle/core/fleet';
import type { Law, StateLaw } from '@hsm-lifecycle/testing/laws';
import { replaceFile } from '../../files/files.ts';
import { readLawBook, type LawBook } from '../../files/law-book.ts';
import {
  FLEET_OPTION,
  HTML_OPTION,
  JSON_OPTION,
  LAWS_OPTION,
  type FleetOption,
  type JsonOption,
} from '../../options/common-options.ts';
import { examples, EXIT_CODES } from '../../options/help.ts';
import type { AddCommand } from '../../options/shell.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from '../../terminal/io.ts';
import { printJson } from '../../terminal/print-json.ts';
import { newLawCheck, type Finding, type Place } from './ask-laws.ts';
import { checkPage } from './check-page.ts';
import { checkText, type CheckReport } from './check-text.ts';
import { eventsInOrder, type Impossible } from './log-steps.ts';
import { readRecordedHistory, type RecordedHistory } from './recorded-history.ts';

type CheckOptions = JsonOption & FleetOption & { readonly laws?: string; readonly html?: string };

/** Turns a law of states into a law of steps, which checks the state after each step. */
const afterEachStep = ({ name, sentence, holds }: StateLaw): Law => ({
  name,
  sentence,
  holds: ({ after }) => holds({ fleet: after, at: after.asOf }, step),
});

const REPLAY_LAW = {
  law: 'the log can be replayed',
  sentence: 'Every event is possible in the fleet as it was.',
} as const;

const replayFinding = (impossible: Impossible | undefined, place: Place): Finding => {
  const { steps } = place;
  if (impossible === undefined) return { ...REPLAY_LAW, steps };
  const { complaint, event } = impossible;
  return { ...REPLAY_LAW, steps, breach: { complaint, place, events: [event] } };
};

const checkHistory = (
  file: string,
  { kind, startsAt, steps: recorded }: RecordedHistory,
  { laws, stateLaws }: LawBook,
): CheckReport => {
  const check = newLawCheck(
    [...(kind === 'DRILL' ? [] : [eventsInOrder]), ...laws, ...stateLaws.map(afterEachStep)],
    startsAt,
  );
  let next = recorded.next();
  for (; next.done !== true; next = recorded.next()) check.ask(next.value);
  const place = check.place();
  const { steps, events } = place;
  const replay = kind === 'DRILL' ? [] : [replayFinding(next.value, place)];
  return { file, kind, steps, events, findings: [...replay, ...check.findings()] };
};

const printReport = (report: CheckReport, { json = false }: CheckOptions, io: Io): ExitCode => {
  const isLawful = report.findings.every(({ breach }) => breach === undefined);
  if (json) printJson(io, 'check', { ...report, lawful: isLawful });
  else io.out(checkText(report, colorsFor(io)));
  return isLawful ? EXIT.fine : EXIT.failed;
};

/** Writes the page that was asked for, if one was. Returns the problem, if there is one. */
const writePage = (
  report: CheckReport,
  { story }: RecordedHistory,
  { html }: CheckOptions,
): string | undefined =>
  html === undefined ? undefined : replaceFile(html, checkPage(report, story()));

const checkFile = async (file: string, options: CheckOptions, io: Io): Promise<ExitCode> => {
  const book = await readLawBook(options.laws);
  if (book._tag === 'Left') return refuseInput(io, book.left);
  const history = await readRecordedHistory(file, options, io);
  if (history._tag === 'Left') return refuseInput(io, history.left);
  const report = checkHistory(file, history.right, book.right);
  const code = printReport(report, options, io);
  const problem = writePage(report, history.right, options);
  return problem === undefined ? code : refuseInput(io, problem);
};

/** Adds the command `check`: 0 if all laws hold, 1 if one is broken, 2 for bad input. */
export const addCheckCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('check')
    .description('check every law against a recorded history')
    .argument(
      '<file>',
      'a drill file, a log of events as JSON lines, or a store; - for standard input',
    )
    .option(...LAWS_OPTION)
    .option(...FLEET_OPTION)
    .option(...HTML_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples(
        'check disaster-recovery.sqlite',
        'check disaster-recovery.sqlite --html history.html',
        'check events.jsonl --laws ./my-laws.mjs',
        'check --json found/counterexample.drill.json',
      ) +
        '\n\nA log has no commands: the report lists the laws that it could not check.' +
        '\nThe guide: docs/guide/exploring.md.' +
        EXIT_CODES,
    )
    .action(async (file: string, options: CheckOptions) =>
      finish(await checkFile(file, options, io)),
    );
};
