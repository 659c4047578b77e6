/**
 * What the model's state says about whatever has a key record: a backup, a copy, the origin of a
 * restored cluster.
 *
 * @module
 */
import { type Backup, type BackupHolder, type Cluster, type Contents } from '@hsm-lifecycle/core';
import { holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';

/** Something that has a key record, or should have one. */
export type KeyOwner = {
  readonly holderId: string;
  readonly region: string;
  /** The id that the record names, which has the form of a backup id. */
  readonly backupId: string;
  /** The cluster that the contents come from. */
  readonly clusterId: string;
  readonly hsmType: string;
  /** When the backup was started; unknown for an origin. */
  readonly createdAt: number | undefined;
  readonly state: Backup['state'];
  readonly contents: Contents;
  /** Rewrapped from another record, not sealed. */
  readonly isCopy: boolean;
  /** The backup that a restored cluster was made from, and gets its record from. */
  readonly restoredFrom: string | undefined;
};

const backupOwner = (holder: BackupHolder, it: Backup): KeyOwner => ({
  holderId: it.backupId,
  region: holder.region,
  backupId: it.backupId,
  clusterId: holder.kind === 'CLUSTER' ? holder.clusterId : (it.source?.clusterId ?? ''),
  hsmType: it.hsmType,
  createdAt: it.createdAt,
  state: it.state,
  contents: { material: it.material, access: it.access },
  isCopy: holder.kind === 'COPY',
  restoredFrom: undefined,
});

/**
 * The id that a restored cluster's record names. Records name backups, so it has the form of a
 * backup id; no backup has it.
 */
const originHolder = (clusterId: string): string =>
  `backup-${clusterId.slice(clusterId.indexOf('-') + 1)}`;

const originOwner = ({
  clusterId,
  region,
  hsmType,
  migration,
  restoredFrom,
  origin,
  phase,
}: Cluster): KeyOwner | undefined =>
  restoredFrom === undefined || origin === undefined || phase === 'DELETED'
    ? undefined
    : {
        holderId: clusterId,
        region,
        backupId: originHolder(clusterId),
        clusterId: restoredFrom.clusterId,
        // Its record was made when the cluster was restored, before any change of type.
        hsmType: migration?.from ?? hsmType,
        createdAt: undefined,
        state: phase === 'CREATE_IN_PROGRESS' ? phase : 'READY',
        contents: origin,
        isCopy: true,
        restoredFrom: restoredFrom.backupId,
      };

/** Lists everything in one holder that may have a key record. */
export const keyOwnersOf = (holder: BackupHolder): readonly KeyOwner[] => {
  const origin = holder.kind === 'CLUSTER' ? originOwner(holder) : undefined;
  return [
    ...(origin === undefined ? [] : [origin]),
    ...[...holder.backups].map((it) => backupOwner(holder, it)),
  ];
};

/** Finds the owner by the id of a backup or of a restored cluster. */
export const keyOwnerIn = (fleet: Fleet, id: string): KeyOwner | undefined => {
  const holder = holderIn(fleet, id);
  return holder && keyOwnersOf(holder).find(({ holderId }) => holderId === id);
};

/**
 * Tells whether the state entitles something to a record: it exists, and is not what is left of a
 * failed copy.
 */
export const isEntitled = (owner: KeyOwner | undefined): owner is KeyOwner =>
  owner !== undefined && owner.state !== 'DELETED';
