/**
 * The program: all commands, and running one of them.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addCheckCommand } from './commands/check/check-command.ts';
import { addDiagramCommand } from './commands/diagram/diagram-command.ts';
import { addDrillCommand } from './commands/drill/drill-command.ts';
import { addExplainCommand } from './commands/explain/explain-command.ts';
import { addExploreCommand } from './commands/explore/explore-command.ts';
import { addExportCommand } from './commands/export-command.ts';
import { addForecastCommand } from './commands/forecast/forecast-command.ts';
import { addInspectCommand } from './commands/inspect-command.ts';
import { addKeysCommand } from './commands/keys/keys-command.ts';
import { addOpenCommand } from './commands/open/open-command.ts';
import { addRulesCommand } from './commands/rules-command.ts';
import { addSchemaCommand } from './commands/schema-command.ts';
import { addServeCommand } from './commands/serve/serve-command.ts';
import { addMergeCommand } from './commands/simulate/merge-command.ts';
import { addSimulateCommand } from './commands/simulate/simulate-command.ts';
import { addVerifyCommand } from './commands/verify-command.ts';
import { examples, EXIT_CODES } from './options/help.ts';
import type { AddCommand } from './options/shell.ts';
import { EXIT, guardIo, type ExitCode, type Io } from './terminal/io.ts';

/** In the order of the help. */
const COMMANDS: readonly AddCommand[] = [
  addDrillCommand,
  addSimulateCommand,
  addMergeCommand,
  addServeCommand,
  addForecastCommand,
  addVerifyCommand,
  addOpenCommand,
  addExportCommand,
  addInspectCommand,
  addKeysCommand,
  addExploreCommand,
  addCheckCommand,
  addExplainCommand,
  addRulesCommand,
  addDiagramCommand,
  addSchemaCommand,
];

const packageVersion = (): string => {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return version;
};

const newProgram = ({ out, err }: Io): Command =>
  new Command('hsm-lifecycle')
    .description(
      'Rehearse the lifecycle of HSM clusters and their backups, without renting an HSM.',
    )
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: out,
      writeErr: err,
      // Commander calls arguments "command-argument value".
      outputError: (text, write) => write(text.replace('command-argument value ', '')),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(use --help to see what is available)')
    .addHelpText(
      'after',
      examples(
        'drill examples/drills/disaster-recovery.json',
        'verify disaster-recovery.sqlite',
        'rules F-82',
        'diagram cluster',
      ) + EXIT_CODES,
    );

/** Runs a command line, without the name of the program, and returns its exit code. */
export const runCli = async (argv: readonly string[], io: Io): Promise<ExitCode> => {
  const safeIo = guardIo(io);
  const program = newProgram(safeIo);
  let code: ExitCode = EXIT.fine;
  const finish = (result: ExitCode): void => {
    code = result;
  };
  for (const add of COMMANDS) add({ program, io: safeIo, finish });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    return cause.exitCode === 0 ? EXIT.fine : EXIT.usage;
  }
  return code;
};
