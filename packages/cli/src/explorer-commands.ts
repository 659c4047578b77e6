/**
 * The commands that ask laws, their options and their help.
 *
 * @module
 */
import { Option, type Command } from 'commander';
import { checkCommand, type CheckOptions } from './commands/check-command.ts';
import { exploreCommand } from './commands/explore-command.ts';
import type { Io } from './commands/io.ts';
import { SYMMETRIES, type ExploreOptions } from './explore/plan.ts';
import { examples, EXIT_CODES } from './help.ts';
import { count, present } from './option-values.ts';
import type { Ended } from './store-commands.ts';

const LAWS_OPTION = [
  '--laws <module>',
  'laws of your own, asked besides: a module that exports "laws" or "stateLaws"',
  present,
] as const;
const JSON_OPTION = ['--json', 'one JSON document for machines'] as const;

const STATES_MAX = 1_000_000;
const SEED = 1;

const addExplore = (program: Command, io: Io, ended: Ended): void => {
  program
    .command('explore')
    .description(
      'try everything that can happen in a small world, in every order, and ask every law about every step',
    )
    .option(
      '--world <world>',
      'active, empty, or a drill file that makes the world',
      present,
      'active',
    )
    .option('--depth <steps>', 'how many commands and waits in a row (5; walks: 200)', count)
    .option('--states <number>', 'how many states at most', count, STATES_MAX)
    .option('--faults', 'HSMs, operations and regions fail too')
    .addOption(
      new Option('--symmetry <which>', 'what is taken for one')
        .choices(Object.keys(SYMMETRIES))
        .default('same-future'),
    )
    .option(...LAWS_OPTION)
    .option(
      '--checkpoint <file>',
      'where the search is written down each minute and when it ends, and where it goes on if the file is there',
      present,
    )
    .option(
      '--out <folder>',
      'where a counterexample is left: as a drill, a sequence diagram and a test',
      present,
    )
    .option('--walks <number>', 'random walks instead of a search', count)
    .option('--seed <number>', 'which walks', count, SEED)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples(
        'explore',
        'explore --world empty --depth 14 --faults',
        'explore --world my-runbook.json --depth 4 --laws ./my-laws.mjs --out found',
        'explore --depth 9 --states 5000000 --checkpoint search.bin',
        'explore --walks 1000 --faults --seed 7',
      ) +
        '\n\nCtrl-C stops a search; with --checkpoint the same command goes on, to the same report. It can go on deeper, too.' +
        '\nThe guide: docs/guide/exploring.md.' +
        EXIT_CODES,
    )
    .action(async (options: ExploreOptions) => ended(await exploreCommand(options, io)));
};

const addCheck = (program: Command, io: Io, ended: Ended): void => {
  program
    .command('check')
    .description('ask every law about a history that was written down')
    .argument(
      '<file>',
      'a drill file, a log of events as JSON lines, or a store; - for the standard input',
    )
    .option(...LAWS_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples(
        'check disaster-recovery.sqlite',
        'check events.jsonl --laws ./my-laws.mjs',
        'check --json found/counterexample.drill.json',
      ) +
        '\n\nA log has no commands: laws that look at them are named, and not asked.' +
        '\nThe guide: docs/guide/exploring.md.' +
        EXIT_CODES,
    )
    .action(async (file: string, options: CheckOptions) =>
      ended(await checkCommand(file, options, io)),
    );
};

/** Adds them both. */
export const addExplorerCommands = (program: Command, io: Io, ended: Ended): void => {
  for (const add of [addExplore, addCheck]) add(program, io, ended);
};
