/**
 * An example fleet, made by commands.
 *
 * @module
 */
import { freshFleet } from './fresh-fleet.ts';
import {
  HOUR_MS,
  latestBackup,
  type BackupCopy,
  type Cluster,
  type Command,
} from '@hsm-lifecycle/core';
import { step, type EmptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import { after } from './outcome.ts';
import { ELSEWHERE, REGION, START, subnets } from './inputs.ts';

/** Lists a fleet's clusters, deleted ones included, in order of their stems. */
export const clustersIn = (fleet: Fleet): readonly Cluster[] =>
  [...fleet.holders.values()].filter((it) => it.kind === 'CLUSTER');

/** Lists a fleet's copies. */
export const copiesIn = (fleet: Fleet): readonly BackupCopy[] =>
  [...fleet.holders.values()].filter((it) => it.kind === 'COPY');

/** Makes a command from the fleet so far. */
export type CommandMaker = (fleet: Fleet) => Command;

/**
 * Applies commands to a fleet, one after another.
 *
 * @throws Error if a command is refused
 */
export const growFleet = (fleet: Fleet, ...makers: readonly CommandMaker[]): Fleet =>
  makers.reduce((before, maker) => after(step(before, maker(before))), fleet);

const firstId = (fleet: Fleet): string => clustersIn(fleet)[0]?.clusterId ?? 'cluster-none';
const newestId = (fleet: Fleet): string =>
  clustersIn(fleet).map(latestBackup)[0]?.backupId ?? 'backup-none';

const hour = (n: number): { readonly at: number } => ({ at: START + n * HOUR_MS });

/**
 * The commands that make the example fleet: an active cluster of two HSMs with a crypto user and a
 * key, and a copy in another region.
 */
export const growth: readonly CommandMaker[] = [
  () => ({
    type: 'CreateCluster',
    data: {
      ...hour(0),
      region: REGION,
      hsmType: 'hsm2m.medium',
      mode: 'FIPS',
      subnets: subnets(3),
    },
  }),
  (it) => ({
    type: 'AddHsm',
    data: { ...hour(1), clusterId: firstId(it), availabilityZone: `${REGION}a` },
  }),
  (it) => ({
    type: 'Initialize',
    data: { ...hour(2), clusterId: firstId(it), certificate: 'CERTIFICATE' },
  }),
  (it) => ({ type: 'Activate', data: { ...hour(3), clusterId: firstId(it) } }),
  (it) => ({
    type: 'CreateUser',
    data: { ...hour(4), clusterId: firstId(it), name: 'alice', role: 'CU' },
  }),
  (it) => ({
    type: 'CreateKey',
    data: { ...hour(4), clusterId: firstId(it), keyId: 'k1', owner: 'alice', kind: 'symmetric' },
  }),
  (it) => ({
    type: 'AddHsm',
    data: { ...hour(5), clusterId: firstId(it), availabilityZone: `${REGION}b` },
  }),
  () => ({ type: 'Advance', data: hour(6) }),
  (it) => ({
    type: 'CopyToRegion',
    data: { ...hour(6), backupId: newestId(it), region: ELSEWHERE },
  }),
  () => ({ type: 'Advance', data: hour(7) }),
];

/**
 * Makes the example fleet, with nothing in progress.
 *
 * @param input - when it begins, its edition, quotas and seed; no work of the edition may be
 *   `'REPORTED'`
 * @throws Error if a command is refused under the edition or quotas
 *
 * @example
 * clustersIn(fleet())[0]?.state; // => 'ACTIVE'
 */
export const fleet = (input: Partial<EmptyFleet> = {}): Fleet =>
  growFleet(freshFleet(input), ...growth);
