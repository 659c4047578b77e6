/**
 * Sentences about the fleet as a whole.
 *
 * @module
 */
import type { EventSentences } from './sentence.ts';
import { regionText } from './region-text.ts';
import { countText, listText } from './when.ts';

const quotaText = (clusters: number | undefined, hsms: number | undefined): string =>
  listText([
    ...(clusters === undefined ? [] : [countText(clusters, 'cluster')]),
    ...(hsms === undefined ? [] : [countText(hsms, 'HSM')]),
  ]);

/** Sentences about the fleet as a whole. */
export const fleetEventSentences: EventSentences<
  | 'RegionLost'
  | 'RegionRecovered'
  | 'QuotaSet'
  | 'ZoneLost'
  | 'ZoneRecovered'
  | 'ZonesWithoutHsmsSet'
  | 'ClusterForgotten'
  | 'BackupCopyForgotten'
> = {
  RegionLost: ({ region, kind }) => [
    `REGION ${region} IS ${kind === 'DESTROYED' ? 'DESTROYED' : 'UNREACHABLE'}`,
    'M-7',
  ],
  RegionRecovered: ({ region }) => [`region ${region} is reachable again`, 'M-7'],
  QuotaSet: ({ account, region, clusters, hsms }) => [
    `the quota of ${regionText(account, region)} is now ${quotaText(clusters, hsms)}`,
    'F-124',
  ],
  ZoneLost: ({ availabilityZone }) => [`ZONE ${availabilityZone} IS LOST`, 'U-51'],
  ZoneRecovered: ({ availabilityZone }) => [`zone ${availabilityZone} is reachable again`, 'U-51'],
  ZonesWithoutHsmsSet: ({ availabilityZones }) => [
    `CloudHSM is not offered in ${listText(availabilityZones) || 'no zone'}`,
    'F-245',
  ],
  ClusterForgotten: ({ clusterId }, { called }) => [
    `nothing of ${called(clusterId)} is left, so the fleet forgets it`,
    'M-11',
  ],
  BackupCopyForgotten: ({ backupId }, { called }) => [
    `nothing of ${called(backupId)} is left, so the fleet forgets it`,
    'M-11',
  ],
};
