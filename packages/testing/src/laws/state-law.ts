/**
 * Laws of states rather than of steps: that whatever is in progress can end.
 *
 * @module
 */
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { inProgress, type InProgress } from '../examples/settled.ts';
import type { FleetMachine, FleetState } from './machine.ts';

/** A property of every reachable state. */
export type StateLaw = {
  readonly name: string;
  /** What is promised, in a sentence for an auditor. */
  readonly sentence: string;
  /**
   * `true` if the state keeps the law; `false`, or a text that says what is wrong, if not. It may
   * give further commands to the machine.
   */
  readonly holds: (state: FleetState, machine: FleetMachine) => boolean | string;
};

const inProgressIn = (fleet: Fleet): readonly InProgress[] => {
  const all: InProgress[] = [];
  for (const holder of fleet.holders.values()) all.push(...inProgress(holder));
  return all;
};

/**
 * The next command if nothing fails: report the first thing that only a host can report, or else
 * wait until the last expected end.
 */
const nextCommand = (awaited: readonly InProgress[], at: EpochMillis): Command | undefined => {
  const reported = awaited.find(({ expectedAt, waits }) => expectedAt === undefined && !waits);
  if (reported !== undefined)
    return { type: 'Settle', data: { at, id: reported.id, outcome: 'SUCCEEDED' } };
  const dates = awaited.flatMap(({ expectedAt }) => (expectedAt === undefined ? [] : [expectedAt]));
  return dates.length === 0 ? undefined : { type: 'Advance', data: { at: Math.max(at, ...dates) } };
};

/** An HSM may first wait for its backup; nothing else needs more than one round. */
const ROUNDS_EACH = 2;

const whyNotEnding = (state: FleetState, machine: FleetMachine): string | undefined => {
  let { fleet, at } = state;
  const started = new Set(inProgressIn(fleet).map(({ id }) => id));
  for (let rounds = 0; ; rounds += 1) {
    const awaited = inProgressIn(fleet).filter(({ id }) => started.has(id));
    const [first] = awaited;
    if (first === undefined) return undefined;
    const overdue = awaited.find(({ expectedAt = at }) => expectedAt < at);
    if (overdue !== undefined) return `${overdue.id} is still in progress after its expected end`;
    const command = nextCommand(awaited, at);
    if (command === undefined) return `${first.id} waits for something that never comes`;
    if (rounds > ROUNDS_EACH * started.size) return `${first.id} is postponed again and again`;
    const outcome = machine(fleet, command);
    if (outcome._tag === 'Left')
      return `${first.id} is in progress and cannot end: ${outcome.left._tag}`;
    [fleet] = outcome.right;
    ({ at } = command.data);
  }
};

/**
 * Reports every success that a host has to report, and lets time pass for the rest. It does not
 * wait for daily backups that start meanwhile.
 */
export const everythingEnds: StateLaw = {
  name: 'everything ends',
  sentence: 'If nothing fails from now on, everything in progress comes to an end.',
  holds: (state, machine) => whyNotEnding(state, machine) ?? true,
};

/** The laws that hold in every state. Add your own: `[...stateLaws, mine]`. */
export const stateLaws: readonly StateLaw[] = Object.freeze([everythingEnds]);
