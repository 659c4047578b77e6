/**
 * Fleets of any size, made by commands and by time, as any user of the machine would.
 *
 * @module
 */
import { DAY_MS, MINUTE_MS, type Cluster, type Command } from '@hsm-lifecycle/core';
import { advanceFleet, clusterIn, emptyFleet, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { must } from './must.ts';

/** A fleet of active clusters with one HSM each, and their ids. */
export type GrownFleet = {
  readonly fleet: Fleet;
  readonly clusterIds: readonly string[];
  /** When the first cluster's first backup was made. */
  readonly firstBackupAt: number;
  /** How long after one cluster's daily backup the next one's starts. */
  readonly apartMs: number;
};

export const REGION = 'eu-west-1';
export const ZONE = 'eu-west-1a';
const BEGINNING = Date.UTC(2026, 0, 1);
const SUBNETS = [{ subnetId: 'subnet-00000000000000001', availabilityZone: ZONE }];

/** The part of a day over which daily backups are spread. */
const SPREAD_MS = DAY_MS / 2;

type Owned = { readonly account: string; readonly retentionDays: number };

const created = (at: number, owned: Owned): Command => ({
  type: 'CreateCluster',
  data: { at, region: REGION, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets: SUBNETS, ...owned },
});

const accountNamed = (ordinal: number): string => String(ordinal).padStart(12, '0');

/** What a fleet is to have. */
export type Size = {
  readonly clusters: number;
  /** READY backups of each cluster: one made at its activation, then one a day. */
  readonly backups: number;
  /** Among how many accounts the clusters are divided. */
  readonly accounts: number;
  /** How long backups are kept; AWS's 90 days if left out (F-154). */
  readonly retentionDays?: number;
};

const RETENTION_DAYS = 90;

/** Runs a command that must be accepted. */
export const obeyed = (fleet: Fleet, command: Command): Fleet => must(step(fleet, command))[0];

/** Lets time pass, a day at a time so that no list of events grows large. */
const aged = (young: Fleet, days: number): Fleet => {
  const from = young.asOf;
  let fleet = young;
  for (let day = 1; day <= days; day += 1)
    [fleet] = must(advanceFleet(fleet, { at: from + day * DAY_MS }));
  return fleet;
};

/** Grows a fleet. */
export const grown = ({
  clusters,
  backups,
  accounts,
  retentionDays = RETENTION_DAYS,
}: Size): GrownFleet => {
  const apartMs = Math.max(1, Math.floor(SPREAD_MS / clusters));
  let fleet = must(emptyFleet({ at: BEGINNING, quotas: 'NONE' }));
  for (let index = 0; index < clusters; index += 1)
    fleet = obeyed(
      fleet,
      created(BEGINNING, { account: accountNamed(index % accounts), retentionDays }),
    );
  const clusterIds = [...fleet.holders.values()].map((holder) =>
    holder.kind === 'CLUSTER' ? holder.clusterId : '',
  );
  const each = (
    at: number,
    command: (clusterId: string, at: number) => Command,
    apart = 0,
  ): void => {
    for (const [index, clusterId] of clusterIds.entries())
      fleet = obeyed(fleet, command(clusterId, at + index * apart));
  };
  each(BEGINNING + 10 * MINUTE_MS, (clusterId, at) => ({
    type: 'AddHsm',
    data: { at, clusterId, availabilityZone: ZONE },
  }));
  each(BEGINNING + 30 * MINUTE_MS, (clusterId, at) => ({
    type: 'Initialize',
    data: { at, clusterId },
  }));
  const firstBackupAt = BEGINNING + 60 * MINUTE_MS;
  each(firstBackupAt, (clusterId, at) => ({ type: 'Activate', data: { at, clusterId } }), apartMs);
  [fleet] = must(advanceFleet(fleet, { at: firstBackupAt + SPREAD_MS + 10 * MINUTE_MS }));
  return { fleet: aged(fleet, backups - 1), clusterIds, firstBackupAt, apartMs };
};

/** Finds a cluster that must be there. */
export const clusterOf = ({ fleet }: GrownFleet, clusterId: string): Cluster => {
  const cluster = clusterIn(fleet, clusterId);
  if (cluster === undefined) throw new Error(`no ${clusterId}`);
  return cluster;
};

/**
 * Commands that add an HSM to each of some clusters, then remove their first HSM. Each forces a
 * backup, at one instant: nothing else is due.
 */
export const commandsTo = (
  grownFleet: GrownFleet,
  clusterIds: readonly string[],
): readonly Command[] => {
  const at = grownFleet.fleet.asOf;
  const additions = clusterIds.map((clusterId): Command => ({
    type: 'AddHsm',
    data: { at, clusterId, availabilityZone: ZONE },
  }));
  const removals = clusterIds.map((clusterId): Command => {
    const hsmId = clusterOf(grownFleet, clusterId).hsms[0]?.hsmId ?? '';
    return { type: 'RemoveHsm', data: { at, clusterId, hsmId } };
  });
  return [...additions, ...removals];
};
