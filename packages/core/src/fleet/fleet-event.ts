/**
 * What can have happened to a fleet.
 *
 * @module
 */
import type { RegionLoss } from '../commands/command.ts';
import type { Happened, HolderEvent } from '../state/event.ts';
import type { BackupId, ClusterId, HolderId } from '../values/ids.ts';
import type { Region } from '../values/placement.ts';

/** What happens to the fleet as a whole. */
export type FleetWideEvent =
  | Happened<'RegionLost', { readonly region: Region; readonly kind: RegionLoss }>
  | Happened<'RegionRecovered', { readonly region: Region }>
  | Happened<
      'QuotaSet',
      {
        readonly region: Region;
        readonly clusters: number | undefined;
        readonly hsms: number | undefined;
      }
    >
  | Happened<'ClusterForgotten', { readonly clusterId: ClusterId }>
  | Happened<'BackupCopyForgotten', { readonly backupId: BackupId }>;

/** An event and the stream it belongs to: a holder's id, or `fleet`. */
export type FleetEvent =
  | { readonly stream: 'fleet'; readonly event: FleetWideEvent }
  | { readonly stream: HolderId; readonly event: HolderEvent };
