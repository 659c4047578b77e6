/**
 * Inputs of the examples: an instant, regions, subnets, ids.
 *
 * @module
 */
import type {
  BackupId,
  ClusterId,
  CreateCluster,
  EpochMillis,
  Region,
  Subnet,
} from '@hsm-lifecycle/core';

/** The instant at which examples begin: 2026-01-01T00:00:00Z. */
export const START: EpochMillis = 1_767_225_600_000;
/** The region of the examples. */
export const REGION: Region = 'eu-west-1';
/** The region to which examples are copied. */
export const ELSEWHERE: Region = 'eu-central-1';
/** The id of the example cluster. */
export const CLUSTER_ID: ClusterId = 'cluster-igklspoyj5v';
/** The id of a restored example cluster. */
export const RESTORED_ID: ClusterId = 'cluster-m4kzq2txw6d';
/** The id of an example copy. */
export const COPY_ID: BackupId = 'backup-ro2c3ahnw57';

const ZONES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'] as const;

/** Makes subnets, each in its own zone; at most 12, which is more than a cluster takes. */
export const subnets = (count: number, region: Region = REGION): readonly Subnet[] =>
  ZONES.slice(0, count).map((letter, index) => ({
    subnetId: `subnet-0f1e2d3c4b5a697${(index + 1).toString(16).padStart(2, '0')}`,
    availabilityZone: `${region}${letter}`,
  }));

/**
 * Makes the input of `createCluster`.
 *
 * @param changes - members to replace
 */
export const aNewCluster = (changes: Partial<CreateCluster> = {}): CreateCluster => ({
  at: START,
  region: REGION,
  clusterId: CLUSTER_ID,
  hsmType: 'hsm2m.medium',
  mode: 'FIPS',
  subnets: subnets(3, changes.region ?? REGION),
  ...changes,
});
