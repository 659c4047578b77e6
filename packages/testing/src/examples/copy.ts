/**
 * Example copies, and example clusters restored from a backup.
 *
 * @module
 */
import {
  copyToRegion,
  latestBackup,
  restore,
  type BackupCopy,
  type BackupHolder,
  type Cluster,
  type Restore,
} from '@hsm-lifecycle/core';
import { after } from './outcome.ts';
import { clusterWith } from './cluster.ts';
import { COPY_ID, ELSEWHERE, RESTORED_ID, subnets } from './inputs.ts';
import { settled } from './settled.ts';

const newest = (holder: BackupHolder): string => latestBackup(holder)?.backupId ?? 'none';

/** Copies the newest backup of a holder to another region. The copy is READY. */
export const copiedFrom = (holder: BackupHolder): BackupCopy => {
  const input = { at: holder.asOf, backupId: newest(holder), region: ELSEWHERE, copyId: COPY_ID };
  return settled(after(copyToRegion(holder, input)));
};

/** Makes a READY copy of the backup of an active cluster with a user and a key. */
export const copy = (): BackupCopy => copiedFrom(clusterWith({ users: ['alice'], keys: ['k1'] }));

/**
 * Restores the newest backup of a holder. The cluster is ACTIVE and has no HSM yet.
 *
 * @param changes - members of the `restore` input to replace
 */
export const restoredFrom = (holder: BackupHolder, changes: Partial<Restore> = {}): Cluster =>
  settled(
    after(
      restore(holder, {
        at: holder.asOf,
        backupId: newest(holder),
        clusterId: RESTORED_ID,
        subnets: subnets(3, holder.region),
        ...changes,
      }),
    ),
  );
