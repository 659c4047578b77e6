/**
 * The transitions of the state diagrams, found by running the machine: every command, and time,
 * from an empty world on.
 *
 * @module
 */
import { evolve, initialState, type BackupHolder, type Command } from '@hsm-lifecycle/core';
import { step, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { commandsToTry, emptyWorld, worldKey } from './diagram-world.ts';

/** The state machines that have a diagram. */
export const STATE_MACHINES = ['cluster', 'hsm', 'backup'] as const;

/** One of the state machines. */
export type StateMachine = (typeof STATE_MACHINES)[number];

/** Not created yet, or gone: Mermaid's sign for both. */
const ABSENT = '[*]';

/** One way from a state to another, and what causes it. */
export type Transition = {
  readonly machine: StateMachine;
  readonly from: string;
  readonly cause: string;
  readonly to: string;
};

type States = ReadonlyMap<string, readonly [StateMachine, string]>;

const statesOf = (holder: BackupHolder | undefined): States => {
  if (holder === undefined) return new Map();
  const states = new Map<string, readonly [StateMachine, string]>(
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

const transitionsIn = (
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
 * Searches the small world, breadth first.
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
      for (const command of commandsToTry(world)) {
        const outcome = step(world, command);
        if (outcome._tag === 'Left') continue;
        const [after, events] = outcome.right;
        for (const transition of transitionsIn(world, command, events))
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
