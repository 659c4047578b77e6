/**
 * Transitions as a Mermaid state diagram.
 *
 * @module
 */
import type { StateMachine, Transition } from './transitions.ts';

const TITLES: Readonly<Record<StateMachine, string>> = {
  cluster: 'A cluster',
  hsm: 'An HSM',
  backup: 'A backup or a backup copy',
};

/** Draws one state machine: an arrow for each pair of states, labelled with all its causes. */
export const mermaid = (machine: StateMachine, transitions: readonly Transition[]): string => {
  const arrows = new Map<string, string[]>();
  for (const { from, to, cause } of transitions.filter((each) => each.machine === machine)) {
    const arrow = `${from} --> ${to}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), cause]);
  }
  const lines = [...arrows].map(
    ([arrow, causes]) => `    ${arrow}: ${causes.toSorted().join(', ')}`,
  );
  return ['---', `title: ${TITLES[machine]}`, '---', 'stateDiagram-v2', ...lines, ''].join('\n');
};
