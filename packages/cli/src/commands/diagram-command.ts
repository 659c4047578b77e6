/**
 * `hsm-lifecycle diagram`: prints the machines' state diagrams, found by running them.
 *
 * @module
 */
import { allTransitions, MACHINES, type Machine } from '../diagram/transitions.ts';
import { mermaid } from '../diagram/mermaid.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';

/** The options of `diagram`. */
export type DiagramOptions = { readonly json?: boolean };

/** Prints the diagrams of these machines, or of all. */
export const diagramCommand = (
  machines: readonly Machine[],
  { json = false }: DiagramOptions,
  io: Io,
): ExitCode => {
  const wanted = machines.length === 0 ? MACHINES : machines;
  const transitions = allTransitions().filter(({ machine }) => wanted.includes(machine));
  io.out(
    json
      ? `${JSON.stringify(transitions, undefined, 2)}\n`
      : wanted.map((machine) => mermaid(machine, transitions)).join('\n'),
  );
  return EXIT.fine;
};
