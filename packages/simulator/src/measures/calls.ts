/**
 * Calls of runbooks and people.
 *
 * @module
 */
import type { Measure } from '../life/measure.ts';

/** Counts the commands of runbooks, people and workloads by type, and those that were refused. */
export const callsMeasure = (): Measure => ({
  name: 'Calls',
  labels: { refused: { kind: 'TOTAL', unit: 'count', about: 'refused calls' } },
  sees: [],
  begin: () => undefined,
  see: (state) => [state, []],
  call: (state, { command, isAccepted }) => [
    state,
    [{ kind: 'TOTAL', label: isAccepted ? command.type : 'refused', amount: 1 }],
  ],
  end: () => [],
});
