/**
 * Laws of states rather than of steps: above all, that whatever has begun comes to an end.
 *
 * @module
 */
import { type Command, type EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { inProgress, type InProgress } from '../examples/settled.ts';
import type { FleetMachine, FleetState } from '../../../explorer/src/world/state.ts';

/**
 * A sentence that is true of every state that can be reached, and the code that tells whether it
 * is.
 */
export type StateLaw = {
  readonly name: string;
  /** What is promised, as one would tell it to an auditor. */
  readonly sentence: string;
  /**
   * `true` when the scene keeps the law; `false`, or a text that says what is wrong, when it breaks
   * it. May go on from there with the machine.
   */
  readonly holds: (scene: FleetState, machine: FleetMachine) => boolean | string;
};

const going = (fleet: Fleet): readonly InProgress[] => {
  const all: InProgress[] = [];
  for (const holder of fleet.holders.values()) all.push(...inProgress(holder));
  return all;
};

/**
 * What would come next if nothing failed any more: what a host has to report is reported, else time
 * passes until the last thing expected.
 */
const nextEventOf = (awaited: readonly InProgress[], at: EpochMillis): Command | undefined => {
  const reported = awaited.find(({ expectedAt, waits }) => expectedAt === undefined && !waits);
  if (reported !== undefined)
    return { type: 'Settle', data: { at, id: reported.id, outcome: 'SUCCEEDED' } };
  const dates = awaited.flatMap(({ expectedAt }) => (expectedAt === undefined ? [] : [expectedAt]));
  return dates.length === 0 ? undefined : { type: 'Advance', data: { at: Math.max(at, ...dates) } };
};

/** An HSM may wait for its backup first; nothing else ends in more than one round. */
const ROUNDS_EACH = 2;

const unended = (scene: FleetState, machine: FleetMachine): string | undefined => {
  let { fleet, at } = scene;
  const began = new Set(going(fleet).map(({ id }) => id));
  for (let rounds = 0; ; rounds += 1) {
    const awaited = going(fleet).filter(({ id }) => began.has(id));
    const [first] = awaited;
    if (first === undefined) return undefined;
    const overdue = awaited.find(({ expectedAt = at }) => expectedAt < at);
    if (overdue !== undefined) return `${overdue.id} is still in progress after its time`;
    const command = nextEventOf(awaited, at);
    if (command === undefined) return `${first.id} waits for something that never comes`;
    if (rounds > ROUNDS_EACH * began.size) return `${first.id} is put off again and again`;
    const outcome = machine(fleet, command);
    if (outcome._tag === 'Left')
      return `${first.id} is in progress and cannot end: ${outcome.left._tag}`;
    [fleet] = outcome.right;
    ({ at } = command.data);
  }
};

/**
 * Whatever a host has to report is reported as done; daily backups that begin meanwhile are not
 * waited for.
 */
export const everythingEnds: StateLaw = {
  name: 'everything ends',
  sentence: 'Once nothing fails any more, whatever is in progress comes to an end by itself.',
  holds: (scene, machine) => unended(scene, machine) ?? true,
};

/**
 * The laws that every state of the machine keeps. Put your own behind them: `[...stateLaws, mine]`.
 */
export const stateLaws: readonly StateLaw[] = Object.freeze([everythingEnds]);
