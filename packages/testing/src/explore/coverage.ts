/**
 * Which commands met clusters in which states.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';

/** How often a command was accepted and refused. */
export type Cell = { readonly accepted: number; readonly refused: number };

/** By the state of the cluster that a command was for (`COPY` of a copy, `NONE` without a holder) and by the type of command. */
export type Coverage = Readonly<Record<string, Readonly<Record<string, Cell>>>>;

type Tally = Map<string, { accepted: number; refused: number }>;

/** Counts commands. */
export type Counter = {
  readonly count: (fleet: Fleet, command: Command, isAccepted: boolean) => void;
  /** What was counted, in order of names. */
  readonly coverage: () => Coverage;
  /** The types of command that were tried and never accepted, in order of names. */
  readonly neverLegal: () => readonly string[];
};

const idIn = ({ data }: Command): string | undefined => {
  if ('backupId' in data) return data.backupId;
  if ('resourceId' in data) return data.resourceId;
  if ('id' in data) return data.id;
  return 'clusterId' in data ? data.clusterId : undefined;
};

const stateFor = (fleet: Fleet, command: Command): string => {
  const id = idIn(command);
  const holder = id === undefined ? undefined : holderIn(fleet, id);
  if (holder === undefined) return 'NONE';
  return holder.kind === 'COPY' ? 'COPY' : holder.state;
};

const byName = <Value>([a]: readonly [string, Value], [b]: readonly [string, Value]): number => (a < b ? -1 : 1);

/** Makes a counter that has counted nothing. */
export const newCounter = (): Counter => {
  const states = new Map<string, Tally>();
  const count: Counter['count'] = (fleet, command, isAccepted) => {
    const state = stateFor(fleet, command);
    const tally: Tally = states.get(state) ?? new Map();
    const cell = tally.get(command.type) ?? { accepted: 0, refused: 0 };
    cell[isAccepted ? 'accepted' : 'refused'] += 1;
    states.set(state, tally.set(command.type, cell));
  };
  const coverage = (): Coverage =>
    Object.fromEntries([...states].toSorted(byName).map(([state, tally]) => [state, Object.fromEntries([...tally].toSorted(byName))]));
  const neverLegal = () => {
    const cells = [...states.values()].flatMap((tally) => Array.from(tally));
    const legal = new Set(cells.filter(([, { accepted }]) => accepted > 0).map(([type]) => type));
    return [...new Set(cells.map(([type]) => type))].filter((type) => !legal.has(type)).toSorted();
  };
  return { count, coverage, neverLegal };
};
