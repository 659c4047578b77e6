/**
 * The commands of `hsm-lifecycle`, their options and their help.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { Argument, Command, CommanderError } from 'commander';
import { diagramCommand, type DiagramOptions } from './commands/diagram-command.ts';
import { drillCommand, type DrillOptions } from './commands/drill-command.ts';
import { explainCommand, type ExplainOptions } from './commands/explain-command.ts';
import { EXIT, guarded, type ExitCode, type Io } from './commands/io.ts';
import { rulesCommand } from './commands/rules-command.ts';
import { MACHINES, type Machine } from './diagram/transitions.ts';
import { drillSchema } from './file/drill-schema.ts';
import { addExplorerCommands } from './explorer-commands.ts';
import { examples, EXIT_CODES } from './help.ts';
import { present } from './option-values.ts';
import { addStoreCommands, type Ended } from './store-commands.ts';

const addDrill = (program: Command, io: Io, ended: Ended): void => {
  program
    .command('drill')
    .description('run drill files: a timeline of what happens, and a verdict on each expectation')
    .argument('<files...>', 'drill files (JSON); - for the standard input')
    .option('-v, --verbose', 'every event, routine daily backups too')
    .option('--json', 'one JSON document for machines')
    .option(
      '--store <file>',
      'where the history and the sealed backups are left; the name of the drill with .sqlite if left out',
      present,
    )
    .option('--no-store', 'seal in memory, and leave nothing')
    .addHelpText(
      'after',
      examples(
        'drill examples/drills/disaster-recovery.json',
        'drill --json --no-store examples/drills/*.json',
        'drill --verbose --store rehearsal.sqlite my-drill.json',
      ) +
        '\n\nBackups are really sealed, copies rewrapped, restores opened, purges destroyed. The store is replaced by the next drill;' +
        '\nits keys are in a file beside it, FILE-keys, which is used again, or set aside when it does not serve every region.' +
        '\n\nThe format of drill files: docs/reference/drill-file.md; its JSON Schema: hsm-lifecycle schema.' +
        EXIT_CODES,
    )
    .action(async (files: readonly string[], options: DrillOptions) =>
      ended(await drillCommand(files, options, io)),
    );
};

const addExplain = (program: Command, io: Io, ended: Ended): void => {
  program
    .command('explain')
    .description('say why a command was refused, or would be, and what would make it legal')
    .argument(
      '[file]',
      'a drill, a fleet as JSON (fleetToJson), a report of "drill --json", or a refusal; the standard input if left out',
      '-',
    )
    .option(
      '-c, --command <step>',
      'what to try, as JSON: a step at the end of the drill, or a command in the fleet',
    )
    .addHelpText(
      'after',
      examples(
        'explain my-drill.json',
        `explain my-drill.json --command '{"do":"AddHsm","cluster":"primary","zone":"eu-west-1a"}'`,
        'drill --json my-drill.json | hsm-lifecycle explain',
        `explain <<< '{"_tag":"SameRegion","rule":"U-15","region":"eu-west-1"}'`,
      ),
    )
    .action((file: string, options: ExplainOptions) => ended(explainCommand(file, options, io)));
};

const addRules = (program: Command, io: Io, ended: Ended): void => {
  program
    .command('rules')
    .description('print the rule book: what the machine follows, who says so, and how sure that is')
    .argument('[ids...]', 'rules, such as F-71 or U-8; all if left out')
    .option('--json', 'for machines')
    .addHelpText('after', examples('rules', 'rules F-82 U-8', 'rules --json'))
    .action((ids: readonly string[], options: { readonly json?: boolean }) =>
      ended(rulesCommand(ids, options, io)),
    );
};

const addDiagram = (program: Command, io: Io, ended: Ended): void => {
  program
    .command('diagram')
    .description('print state diagrams (Mermaid) of the machines, found by running them')
    .addArgument(new Argument('[machine]', 'which one; all if left out').choices(MACHINES))
    .option('--json', 'the transitions as JSON')
    .addHelpText('after', examples('diagram', 'diagram backup', 'diagram cluster --json'))
    .action((machine: Machine | undefined, options: DiagramOptions) =>
      ended(diagramCommand(machine === undefined ? [] : [machine], options, io)),
    );
};

const addSchema = (program: Command, io: Io, ended: Ended): void => {
  program
    .command('schema')
    .description('print the JSON Schema of drill files, for editors')
    .addHelpText('after', examples('schema > drill.schema.json'))
    .action(() => {
      io.out(`${JSON.stringify(drillSchema, undefined, 2)}\n`);
      ended(EXIT.fine);
    });
};

/** The package's own version. */
const version = (): string => {
  const { version: own }: { readonly version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return own;
};

/** Runs the command line and gives its exit code. */
export const runCli = async (argv: readonly string[], io: Io): Promise<ExitCode> => {
  const shown = guarded(io);
  let code: ExitCode = EXIT.fine;
  const ended: Ended = (it) => {
    code = it;
  };
  const program = new Command('hsm-lifecycle')
    .description('Rehearse the life of HSM clusters and their backups, without renting one.')
    .version(version(), '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: shown.out,
      writeErr: shown.err,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(add --help for what there is)')
    .addHelpText(
      'after',
      examples(
        'drill examples/drills/disaster-recovery.json',
        'verify disaster-recovery.sqlite',
        'rules F-82',
        'diagram cluster',
      ) + `\n${EXIT_CODES}`,
    );
  addDrill(program, shown, ended);
  addStoreCommands(program, shown, ended);
  addExplorerCommands(program, shown, ended);
  addExplain(program, shown, ended);
  addRules(program, shown, ended);
  addDiagram(program, shown, ended);
  addSchema(program, shown, ended);
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    return cause.exitCode === 0 ? EXIT.fine : EXIT.usage;
  }
  return code;
};
