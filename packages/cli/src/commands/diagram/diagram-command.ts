/**
 * `hsm-lifecycle diagram`: prints state diagrams, found by running the machine.
 *
 * @module
 */
import { Argument } from 'commander';
import type { JsonOption } from '../../options/common-options.ts';
import { examples, EXIT_CODES } from '../../options/help.ts';
import type { AddCommand } from '../../options/shell.ts';
import { EXIT, type ExitCode, type Io } from '../../terminal/io.ts';
import { mermaid } from './mermaid.ts';
import { allTransitions, STATE_MACHINES, type StateMachine } from './transitions.ts';

const printDiagrams = (
  machines: readonly StateMachine[],
  { json = false }: JsonOption,
  io: Io,
): ExitCode => {
  const transitions = allTransitions().filter(({ machine }) => machines.includes(machine));
  io.out(
    json
      ? `${JSON.stringify(transitions, undefined, 2)}\n`
      : machines.map((machine) => mermaid(machine, transitions)).join('\n'),
  );
  return EXIT.fine;
};

/** Adds the command `diagram`. */
export const addDiagramCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('diagram')
    .description('print state diagrams (Mermaid) of clusters, HSMs and backups')
    .addArgument(new Argument('[machine]', 'which one; all if left out').choices(STATE_MACHINES))
    .option('--json', 'print the transitions as JSON')
    .addHelpText(
      'after',
      examples('diagram', 'diagram backup', 'diagram cluster --json') +
        '\n\nThe transitions are not drawn by hand: they are found by running the machine.' +
        EXIT_CODES,
    )
    .action((machine: StateMachine | undefined, options: JsonOption) =>
      finish(printDiagrams(machine === undefined ? STATE_MACHINES : [machine], options, io)),
    );
};
