/**
 * A world small enough to search exhaustively: one cluster with at most two HSMs, and one backup
 * copy or one restored cluster; and the commands to try in it.
 *
 * @module
 */
import {
  customEdition,
  DAY_MS,
  editions,
  type BackupHolder,
  type Cluster,
  type Command,
} from '@hsm-lifecycle/core';
import { nextDueAt, type Fleet } from '@hsm-lifecycle/core/fleet';
import { checkedFleet } from '../../fleets/checked-fleet.ts';

const HOME = 'eu-west-1';
const AWAY = 'eu-central-1';
const RETENTION_DAYS = 7;
const HSMS_MAX = 2;
const HOLDERS_MAX = 2;
const LONG_MS = (RETENTION_DAYS + 2) * DAY_MS;

/** Rarer backups lead to the same states in fewer steps. */
const rareBackups = customEdition(editions.aws2026, { name: 'rare-backups', backupEveryHours: 96 });

/** The world before any command. */
export const emptyWorld = (): Fleet =>
  checkedFleet({
    at: 0,
    edition: rareBackups._tag === 'Right' ? rareBackups.right : editions.aws2026,
  });

const subnetsIn = (region: string): Cluster['subnets'] => [
  { subnetId: 'subnet-00000001', availabilityZone: `${region}a` },
];

const holdersOf = (fleet: Fleet): readonly BackupHolder[] => [...fleet.holders.values()];

const ofCluster = (
  { clusterId, region, hsms, restoredFrom }: Cluster,
  at: number,
): readonly Command[] => [
  { type: 'Initialize', data: { at, clusterId } },
  { type: 'Activate', data: { at, clusterId } },
  { type: 'DeleteCluster', data: { at, clusterId } },
  { type: 'Settle', data: { at, id: clusterId, outcome: 'FAILED' } },
  ...(hsms.length < (restoredFrom === undefined ? HSMS_MAX : 1)
    ? [{ type: 'AddHsm', data: { at, clusterId, availabilityZone: `${region}a` } } as const]
    : []),
  ...hsms.flatMap(({ hsmId }): readonly Command[] => [
    { type: 'RemoveHsm', data: { at, clusterId, hsmId } },
    { type: 'FailHsm', data: { at, clusterId, hsmId } },
    { type: 'ReplaceHsm', data: { at, clusterId, hsmId } },
    { type: 'Settle', data: { at, id: hsmId, outcome: 'FAILED' } },
  ]),
];

const ofBackups = (holder: BackupHolder, at: number, isFull: boolean): readonly Command[] =>
  holder.backups.flatMap(({ backupId }): readonly Command[] => [
    { type: 'DeleteBackup', data: { at, backupId } },
    { type: 'UndeleteBackup', data: { at, backupId } },
    { type: 'Settle', data: { at, id: backupId, outcome: 'FAILED' } },
    ...(isFull
      ? []
      : ([
          { type: 'CopyToRegion', data: { at, backupId, region: AWAY } },
          {
            type: 'Restore',
            data: {
              at,
              backupId,
              subnets: subnetsIn(holder.region),
              retentionDays: RETENTION_DAYS,
            },
          },
        ] as const)),
  ]);

/** The commands to try in a world; many of them are refused. */
export const commandsToTry = (fleet: Fleet): readonly Command[] => {
  const at = fleet.asOf;
  const holders = holdersOf(fleet);
  const first: Command = {
    type: 'CreateCluster',
    data: {
      at,
      region: HOME,
      subnets: subnetsIn(HOME),
      hsmType: 'hsm2m.medium',
      mode: 'FIPS',
      retentionDays: RETENTION_DAYS,
    },
  };
  if (holders.length === 0) return [first];
  const isFull = holders.length >= HOLDERS_MAX;
  const commands: Command[] = [
    { type: 'Advance', data: { at: nextDueAt(fleet) ?? at } },
    { type: 'Advance', data: { at: at + LONG_MS } },
  ];
  for (const holder of holders) {
    commands.push(...ofBackups(holder, at, isFull));
    if (holder.kind === 'CLUSTER') commands.push(...ofCluster(holder, at));
    else if (fleet.lost[AWAY] === undefined)
      commands.push({ type: 'LoseRegion', data: { at, region: AWAY, kind: 'DESTROYED' } });
  }
  return commands;
};

const sortText = (states: readonly string[]): string => [...new Set(states)].toSorted().join(',');

const holderKey = (holder: BackupHolder): string => {
  const backups = sortText(holder.backups.map(({ state }) => state));
  if (holder.kind === 'COPY') return `copy ${backups}`;
  const { phase, hsms, initializedAt, activatedAt } = holder;
  const reached = [initializedAt, activatedAt].filter((at) => at !== undefined).length;
  return `${phase} ${reached} ${sortText(hsms.map(({ state }) => state))} ${backups}`;
};

/** Worlds with the same key count as equal in the search. */
export const worldKey = (fleet: Fleet): string =>
  `${Object.keys(fleet.lost).join()} ${holdersOf(fleet).map(holderKey).join(' | ')}`;
