/**
 * A runbook as part of the machine under test.
 *
 * @module
 */
import { step, type Runbook } from '@hsm-lifecycle/core/fleet';
import type { FleetMachine } from '../laws/machine.ts';

/**
 * Makes a machine that runs a runbook after every accepted command. The runbook's commands are
 * taken at once, and their events follow the command's own. Refused ones are skipped.
 *
 * @param machine - `step` if left out
 * @example
 * forAllHistories({ machine: withRunbook(() => []), runs: 2, seed: 1 });
 */
export const withRunbook =
  (runbook: Runbook, machine: FleetMachine = step): FleetMachine =>
  (before, command) => {
    const outcome = machine(before, command);
    if (outcome._tag === 'Left') return outcome;
    let [fleet] = outcome.right;
    const events = [...outcome.right[1]];
    for (const own of runbook(fleet, command.data.at)) {
      const next = machine(fleet, own);
      if (next._tag === 'Left') continue;
      [fleet] = next.right;
      events.push(...next.right[1]);
    }
    return { _tag: 'Right', right: [fleet, events] };
  };
