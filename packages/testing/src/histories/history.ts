/**
 * Histories of a fleet: each command, the fleet before it, and the outcome.
 *
 * @module
 */
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet, FleetEvent, step } from '@hsm-lifecycle/core/fleet';
import { toStringMethod } from 'fast-check';
import type { FleetMachine } from '../laws/machine.ts';

/** One command, the fleet before it, and the outcome. */
export type HistoryStep = {
  readonly before: Fleet;
  readonly command: Command;
  readonly outcome: ReturnType<typeof step>;
};

/** A command on which the machine threw. A history ends with it. */
export type Crash = { readonly before: Fleet; readonly command: Command; readonly error: unknown };

/** A history of a fleet, beginning with an empty one. */
export type FleetHistory = {
  readonly beginning: Fleet;
  readonly steps: readonly HistoryStep[];
  /** All events, oldest first. */
  readonly events: readonly FleetEvent[];
  readonly end: Fleet;
  /** The last command, if the machine threw on it. */
  readonly crash: Crash | undefined;
};

/** Records a history while it is made. */
export type HistoryRecorder = {
  /** The fleet so far. */
  readonly fleet: () => Fleet;
  /** The latest instant of a command, or that of the beginning. */
  readonly clock: () => EpochMillis;
  /** Gives a command to the machine; `undefined` if it threw. */
  readonly take: (command: Command) => HistoryStep | undefined;
  /** The history so far. */
  readonly history: () => FleetHistory;
};

/** The types of events, each once, in order of first appearance, with counts. */
const eventsText = (events: readonly FleetEvent[]): string => {
  const counts = new Map<string, number>();
  for (const { event } of events) counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
  return Array.from(counts, ([type, count]) => (count === 1 ? type : `${type} x${count}`)).join(
    ', ',
  );
};

const outcomeText = ({ outcome }: HistoryStep): string =>
  outcome._tag === 'Left' ? `refused: ${outcome.left._tag}` : eventsText(outcome.right[1]);

/** Formats a history: one line a command, as JSON, with the outcome as a comment. */
export const historyText = ({ steps, crash }: FleetHistory): string =>
  [
    ...steps.map((taken) => `${JSON.stringify(taken.command)} // ${outcomeText(taken)}`),
    ...(crash === undefined
      ? []
      : [`${JSON.stringify(crash.command)} // threw: ${String(crash.error)}`]),
  ].join('\n');

/** Adds the text that fast-check prints. */
const printable = (history: FleetHistory): FleetHistory =>
  Object.defineProperty(history, toStringMethod, { value: () => `\n${historyText(history)}\n` });

/** Makes a recorder of a history. */
export const newHistoryRecorder = (beginning: Fleet, machine: FleetMachine): HistoryRecorder => {
  const steps: HistoryStep[] = [];
  const events: FleetEvent[] = [];
  let end = beginning;
  let clock = beginning.asOf;
  let crash: Crash | undefined;
  const take = (command: Command): HistoryStep | undefined => {
    const { at } = command.data;
    if (Number.isSafeInteger(at)) clock = Math.max(clock, at);
    try {
      const taken = { before: end, command, outcome: machine(end, command) };
      steps.push(taken);
      if (taken.outcome._tag === 'Right') {
        end = taken.outcome.right[0];
        events.push(...taken.outcome.right[1]);
      }
      return taken;
    } catch (error) {
      crash = { before: end, command, error };
      return undefined;
    }
  };
  return {
    fleet: () => end,
    clock: () => clock,
    take,
    history: () => printable({ beginning, steps, events, end, crash }),
  };
};

/** The commands of a history, including the one that it crashed on. */
export const historyCommands = ({ steps, crash }: FleetHistory): readonly Command[] => [
  ...steps.map(({ command }) => command),
  ...(crash === undefined ? [] : [crash.command]),
];
