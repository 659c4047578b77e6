/**
 * The places of a holder that hold keys and users, and which of them may be of a lineage.
 *
 * @module
 */
import type { Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Contents } from '../model/contents.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { BackupId, ClusterId, HsmId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Fleet } from './fleet.ts';

/**
 * The kind of a place: an HSM, a joining HSM, a backup, a backup pending deletion, a copy in
 * another region, or the origin that a restored cluster can load again.
 */
export type PlaceKind = 'hsm' | 'joining-hsm' | 'backup' | 'pending-backup' | 'copy' | 'origin';

/** A place and all that it is known to hold. */
export type ContentsPlace = Contents & {
  readonly place: PlaceKind;
  readonly id: HsmId | BackupId | ClusterId;
  /** When it is purged; backups pending deletion only. */
  readonly deleteAt: EpochMillis | undefined;
};

const backupPlace = (
  holder: BackupHolder,
  { backupId: id, state, deleteAt, material, access }: Backup,
): readonly ContentsPlace[] => {
  if (state === 'DELETED') return [];
  if (state === 'PENDING_DELETION')
    return [{ place: 'pending-backup', id, deleteAt, material, access }];
  return [{ place: holder.kind === 'COPY' ? 'copy' : 'backup', id, deleteAt, material, access }];
};

const stays = { deleteAt: undefined } as const;

const hsmPlaces = ({ hsms, material }: Cluster): readonly ContentsPlace[] =>
  hsms.flatMap(({ hsmId: id, access, joinsWith }): readonly ContentsPlace[] => {
    if (access !== undefined && material !== undefined)
      return [{ place: 'hsm', id, ...stays, material, access }];
    return joinsWith === undefined ? [] : [{ place: 'joining-hsm', id, ...stays, ...joinsWith }];
  });

const originPlace = ({ origin, clusterId: id }: Cluster): readonly ContentsPlace[] =>
  origin === undefined
    ? []
    : [{ place: 'origin', id, ...stays, material: origin.material, access: origin.access }];

/** All places of a holder. */
export const contentsPlacesIn = (holder: BackupHolder): readonly ContentsPlace[] => [
  ...(holder.kind === 'CLUSTER' ? [...hsmPlaces(holder), ...originPlace(holder)] : []),
  ...[...holder.backups].flatMap((it) => backupPlace(holder, it)),
];

/** Whether a place may hold what is not listed. */
export const isIncomplete = ({ material, access }: Contents): boolean =>
  !material.isComplete || !access.isComplete;

/** Whether all of a lineage was made by the model, which knows all kin of it. */
const isMadeHere = ({ holders }: Fleet, lineageId: ClusterId): boolean => {
  const all = [...holders.values()]
    .filter((it) => it.lineageId === lineageId)
    .flatMap((it) => contentsPlacesIn(it));
  return all.length > 0 && !all.some(isIncomplete);
};

/**
 * Tells whether a holder of another lineage may be of a cluster's: only certificates show it is
 * not, and one of the two has none (F-111, U-72).
 */
export const mayBeKinOf = (fleet: Fleet, one: Cluster): ((holder: BackupHolder) => boolean) => {
  if (isMadeHere(fleet, one.lineageId)) return () => false;
  return ({ certificate }) => certificate === undefined || one.certificate === undefined;
};
