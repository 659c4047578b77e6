/**
 * What the machine's state says about whatever has a key record: a backup, a copy, the origin of a
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
  /** The id that the record names, in the form of a backup's. */
  readonly backupId: string;
  /** The cluster whose HSM the contents were taken of. */
  readonly clusterId: string;
  readonly hsmType: string;
  /** When the backup was started; unknown of an origin. */
  readonly createdAt: number | undefined;
  readonly state: Backup['state'];
  readonly contents: Contents;
  /** Rewrapped from another's record, not sealed here. */
  readonly isCopy: boolean;
  /** What a restored cluster was made from: the backup that it gets its record from. */
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
 * The id that a restored cluster's own record names: records name backups, and this one is nobody
 * else's.
 */
const originHolder = (clusterId: string): string =>
  `backup-${clusterId.slice(clusterId.indexOf('-') + 1)}`;

const originOwner = ({
  clusterId,
  region,
  hsmType,
  origin,
  phase,
}: Cluster): KeyOwner | undefined =>
  origin === undefined || phase === 'DELETED'
    ? undefined
    : {
        holderId: clusterId,
        region,
        backupId: originHolder(clusterId),
        clusterId: origin.clusterId,
        hsmType,
        createdAt: undefined,
        state: phase === 'CREATE_IN_PROGRESS' ? phase : 'READY',
        contents: { material: origin.material, access: origin.access },
        isCopy: true,
        restoredFrom: origin.backupId,
      };

/** Lists everything of one holder that may have a key record. */
export const keyOwnersOf = (holder: BackupHolder): readonly KeyOwner[] => {
  const origin = holder.kind === 'CLUSTER' ? originOwner(holder) : undefined;
  return [
    ...(origin === undefined ? [] : [origin]),
    ...[...holder.backups].map((it) => backupOwner(holder, it)),
  ];
};

/** Finds what an id (a backup's, or a restored cluster's) stands for. */
export const keyOwnerIn = (fleet: Fleet, id: string): KeyOwner | undefined => {
  const holder = holderIn(fleet, id);
  return holder && keyOwnersOf(holder).find(({ holderId }) => holderId === id);
};

/**
 * Tells whether the state gives something a right to its record: it is there, and not the husk of a
 * copy that failed.
 */
export const isEntitled = (owner: KeyOwner | undefined): owner is KeyOwner =>
  owner !== undefined && owner.state !== 'DELETED';
