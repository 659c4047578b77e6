/**
 * Observations to begin fleets with: a cluster, its HSM, its backup and a copy of it.
 */
import type { Command, CommandOf } from '@hsm-lifecycle/core';
import { emptyFleet, step, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const AT = Date.UTC(2026, 0, 1);

export type ClusterSeen = CommandOf<'ObserveCluster'>['data'];
export type CopySeen = CommandOf<'ObserveCopy'>['data'];
export type Listed = NonNullable<ClusterSeen['contents']>;

export const PROD = 'cluster-QV2mhc7aept';
export const OTHER = 'cluster-AAAAAAAAAAb';

export const userSeen = (
  name: string,
  changes: Partial<Listed['access']['users'][number]> = {},
): Listed['access']['users'][number] => ({
  name,
  role: 'CU',
  createdAt: AT - 90 * DAY,
  passwordSetAt: AT - 90 * DAY,
  lastSeenAt: undefined,
  ...changes,
});

export const keySeen = (
  keyId: string,
  createdAt = AT - 80 * DAY,
): Listed['material']['keys'][number] => ({
  keyId,
  owner: 'alice',
  kind: 'symmetric',
  label: undefined,
  createdAt,
  expiresAt: undefined,
});

export const listed = (
  keys: Listed['material']['keys'] = [],
  users: Listed['access']['users'] = [],
): Listed => ({
  material: { keys, certificates: [] },
  access: { users, policies: {}, configuration: {} },
});

export const hsmSeen: ClusterSeen['hsms'][number] = {
  hsmId: 'hsm-qqqqqqqqqqb',
  availabilityZone: 'eu-west-1a',
  subnetId: 'subnet-e3a17c0d',
  eniId: 'eni-00000001',
  state: 'ACTIVE',
};

export const otherHsmSeen: ClusterSeen['hsms'][number] = {
  ...hsmSeen,
  hsmId: 'hsm-qqqqqqqqqqc',
  eniId: 'eni-00000002',
};

export const backupSeen: ClusterSeen['backups'][number] = {
  backupId: 'backup-zzzzzzzzzzb',
  state: 'READY',
  createdAt: AT - DAY,
  hsmType: 'hsm2m.medium',
  mode: 'FIPS',
};

export const clusterSeen: ClusterSeen = {
  at: AT,
  clusterId: PROD,
  region: 'eu-west-1',
  createdAt: AT - 100 * DAY,
  phase: 'ACTIVE',
  hsmType: 'hsm2m.medium',
  mode: 'FIPS',
  subnets: [
    { subnetId: 'subnet-e3a17c0d', availabilityZone: 'eu-west-1a' },
    { subnetId: 'subnet-e3a17c0e', availabilityZone: 'eu-west-1b' },
  ],
  retention: { days: 90 },
  hsms: [hsmSeen],
  backups: [backupSeen],
};

export const copySeen: CopySeen = {
  ...backupSeen,
  at: AT,
  backupId: 'backup-yyyyyyyyyyb',
  region: 'us-east-1',
  copiedAt: AT - DAY + HOUR,
  source: { region: 'eu-west-1', backupId: backupSeen.backupId, clusterId: PROD },
};

export const observed = (data: Partial<ClusterSeen> = {}): Command => ({
  type: 'ObserveCluster',
  data: { ...clusterSeen, ...data },
});

export const copied = (data: Partial<CopySeen> = {}): Command => ({
  type: 'ObserveCopy',
  data: { ...copySeen, ...data },
});

export const empty = (): Fleet => {
  const fleet = emptyFleet({ at: 0, quotas: 'NONE' });
  if (fleet._tag === 'Left') throw new Error(fleet.left._tag);
  return fleet.right;
};

/** Runs commands that are all accepted. */
export const runFrom = (
  start: Fleet,
  ...commands: readonly Command[]
): readonly [Fleet, readonly FleetEvent[]] => {
  let fleet = start;
  const events: FleetEvent[] = [];
  for (const command of commands) {
    const outcome = step(fleet, command);
    if (outcome._tag === 'Left')
      throw new Error(`${command.type}: ${JSON.stringify(outcome.left)}`);
    fleet = outcome.right[0];
    events.push(...outcome.right[1]);
  }
  return [fleet, events];
};

export const run = (...commands: readonly Command[]): readonly [Fleet, readonly FleetEvent[]] =>
  runFrom(empty(), ...commands);
