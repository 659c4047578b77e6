/**
 * A service that does something of its own accord, as a machine.
 *
 * @module
 */
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { FleetMachine } from '../laws/machine.ts';

/** What a service commands of its own accord when it looks at a fleet. */
export type Runbook = (fleet: Fleet, at: EpochMillis) => readonly Command[];

/**
 * Makes a machine out of a service: after every accepted command the service looks at the fleet,
 * and its own commands follow at the same instant. Those that are refused are passed over.
 *
 * @param runbook - what the service commands when it looks
 * @param machine - `step` if left out
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
