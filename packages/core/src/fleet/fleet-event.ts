/**
 * The events of a fleet.
 *
 * @module
 */
import type { RegionLoss } from '../transitions/command.ts';
import type { AccountId } from '../model/account.ts';
import type { Happened, HolderEvent } from '../model/event.ts';
import type { BackupId, ClusterId, HolderId } from '../model/ids.ts';
import type { AvailabilityZone, Region } from '../model/placement.ts';

/** Events of the fleet as a whole. */
export type FleetWideEvent =
  | Happened<'RegionLost', { readonly region: Region; readonly kind: RegionLoss }>
  | Happened<'RegionRecovered', { readonly region: Region }>
  | Happened<
      'QuotaSet',
      {
        readonly account: AccountId;
        readonly region: Region;
        readonly clusters: number | undefined;
        readonly hsms: number | undefined;
      }
    >
  | Happened<'ZoneLost', { readonly availabilityZone: AvailabilityZone }>
  | Happened<'ZoneRecovered', { readonly availabilityZone: AvailabilityZone }>
  | Happened<'ZonesWithoutHsmsSet', { readonly availabilityZones: readonly AvailabilityZone[] }>
  | Happened<'ClusterForgotten', { readonly clusterId: ClusterId }>
  | Happened<'BackupCopyForgotten', { readonly backupId: BackupId }>;

/** The fleet-wide event of a type, such as `FleetWideEventOf<'RegionLost'>`. */
export type FleetWideEventOf<Type extends FleetWideEvent['type']> = Extract<
  FleetWideEvent,
  { readonly type: Type }
>;

/** An event and the stream it belongs to: a holder's id, or `fleet`. */
export type FleetEvent =
  | { readonly stream: 'fleet'; readonly event: FleetWideEvent }
  | { readonly stream: HolderId; readonly event: HolderEvent };
