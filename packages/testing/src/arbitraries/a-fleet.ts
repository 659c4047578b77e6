/**
 * Fleets, clusters, copies, backups and commands, each out of some history: whatever is generated
 * can be reached by commands.
 *
 * @module
 */
import type { Backup, BackupCopy, BackupHolder, Cluster, Command } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { nat, toStringMethod, tuple, type Arbitrary } from 'fast-check';
import { aHistoryWith, type HistoryWith } from '../histories/a-history.ts';
import { arbitraryOf } from '../histories/arbitrary-of.ts';
import { clustersIn, copiesIn } from '../examples/fleet.ts';
import { commander, type CommandMix } from '../histories/commands/proposing.ts';
import { historyText, type FleetHistory } from '../histories/history.ts';
import { plainerCommands } from '../histories/shrinking.ts';

/**
 * Gives a value the text that fast-check prints: how it came about, which is shorter than what it
 * is and can be replayed.
 */
const asOf = <Value extends object>(value: Value, history: FleetHistory): Value => {
  const it = { ...value };
  Object.defineProperty(it, toStringMethod, { value: () => `\n${historyText(history)}\n` });
  return Object.freeze(it);
};

/** The fleets of a history, the last one first. */
const fleetsIn = ({ steps, end }: FleetHistory): readonly Fleet[] => [
  end,
  ...steps.map(({ before }) => before).toReversed(),
];

/**
 * What is drawn from each fleet of a history, and what tells one kind from another: rare kinds are
 * drawn as often as common ones.
 */
type Drawing<Item> = {
  readonly itemsIn: (fleet: Fleet) => readonly Item[];
  readonly kindOf: (item: Item) => string;
};

const nth = <Item>(items: readonly Item[], n: number): Item | undefined =>
  items[n % Math.max(1, items.length)];

/** Draws one of the things that the fleets of a history have. */
const among = <Item extends object>(
  wanted: HistoryWith,
  { itemsIn, kindOf }: Drawing<Item>,
): Arbitrary<Item> =>
  tuple(aHistoryWith(wanted), nat(), nat())
    .map(([history, what, which]) => {
      const items = fleetsIn(history).flatMap(itemsIn);
      const kind = nth([...new Set(items.map(kindOf))].toSorted(), what);
      const item = nth([...new Set(items.filter((each) => kindOf(each) === kind))], which);
      return item && asOf(item, history);
    })
    .filter((it) => it !== undefined);

const unlimited = { quotas: 'NONE' } as const;

/**
 * Makes an arbitrary of fleets.
 *
 * @param wanted - as of `aHistoryWith`
 */
export const aFleetWith = (wanted: HistoryWith = {}): Arbitrary<Fleet> =>
  aHistoryWith(wanted).map((history) => asOf(history.end, history));

/** Fleets under the default rules, without quotas. */
export const aFleet: Arbitrary<Fleet> = aFleetWith(unlimited);

/**
 * Makes an arbitrary of clusters in every state that a cluster can be in.
 *
 * @param wanted - as of `aHistoryWith`
 */
export const aClusterWith = (wanted: HistoryWith = {}): Arbitrary<Cluster> =>
  among(wanted, { itemsIn: clustersIn, kindOf: ({ state }) => state });

/**
 * Clusters under the default rules: new ones, active, paused and restored ones, degraded and
 * deleted ones.
 */
export const aCluster: Arbitrary<Cluster> = aClusterWith(unlimited);

/**
 * Makes an arbitrary of copies in every state that a copy can be in.
 *
 * @param wanted - as of `aHistoryWith`
 */
export const aCopyWith = (wanted: HistoryWith = {}): Arbitrary<BackupCopy> =>
  among(wanted, { itemsIn: copiesIn, kindOf: ({ backups }) => backups[0]?.state ?? 'PURGED' });

/** Copies under the default rules. */
export const aCopy: Arbitrary<BackupCopy> = aCopyWith(unlimited);

/** A backup and who holds it: a backup alone can be asked nothing. */
export type HeldBackup = { readonly holder: BackupHolder; readonly backup: Backup };

const backupsIn = (fleet: Fleet): readonly HeldBackup[] =>
  [...fleet.holders.values()].flatMap((holder) =>
    holder.backups.map((backup) => ({ holder, backup })),
  );

/**
 * Makes an arbitrary of backups with their holders, in every state that a backup can be in.
 *
 * @param wanted - as of `aHistoryWith`
 */
export const aBackupWith = (wanted: HistoryWith = {}): Arbitrary<HeldBackup> =>
  among(wanted, {
    itemsIn: backupsIn,
    kindOf: ({ holder, backup }) => `${holder.kind} ${backup.state}`,
  });

/** Backups under the default rules, copies too. */
export const aBackup: Arbitrary<HeldBackup> = aBackupWith(unlimited);

/** A command and the fleet that it is for. */
export type AddressedCommand = { readonly fleet: Fleet; readonly command: Command };

const commandsIn = (history: FleetHistory): readonly AddressedCommand[] =>
  history.steps.map(({ before: fleet, command }) => ({ fleet, command })).toReversed();

/**
 * Makes an arbitrary of commands, each with a fleet that it might well be given to.
 *
 * @param wanted - as of `aHistoryWith`; `illegal` says how many are meant to be refused
 */
export const aCommandWith = (wanted: HistoryWith = {}): Arbitrary<AddressedCommand> =>
  tuple(aHistoryWith(wanted), nat()).map(([history, which]) => {
    const commands = commandsIn(history);
    return asOf(
      commands[which % commands.length] ?? {
        fleet: history.end,
        command: { type: 'Advance', data: { at: history.end.asOf } },
      },
      history,
    );
  });

/** Commands under the default rules: nine in ten are accepted. */
export const aCommand: Arbitrary<AddressedCommand> = aCommandWith(unlimited);

const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'type' in value && 'data' in value;

/**
 * Makes an arbitrary of commands that one fleet might be given next.
 *
 * @param fleet - the fleet
 * @param mix - the share that is meant to be refused, and which types to draw
 */
export const aCommandFor = (fleet: Fleet, mix: CommandMix = {}): Arbitrary<Command> =>
  arbitraryOf<Command>({
    generate: (draw) => commander(draw, mix)(fleet, fleet.asOf),
    simpler: (command) => plainerCommands(command).map((value) => ({ value, hint: undefined })),
    isMade: isCommand,
  });
