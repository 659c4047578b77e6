/**
 * Arbitrary fleets, clusters, copies, backups and commands. Each comes from a generated history, so
 * each is reachable by commands.
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
 * Makes fast-check print the history of a value, which is shorter than the value and replayable.
 */
const withHistory = <Value extends object>(value: Value, history: FleetHistory): Value => {
  const it = { ...value };
  Object.defineProperty(it, toStringMethod, { value: () => `\n${historyText(history)}\n` });
  return Object.freeze(it);
};

/** The fleets of a history, latest first. */
const fleetsIn = ({ steps, end }: FleetHistory): readonly Fleet[] => [
  end,
  ...steps.map(({ before }) => before).toReversed(),
];

/** What to draw from a history's fleets, by kind: rare kinds are drawn as often as common ones. */
type DrawBy<Item> = {
  readonly itemsIn: (fleet: Fleet) => readonly Item[];
  readonly kindOf: (item: Item) => string;
};

const nth = <Item>(items: readonly Item[], n: number): Item | undefined =>
  items[n % Math.max(1, items.length)];

/** Draws one item from the fleets of a history. */
const among = <Item extends object>(
  wanted: HistoryWith,
  { itemsIn, kindOf }: DrawBy<Item>,
): Arbitrary<Item> =>
  tuple(aHistoryWith(wanted), nat(), nat())
    .map(([history, what, which]) => {
      const items = fleetsIn(history).flatMap(itemsIn);
      const kind = nth([...new Set(items.map(kindOf))].toSorted(), what);
      const item = nth([...new Set(items.filter((each) => kindOf(each) === kind))], which);
      return item && withHistory(item, history);
    })
    .filter((it) => it !== undefined);

const unlimited = { quotas: 'NONE' } as const;

/**
 * Makes an arbitrary of fleets.
 *
 * @param wanted - see `aHistoryWith`
 */
export const aFleetWith = (wanted: HistoryWith = {}): Arbitrary<Fleet> =>
  aHistoryWith(wanted).map((history) => withHistory(history.end, history));

/** Fleets under the default edition, without quotas. */
export const aFleet: Arbitrary<Fleet> = aFleetWith(unlimited);

/**
 * Makes an arbitrary of clusters in every reachable state.
 *
 * @param wanted - see `aHistoryWith`
 */
export const aClusterWith = (wanted: HistoryWith = {}): Arbitrary<Cluster> =>
  among(wanted, { itemsIn: clustersIn, kindOf: ({ state }) => state });

/** Clusters under the default edition: new, active, paused, restored, degraded, deleted. */
export const aCluster: Arbitrary<Cluster> = aClusterWith(unlimited);

/**
 * Makes an arbitrary of copies in every reachable state.
 *
 * @param wanted - see `aHistoryWith`
 */
export const aCopyWith = (wanted: HistoryWith = {}): Arbitrary<BackupCopy> =>
  among(wanted, { itemsIn: copiesIn, kindOf: ({ backups }) => backups[0]?.state ?? 'PURGED' });

/** Copies under the default edition. */
export const aCopy: Arbitrary<BackupCopy> = aCopyWith(unlimited);

/** A backup with its holder, which transitions need. */
export type HeldBackup = { readonly holder: BackupHolder; readonly backup: Backup };

const backupsIn = (fleet: Fleet): readonly HeldBackup[] =>
  [...fleet.holders.values()].flatMap((holder) =>
    holder.backups.map((backup) => ({ holder, backup })),
  );

/**
 * Makes an arbitrary of backups with their holders, in every reachable state.
 *
 * @param wanted - see `aHistoryWith`
 */
export const aBackupWith = (wanted: HistoryWith = {}): Arbitrary<HeldBackup> =>
  among(wanted, {
    itemsIn: backupsIn,
    kindOf: ({ holder, backup }) => `${holder.kind} ${backup.state}`,
  });

/** Backups under the default edition, copies too. */
export const aBackup: Arbitrary<HeldBackup> = aBackupWith(unlimited);

/** A command, and the fleet to give it to. */
export type AddressedCommand = { readonly fleet: Fleet; readonly command: Command };

const commandsIn = (history: FleetHistory): readonly AddressedCommand[] =>
  history.steps.map(({ before: fleet, command }) => ({ fleet, command })).toReversed();

/**
 * Makes an arbitrary of commands, each with a fleet to give it to.
 *
 * @param wanted - see `aHistoryWith`; `illegal` is the share that should be refused
 */
export const aCommandWith = (wanted: HistoryWith = {}): Arbitrary<AddressedCommand> =>
  tuple(aHistoryWith(wanted), nat()).map(([history, which]) => {
    const commands = commandsIn(history);
    return withHistory(
      commands[which % commands.length] ?? {
        fleet: history.end,
        command: { type: 'Advance', data: { at: history.end.asOf } },
      },
      history,
    );
  });

/** Commands under the default edition. Nine in ten are accepted. */
export const aCommand: Arbitrary<AddressedCommand> = aCommandWith(unlimited);

const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'type' in value && 'data' in value;

/**
 * Makes an arbitrary of next commands for one fleet.
 *
 * @param mix - the share that should be refused, and which types to draw
 * @example
 * sample(aCommandFor(fleet()), 3).length; // => 3
 */
export const aCommandFor = (fleet: Fleet, mix: CommandMix = {}): Arbitrary<Command> =>
  arbitraryOf<Command>({
    generate: (draw) => commander(draw, mix)(fleet, fleet.asOf),
    simpler: (command) => plainerCommands(command).map((value) => ({ value, hint: undefined })),
    isMade: isCommand,
  });
