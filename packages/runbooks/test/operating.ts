/** A fleet that is operated by runbooks, hour by hour. */
import { HOUR_MS, type Command, type EpochMillis } from '@hsm-lifecycle/core';
import { advanceFleet, step, type Fleet, type Runbook } from '@hsm-lifecycle/core/fleet';
import { accepted } from '@hsm-lifecycle/testing/examples';

/** Applies commands, and skips those that are refused. */
export const commanded = (fleet: Fleet, commands: readonly Command[]): Fleet =>
  commands.reduce((before, command) => {
    const outcome = step(before, command);
    return outcome._tag === 'Right' ? outcome.right[0] : before;
  }, fleet);

/** Lets time pass hour by hour, and wakes the runbook after each. */
export const operated = (fleet: Fleet, run: Runbook, hours: number): Fleet => {
  let now = fleet;
  const from: EpochMillis = fleet.asOf;
  for (let hour = 1; hour <= hours; hour += 1) {
    const at = from + hour * HOUR_MS;
    [now] = accepted(advanceFleet(now, { at }));
    now = commanded(now, run(now, at));
  }
  return now;
};

/** Lets time pass. */
export const later = (fleet: Fleet, hours: number): Fleet =>
  accepted(advanceFleet(fleet, { at: fleet.asOf + hours * HOUR_MS }))[0];
