/**
 * What a fleet lived through: each command, the fleet that it met, and what came of it.
 *
 * @module
 */
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet, FleetEvent, step } from '@hsm-lifecycle/core/fleet';
import { toStringMethod } from 'fast-check';
import type { FleetMachine } from '../laws/machine.ts';

/** One command, the fleet that it met, and what came of it. */
export type HistoryStep = {
  readonly before: Fleet;
  readonly command: Command;
  readonly outcome: ReturnType<typeof step>;
};

/** A command that the machine neither accepted nor refused: it threw. A history ends with it. */
export type Crash = { readonly before: Fleet; readonly command: Command; readonly error: unknown };

/** A fleet's life from nothing on. */
export type FleetHistory = {
  readonly beginning: Fleet;
  readonly steps: readonly HistoryStep[];
  /** All that happened, oldest first. */
  readonly events: readonly FleetEvent[];
  readonly end: Fleet;
  /** What it ended with, if the machine threw. */
  readonly crash: Crash | undefined;
};

/** A history that is being lived. */
export type HistoryRecorder = {
  /** The fleet now. */
  readonly now: () => Fleet;
  /** The latest instant of a command, or of the beginning. */
  readonly clock: () => EpochMillis;
  /** Takes a command; `undefined` when the machine threw. */
  readonly take: (command: Command) => HistoryStep | undefined;
  /** The history so far. */
  readonly told: () => FleetHistory;
};

/** Names what happened, each type once, in the order in which it came first. */
const eventsText = (events: readonly FleetEvent[]): string => {
  const counts = new Map<string, number>();
  for (const { event } of events) counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
  return Array.from(counts, ([type, count]) => (count === 1 ? type : `${type} x${count}`)).join(
    ', ',
  );
};

const outcomeText = ({ outcome }: HistoryStep): string =>
  outcome._tag === 'Left' ? `refused: ${outcome.left._tag}` : eventsText(outcome.right[1]);

/** Writes a history down: each command as JSON, and what came of it. */
export const historyText = ({ steps, crash }: FleetHistory): string =>
  [
    ...steps.map((taken) => `${JSON.stringify(taken.command)} // ${outcomeText(taken)}`),
    ...(crash === undefined
      ? []
      : [`${JSON.stringify(crash.command)} // threw: ${String(crash.error)}`]),
  ].join('\n');

/** Gives a history the text that fast-check prints. */
const printable = (history: FleetHistory): FleetHistory =>
  Object.defineProperty(history, toStringMethod, { value: () => `\n${historyText(history)}\n` });

/** Lives a history, command by command. */
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
    now: () => end,
    clock: () => clock,
    take,
    told: () => printable({ beginning, steps, events, end, crash }),
  };
};

/** The commands of a history, the one that it crashed on too. */
export const historyCommands = ({ steps, crash }: FleetHistory): readonly Command[] => [
  ...steps.map(({ command }) => command),
  ...(crash === undefined ? [] : [crash.command]),
];
