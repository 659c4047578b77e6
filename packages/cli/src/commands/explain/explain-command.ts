/**
 * `hsm-lifecycle explain`: says why a command was refused, or would be.
 *
 * @module
 */
import { DRILL_FORMAT } from '@hsm-lifecycle/drills';
import { right } from 'fp-ts/lib/Either.js';
import { runDrillJson } from '../../files/read-drill.ts';
import { nameOfFile, readJson, type InputResult, type JsonText } from '../../files/reading.ts';
import { examples, EXIT_CODES } from '../../options/help.ts';
import type { AddCommand } from '../../options/shell.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from '../../terminal/io.ts';
import { explainFleetCommand, FLEET_FORMAT } from './explain-fleet-command.ts';
import { explainJson, isObject } from './explain-json.ts';
import { explainRun, explainStep } from './explain-drill.ts';

type ExplainOptions = { readonly command?: string };

const formatOf = (json: unknown): unknown => (isObject(json) ? json['format'] : undefined);

const explanation = (
  file: string,
  { json, text }: JsonText,
  { command, io }: ExplainOptions & { readonly io: Io },
): InputResult<string> => {
  const colors = colorsFor(io);
  const format = formatOf(json);
  if (format === FLEET_FORMAT) return explainFleetCommand({ file, json, command }, colors);
  if (format !== DRILL_FORMAT) return explainJson({ file, json, command }, colors);
  const run = runDrillJson(file, { json, text });
  if (run._tag === 'Left') return run;
  return command === undefined
    ? right(explainRun(run.right, colors))
    : explainStep(run.right, command, colors);
};

const explainFile = (file: string, options: ExplainOptions, io: Io): ExitCode => {
  const json = readJson(file, io);
  if (json._tag === 'Left') return refuseInput(io, json.left);
  const text = explanation(nameOfFile(file), json.right, { ...options, io });
  if (text._tag === 'Left') return refuseInput(io, text.left);
  io.out(text.right);
  return EXIT.fine;
};

/** Adds the command `explain`: 0 if there is something to explain, 2 for bad input. */
export const addExplainCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('explain')
    .description('explain why a command was refused, or would be, and what would make it legal')
    .argument(
      '[file]',
      'a drill, a stored fleet (fleetToJson), a report of "drill --json", or a refusal',
      '-',
    )
    .option(
      '-c, --command <json>',
      'what to try: a further step of the drill, or a command to the stored fleet',
    )
    .addHelpText(
      'after',
      examples(
        'explain my-drill.json',
        'explain my-drill.json --command ' +
          `'{"do":"AddHsm","cluster":"primary","zone":"eu-west-1a"}'`,
        'drill --json my-drill.json | hsm-lifecycle explain',
        `explain <<< '{"_tag":"SameRegion","rule":"U-15","region":"eu-west-1"}'`,
      ) +
        '\n\nWithout a file, or for -, it reads standard input.' +
        EXIT_CODES,
    )
    .action((file: string, options: ExplainOptions) => finish(explainFile(file, options, io)));
};
