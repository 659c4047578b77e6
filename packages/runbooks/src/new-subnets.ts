/**
 * The zones and subnets of clusters that runbooks restore.
 *
 * @module
 */
import type { AvailabilityZone, Cluster, Region } from '@hsm-lifecycle/core';

/** The subnets of a new cluster, one in each zone. */
export const subnetsIn = (zones: readonly AvailabilityZone[]): Cluster['subnets'] =>
  zones.map((availabilityZone, index) => ({
    subnetId: `subnet-${String(index).padStart(8, '0')}`,
    availabilityZone,
  }));

/** Two zones of a region: its first ones. */
export const firstZones = (region: Region): readonly AvailabilityZone[] => [
  `${region}a`,
  `${region}b`,
];
