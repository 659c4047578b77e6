/**
 * Command coverage: which types of command were tried on what, and in which state.
 *
 * @module
 */
import { type BackupHolder, type Command } from '@hsm-lifecycle/core';
import { holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';

/** How often a type of command was accepted and refused. */
export type CommandCount = { readonly accepted: number; readonly refused: number };

/**
 * Counts by target, then by type of command. A target is what the command names and its state, such
 * as `cluster ACTIVE`, `HSM DEGRADED`, `backup READY` or `copy READY`; `fleet` is for commands that
 * name nothing that exists: to create a cluster, to let time pass, to lose a region.
 */
export type Coverage = Readonly<Record<string, Readonly<Record<string, CommandCount>>>>;

type CountsByType = Map<string, { accepted: number; refused: number }>;

/** Counters of commands. */
export type CommandCoverage = {
  readonly count: (fleet: Fleet, command: Command, isAccepted: boolean) => void;
  /** The counts, sorted by target and type. */
  readonly coverage: () => Coverage;
};

const FLEET = 'fleet';

/** The id of the most specific thing that a command names. */
const idIn = ({ data }: Command): string | undefined => {
  if ('backupId' in data) return data.backupId;
  if ('hsmId' in data) return data.hsmId;
  if ('resourceId' in data) return data.resourceId;
  if ('id' in data) return data.id;
  return 'clusterId' in data ? data.clusterId : undefined;
};

const targetIn = (holder: BackupHolder, id: string): string => {
  const backup = holder.backups.find(({ backupId }) => backupId === id);
  if (holder.kind === 'COPY') return backup === undefined ? FLEET : `copy ${backup.state}`;
  if (backup !== undefined) return `backup ${backup.state}`;
  const hsm = holder.hsms.find(({ hsmId }) => hsmId === id);
  return hsm === undefined ? `cluster ${holder.state}` : `HSM ${hsm.state}`;
};

const targetOf = (fleet: Fleet, command: Command): string => {
  const id = idIn(command);
  const holder = id === undefined ? undefined : holderIn(fleet, id);
  return holder === undefined || id === undefined ? FLEET : targetIn(holder, id);
};

const byName = <Value>([a]: readonly [string, Value], [b]: readonly [string, Value]): number =>
  a < b ? -1 : 1;

const countsOf = (byType: Coverage[string]): CountsByType =>
  new Map(Object.entries(byType).map(([type, own]) => [type, { ...own }]));

/**
 * Makes counters of commands.
 *
 * @param from - the counts to begin with; none if left out
 */
export const newCommandCoverage = (from: Coverage = {}): CommandCoverage => {
  const states = new Map<string, CountsByType>(
    Object.entries(from).map(([state, byType]) => [state, countsOf(byType)]),
  );
  const count: CommandCoverage['count'] = (fleet, command, isAccepted) => {
    const state = targetOf(fleet, command);
    let counts = states.get(state);
    if (counts === undefined) states.set(state, (counts = new Map()));
    let own = counts.get(command.type);
    if (own === undefined) counts.set(command.type, (own = { accepted: 0, refused: 0 }));
    if (isAccepted) own.accepted += 1;
    else own.refused += 1;
  };
  const coverage = (): Coverage =>
    Object.fromEntries(
      [...states]
        .toSorted(byName)
        .map(([state, counts]) => [
          state,
          Object.fromEntries([...counts].toSorted(byName).map(([type, own]) => [type, { ...own }])),
        ]),
    );
  return { count, coverage };
};

/** Lists the types of command that were tried and never accepted, in order of names. */
export const neverAcceptedIn = (coverage: Coverage): readonly string[] => {
  const byType = Object.values(coverage).flatMap((counts) => Object.entries(counts));
  const legal = new Set(byType.flatMap(([type, { accepted }]) => (accepted > 0 ? [type] : [])));
  return [...new Set(byType.map(([type]) => type))].filter((type) => !legal.has(type)).toSorted();
};
