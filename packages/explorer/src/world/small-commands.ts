/**
 * The commands to try in a small world.
 *
 * @module
 */
import {
  isGone,
  latestBackup,
  type AccountId,
  type Backup,
  type BackupHolder,
  type Cluster,
  type Command,
  type Region,
} from '@hsm-lifecycle/core';
import type { Commands } from './waits.ts';
import { ELSEWHERE, REGION, subnets } from '@hsm-lifecycle/testing/examples';
import type { FleetState } from '@hsm-lifecycle/testing/laws';

/**
 * The names in a small world. Its commands treat all regions, users and keys in these lists alike,
 * so each list may be declared interchangeable (`sameFutureUpTo`).
 */
export type SmallNames = {
  /**
   * Regions in which the first cluster may be created, and to which backups may be copied. If left
   * out: created in `eu-west-1`, copied to `eu-central-1`.
   */
  readonly regions?: readonly Region[];
  /** In how many of a cluster's zones HSMs may be added; 1 if left out. */
  readonly zones?: number;
  /** Keys that may be created and deleted; `k1` if left out. */
  readonly keys?: readonly string[];
  /**
   * Crypto users who may own keys, and may be created and deleted. If left out, `alice` of the
   * active small world owns the keys, and no users are created or deleted.
   */
  readonly users?: readonly string[];
  /**
   * Accounts that backups may be shared with, one at a time, and that may restore them; if left
   * out, nothing is shared.
   */
  readonly accounts?: readonly AccountId[];
};

/** The HSM types that a cluster may change to, or go back to. */
const typesFor = ({ edition, hsmType, migration }: Cluster): readonly string[] => [
  ...edition.migratable.filter(({ from }) => from === hsmType).map(({ to }) => to),
  ...(migration === undefined ? [] : [migration.from]),
];

const ofLife = (it: Cluster, at: number, zones: number): readonly Command[] => {
  const { clusterId } = it;
  return [
    { type: 'Initialize', data: { at, clusterId } },
    { type: 'Activate', data: { at, clusterId } },
    ...it.subnets.slice(0, zones).map(({ availabilityZone }): Command => ({
      type: 'AddHsm',
      data: { at, clusterId, availabilityZone },
    })),
    ...it.hsms.map(({ hsmId }): Command => ({ type: 'RemoveHsm', data: { at, clusterId, hsmId } })),
    { type: 'DeleteCluster', data: { at, clusterId } },
    { type: 'SetRetention', data: { at, clusterId, retentionDays: 1 } },
    { type: 'SetRetention', data: { at, clusterId, retentionDays: 2 } },
    ...typesFor(it).map((hsmType): Command => ({
      type: 'ChangeHsmType',
      data: { at, clusterId, hsmType },
    })),
  ];
};

const ofUsers = (
  { clusterId }: Cluster,
  at: number,
  users: readonly string[],
): readonly Command[] =>
  users.flatMap((name): readonly Command[] => [
    { type: 'CreateUser', data: { at, clusterId, name, role: 'CU' } },
    { type: 'DeleteUser', data: { at, clusterId, name } },
  ]);

const ofKeys = (
  { clusterId }: Cluster,
  at: number,
  { keys, owners }: { readonly keys: readonly string[]; readonly owners: readonly string[] },
) =>
  keys.flatMap((keyId): readonly Command[] => [
    ...owners.map((owner): Command => ({
      type: 'CreateKey',
      data: { at, clusterId, keyId, owner, kind: 'symmetric' },
    })),
    { type: 'DeleteKey', data: { at, clusterId, keyId } },
  ]);

const ofShares = (
  { backupId, share }: Backup,
  at: number,
  accounts: readonly AccountId[],
): readonly Command[] =>
  share === undefined
    ? accounts.map((account): Command => ({
        type: 'ShareBackup',
        data: { at, backupId, policy: '{}', accounts: [account] },
      }))
    : [{ type: 'UnshareBackup', data: { at, backupId } }];

const ofBackups = (
  { backups, kind }: BackupHolder,
  at: number,
  accounts: readonly AccountId[],
): readonly Command[] =>
  backups.flatMap((it): readonly Command[] => {
    const { backupId, state, neverExpires } = it;
    if (state === 'PENDING_DELETION') return [{ type: 'UndeleteBackup', data: { at, backupId } }];
    if (state !== 'READY') return [];
    const exemption: Command = {
      type: 'SetNeverExpires',
      data: { at, backupId, neverExpires: !neverExpires },
    };
    return [
      { type: 'DeleteBackup', data: { at, backupId } },
      ...(kind === 'COPY' ? [] : [exemption]),
      ...(accounts.length === 0 ? [] : ofShares(it, at, accounts)),
    ];
  });

/** Restores and copies of the newest backup: one copy at a time, clusters up to the quota. */
const ofNewHolders = (
  holder: BackupHolder,
  { at }: FleetState,
  { destinations, accounts }: Record<'destinations' | 'accounts', readonly string[]>,
): readonly Command[] => {
  const backupId = latestBackup(holder)?.backupId;
  if (backupId === undefined) return [];
  const restoring = { at, backupId, subnets: subnets(1, holder.region) };
  return [
    { type: 'Restore', data: restoring },
    ...accounts.map((account): Command => ({ type: 'Restore', data: { ...restoring, account } })),
    ...destinations
      .filter((region) => region !== holder.region)
      .map((region): Command => ({ type: 'CopyToRegion', data: { at, backupId, region } })),
  ];
};

const creation = (region: Region, at: number): Command => ({
  type: 'CreateCluster',
  data: { at, region, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets: subnets(1, region) },
});

/**
 * Makes the commands of a small world: the whole lifecycle of clusters, HSMs and backups, some keys
 * and users, one copy at a time, and clusters restored from backups or the copy; backups shared
 * with other accounts, if they are named.
 *
 * Commands for things that do not exist are left out; others are tried even where they will be
 * refused. Holders that are gone get no commands.
 *
 * @param names - which regions, keys, users and accounts there are, and how many zones
 * @example
 * explore({ world: smallWorld(), commands: smallCommandsWith({ keys: ['k1', 'k2'] }), depth: 1 });
 */
export const smallCommandsWith = ({
  regions,
  zones = 1,
  keys = ['k1'],
  users,
  accounts = [],
}: SmallNames = {}): Commands => {
  const homes = regions ?? [REGION];
  const destinations = regions ?? [ELSEWHERE];
  const owners = users ?? ['alice'];
  const ofCluster = (it: Cluster, at: number): readonly Command[] => [
    ...ofLife(it, at, zones),
    ...ofUsers(it, at, users ?? []),
    ...ofKeys(it, at, { keys, owners }),
  ];
  return (state) => {
    const { fleet, at } = state;
    const standing = [...fleet.holders.values()].filter((it) => !isGone(it));
    const hasCopy = standing.some(({ kind }) => kind === 'COPY');
    return [
      ...(standing.some(({ kind }) => kind === 'CLUSTER')
        ? []
        : homes.map((region) => creation(region, at))),
      ...standing.flatMap((it) => (it.kind === 'CLUSTER' ? ofCluster(it, at) : [])),
      ...standing.flatMap((it) =>
        ofNewHolders(it, state, { destinations: hasCopy ? [] : destinations, accounts }),
      ),
      ...standing.flatMap((it) => ofBackups(it, at, accounts)),
    ];
  };
};

/** The commands of a small world with one key: {@link smallCommandsWith} with its defaults. */
export const smallCommands: Commands = smallCommandsWith();
