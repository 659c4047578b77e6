/**
 * `hsm-lifecycle explain`: why a command was refused, or would be.
 *
 * @module
 */
import { ruleBook } from '@hsm-lifecycle/core';
import { step as stepFleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { chain, left, right } from 'fp-ts/lib/Either.js';
import { DRILL_FORMAT, steps } from '../file/drill-codec.ts';
import { misfitsOf, misfitText } from '../file/misfit.ts';
import { instantOf } from '../file/moment.ts';
import { commandsOf, type AskingStep } from '../run/commands-of.ts';
import type { DrillRun } from '../run/ledger.ts';
import { nameBook, type NameBook } from '../run/name-book.ts';
import { passTime } from '../run/pass-time.ts';
import type { Colors } from '../tell/colors.ts';
import { isInBooks } from '../store/explain-error.ts';
import { explained, type Explainable } from '../tell/humanize.ts';
import { tell } from '../tell/tell.ts';
import { wrapped } from '../tell/report.ts';
import { instantText } from '../tell/when.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import { tooFarText } from './problem.ts';
import { FLEET_FORMAT, tryInState } from './try-in-state.ts';
import { called, parseArgument, readJson, runJson, type Reading } from './reading.ts';

/** The options of `explain`. */
export type ExplainOptions = { readonly command?: string };

const WIDTH = 96;

const indented = (text: string): string =>
  wrapped(text, WIDTH)
    .map((line) => `  ${line}`)
    .join('\n');

const refusalText = (
  what: string,
  refusal: Explainable,
  [colors, book]: readonly [Colors, NameBook | undefined],
): string => {
  const { short, rule } = explained(refusal, book);
  return [
    `${colors.bold(what)}: ${colors.red(refusal._tag)}`,
    indented(short),
    ...(rule === undefined ? [] : [colors.dim(indented(rule))]),
    '',
  ].join('\n');
};

const acceptedText = (
  what: string,
  events: readonly FleetEvent[],
  [colors, book]: readonly [Colors, NameBook],
): string => {
  book.note(events);
  const told = events.map(({ stream, event }) => `  ${tell(event, book.speaker(stream))[0]}`);
  return [`${colors.bold(what)}: ${colors.green('accepted')}. What happens:`, ...told, ''].join(
    '\n',
  );
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isExplainable = (value: unknown): value is Explainable =>
  isObject(value) &&
  typeof value['_tag'] === 'string' &&
  (isInBooks(value['_tag']) || ruleBook.some(({ id }) => id === value['rule']));

/** Finds errors anywhere in a JSON value, such as a report of `drill --json`. */
const refusalsIn = (value: unknown): readonly Explainable[] => {
  if (isExplainable(value)) return [value];
  if (!isObject(value)) return [];
  const timeline = value['timeline'];
  return (Array.isArray(timeline) ? timeline : Object.values(value)).flatMap(refusalsIn);
};

const explainJson = (file: string, json: unknown, io: Io): ExitCode => {
  const refusals = refusalsIn(json);
  if (refusals.length === 0)
    return refuseInput(
      io,
      `there is no refusal in ${called(file)}: give a drill, a report of "drill --json", or a refusal such as {"_tag":"NotYetActivated","rule":"F-71"}`,
    );
  const colors = colorsFor(io);
  io.out(
    refusals.map((refusal) => refusalText('Refused', refusal, [colors, undefined])).join('\n'),
  );
  return EXIT.fine;
};

const explainRun = (run: DrillRun, io: Io): ExitCode => {
  const colors = colorsFor(io);
  const texts = run.entries.flatMap((entry) => {
    if (entry.kind !== 'REFUSED' || entry.step === undefined) return [];
    const what = `Step ${entry.step + 1}, ${entry.command.type}, on ${instantText(entry.at)}`;
    return [refusalText(what, entry.refusal, [colors, run.book])];
  });
  io.out(
    texts.length === 0
      ? `Nothing was refused in "${run.drill.name}". Try a step at its end with --command.\n`
      : texts.join('\n'),
  );
  return EXIT.fine;
};

type Tried = { readonly run: DrillRun; readonly colors: Colors; readonly step: AskingStep };

const triedText = ({ run, colors, step }: Tried): Reading<string> => {
  const at = instantOf(step.at, run.endsAt);
  const passed = passTime(run.fleet, at);
  if (passed._tag === 'Left') return left(tooFarText(at, passed.left));
  const [fleet] = passed.right;
  const commands = commandsOf(step, { fleet, book: run.book, at });
  if (commands._tag === 'Left')
    return left(`the command's ${commands.left.field}: ${commands.left.text}`);
  const what = `${step.do} on ${instantText(at)}`;
  const texts = commands.right.map((command) => {
    const outcome = stepFleet(fleet, command);
    if (outcome._tag === 'Left')
      return refusalText(`${what} is refused`, outcome.left, [colors, run.book]);
    return acceptedText(what, outcome.right[1], [colors, run.book]);
  });
  return right(texts.length === 0 ? `${what}: there is nothing to do.\n` : texts.join('\n'));
};

const EXAMPLE = '{"do":"AddHsm","cluster":"primary","zone":"eu-west-1a"}';

const stepFrom = (text: string): Reading<AskingStep> => {
  const json = parseArgument(text);
  if (json._tag === 'Left') return json;
  const act = isObject(json.right) ? String(json.right['do']) : '';
  const decoded = Object.hasOwn(steps, act) ? steps[act]?.codec.decode(json.right) : undefined;
  if (decoded === undefined)
    return left(
      `the command must be a step, such as ${EXAMPLE}; "do" is one of ${Object.keys(steps).join(', ')}`,
    );
  if (decoded._tag === 'Left')
    return left(
      misfitsOf(decoded.left)
        .map((misfit) => `the command: ${misfitText(misfit)}`)
        .join('\n'),
    );
  return decoded.right.do === 'Remember'
    ? left('the command must ask something of the service; Remember does not')
    : right(decoded.right);
};

const explainState = (
  file: string,
  json: unknown,
  [options, io]: readonly [ExplainOptions, Io],
): ExitCode => {
  const tried = tryInState(file, JSON.stringify(json), options.command);
  if (tried._tag === 'Left') return refuseInput(io, tried.left);
  const { command } = tried.right;
  const what = `${command.type} on ${instantText(command.data.at)}`;
  if ('refusal' in tried.right) {
    io.out(refusalText(`${what} is refused`, tried.right.refusal, [colorsFor(io), undefined]));
    return EXIT.fine;
  }
  io.out(acceptedText(what, tried.right.events, [colorsFor(io), nameBook()]));
  return EXIT.fine;
};

const formatOf = (json: unknown): unknown => (isObject(json) ? json['format'] : undefined);

/** Explains the refusals of a drill or a report, or tries one more step at the end of a drill. */
export const explainCommand = (file: string, options: ExplainOptions, io: Io): ExitCode => {
  const json = readJson(file, io);
  if (json._tag === 'Left') return refuseInput(io, json.left);
  const format = formatOf(json.right);
  if (format === FLEET_FORMAT) return explainState(file, json.right, [options, io]);
  if (format !== DRILL_FORMAT) {
    if (options.command !== undefined)
      return refuseInput(io, `--command needs a drill to be tried in, and ${called(file)} is none`);
    return explainJson(file, json.right, io);
  }
  const run = runJson(file, json.right);
  if (run._tag === 'Left') return refuseInput(io, run.left);
  if (options.command === undefined) return explainRun(run.right, io);
  const tried = chain((step: AskingStep) =>
    triedText({ run: run.right, colors: colorsFor(io), step }),
  )(stepFrom(options.command));
  if (tried._tag === 'Left') return refuseInput(io, tried.left);
  io.out(tried.right);
  return EXIT.fine;
};
