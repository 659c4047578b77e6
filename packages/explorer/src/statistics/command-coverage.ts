/**
 * Which commands met what in which state.
 *
 * @module
 */
import { type BackupHolder, type Command } from '@hsm-lifecycle/core';
import { holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';

/** How often a command was accepted and refused. */
export type CommandCount = { readonly accepted: number; readonly refused: number };

/**
 * By what a command was for, and the type of command. `cluster ACTIVE`, `HSM DEGRADED`,
 * `backup READY`, `copy READY`: what it names, in its state; `fleet`: a command that names nothing
 * that is there, such as to create a cluster, to let time pass, or to lose a region.
 */
export type Coverage = Readonly<Record<string, Readonly<Record<string, CommandCount>>>>;

type Tally = Map<string, { accepted: number; refused: number }>;

/** Counts commands. */
export type CommandCoverage = {
  readonly count: (fleet: Fleet, command: Command, isAccepted: boolean) => void;
  /** What was counted, in order of names. */
  readonly coverage: () => Coverage;
};

const ESTATE = 'fleet';

/** What a command is for: the smallest thing that it names. */
const idIn = ({ data }: Command): string | undefined => {
  if ('backupId' in data) return data.backupId;
  if ('hsmId' in data) return data.hsmId;
  if ('resourceId' in data) return data.resourceId;
  if ('id' in data) return data.id;
  return 'clusterId' in data ? data.clusterId : undefined;
};

const stateIn = (holder: BackupHolder, id: string): string => {
  const backup = holder.backups.find(({ backupId }) => backupId === id);
  if (holder.kind === 'COPY') return backup === undefined ? ESTATE : `copy ${backup.state}`;
  if (backup !== undefined) return `backup ${backup.state}`;
  const hsm = holder.hsms.find(({ hsmId }) => hsmId === id);
  return hsm === undefined ? `cluster ${holder.state}` : `HSM ${hsm.state}`;
};

const stateFor = (fleet: Fleet, command: Command): string => {
  const id = idIn(command);
  const holder = id === undefined ? undefined : holderIn(fleet, id);
  return holder === undefined || id === undefined ? ESTATE : stateIn(holder, id);
};

const byName = <Value>([a]: readonly [string, Value], [b]: readonly [string, Value]): number =>
  a < b ? -1 : 1;

const tallyOf = (cells: Coverage[string]): Tally =>
  new Map(Object.entries(cells).map(([type, cell]) => [type, { ...cell }]));

/**
 * Makes a counter.
 *
 * @param counted - what it goes on from; nothing if left out
 */
export const newCommandCoverage = (counted: Coverage = {}): CommandCoverage => {
  const states = new Map<string, Tally>(
    Object.entries(counted).map(([state, cells]) => [state, tallyOf(cells)]),
  );
  const count: CommandCoverage['count'] = (fleet, command, isAccepted) => {
    const state = stateFor(fleet, command);
    let tally = states.get(state);
    if (tally === undefined) states.set(state, (tally = new Map()));
    let cell = tally.get(command.type);
    if (cell === undefined) tally.set(command.type, (cell = { accepted: 0, refused: 0 }));
    if (isAccepted) cell.accepted += 1;
    else cell.refused += 1;
  };
  const coverage = (): Coverage =>
    Object.fromEntries(
      [...states]
        .toSorted(byName)
        .map(([state, tally]) => [
          state,
          Object.fromEntries(
            [...tally].toSorted(byName).map(([type, cell]) => [type, { ...cell }]),
          ),
        ]),
    );
  return { count, coverage };
};

/** Lists the types of command that were tried and never accepted, in order of names. */
export const neverAcceptedIn = (coverage: Coverage): readonly string[] => {
  const cells = Object.values(coverage).flatMap((tally) => Object.entries(tally));
  const legal = new Set(cells.flatMap(([type, { accepted }]) => (accepted > 0 ? [type] : [])));
  return [...new Set(cells.map(([type]) => type))].filter((type) => !legal.has(type)).toSorted();
};
