/**
 * Finding the transitions of the machine by running it: from an empty world, everything that can be
 * asked, and time.
 *
 * @module
 */
import { evolve, initialState, type BackupHolder, type Command } from '@hsm-lifecycle/core';
import { step, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { askable, emptyWorld, worldKey } from './small-world.ts';

/** The machines that are drawn. */
export const MACHINES = ['cluster', 'hsm', 'backup'] as const;

/** A machine that is drawn. */
export type Machine = (typeof MACHINES)[number];

/** What is not there yet, or no more. */
const ABSENT = '[*]';

/** One way from a state to another. */
export type Transition = {
  readonly machine: Machine;
  readonly from: string;
  readonly cause: string;
  readonly to: string;
};

type States = ReadonlyMap<string, readonly [Machine, string]>;

const statesOf = (holder: BackupHolder | undefined): States => {
  if (holder === undefined) return new Map();
  const states = new Map<string, readonly [Machine, string]>(
    holder.backups.map(({ backupId, state }) => [backupId, ['backup', state]]),
  );
  if (holder.kind === 'COPY') return states;
  for (const { hsmId, state } of holder.hsms) states.set(hsmId, ['hsm', state]);
  return states.set(holder.clusterId, ['cluster', holder.state]);
};

const ABSENCE = ['', ABSENT] as const;

const differences = (before: States, after: States, cause: string): readonly Transition[] => {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].flatMap((id) => {
    const [was, from] = before.get(id) ?? ABSENCE;
    const [is, to] = after.get(id) ?? ABSENCE;
    const machine = is === '' ? was : is;
    return machine === '' || from === to ? [] : [{ machine, from, cause, to }];
  });
};

const causeOf = (command: Command, { event }: FleetEvent): string => {
  if (command.type === 'Advance') return `time (${event.type})`;
  return command.type === 'Settle' ? 'it fails' : command.type;
};

const observed = (
  fleet: Fleet,
  command: Command,
  events: readonly FleetEvent[],
): readonly Transition[] => {
  const holders = new Map<string, BackupHolder>(
    [...fleet.holders.values()].map((holder) => [
      holder.kind === 'CLUSTER' ? holder.clusterId : holder.copyId,
      holder,
    ]),
  );
  return events.flatMap((each) => {
    if (each.stream === 'fleet') return [];
    const before = holders.get(each.stream);
    const after = evolve(before ?? initialState, each.event);
    holders.set(each.stream, after);
    return differences(statesOf(before), statesOf(after), causeOf(command, each));
  });
};

const keyOf = ({ machine, from, cause, to }: Transition): string =>
  [machine, from, cause, to].join(' ');

/**
 * Walks through the small world, breadth first, and notes each transition that any thing in it
 * makes.
 *
 * @returns each transition once, in order of discovery
 */
export const allTransitions = (): readonly Transition[] => {
  const found = new Map<string, Transition>();
  const seen = new Set<string>();
  let frontier: readonly Fleet[] = [emptyWorld()];
  while (frontier.length > 0) {
    const next: Fleet[] = [];
    for (const world of frontier) {
      for (const command of askable(world)) {
        const outcome = step(world, command);
        if (outcome._tag === 'Left') continue;
        const [after, events] = outcome.right;
        for (const transition of observed(world, command, events))
          found.set(keyOf(transition), transition);
        const key = worldKey(after);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(after);
      }
    }
    frontier = next;
  }
  return [...found.values()];
};
