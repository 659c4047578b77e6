/**
 * Starting holders in a fleet: clusters, restored clusters and copies.
 *
 * @module
 */
import type { Change } from '../kernel/change.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { own } from '../kernel/own.ts';
import type { CommandOf } from '../transitions/command.ts';
import { copyToRegion, type CopyToRegionRefusal } from '../transitions/copy-to-region.ts';
import { createCluster, type CreateClusterRefusal } from '../transitions/create-cluster.ts';
import { restore, type RestoreRefusal } from '../transitions/restore.ts';
import type { ClusterQuotaReached } from '../rules/cluster-refusals.ts';
import type { IdTaken, RegionOutOfReach } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { AccountRegion } from '../model/account.ts';
import type { HolderEvent } from '../model/event.ts';
import type { BackupHolder } from '../model/holder.ts';
import { isMadeClusterId, makeBackupId, stemOf, type ClusterId, type Stem } from '../model/ids.ts';
import type { Region } from '../model/placement.ts';
import type { Moved } from './absorb.ts';
import { bearerOf, isStemFree, nextStem, quotaIn, usageIn, type Fleet } from './fleet.ts';

/** Refuses a region that is lost. */
export const regionRefusal = ({ lost }: Fleet, region: Region): RegionOutOfReach | undefined => {
  const kind = own(lost, region);
  return kind && { _tag: 'RegionOutOfReach', rule: 'M-7', region, kind };
};

type Identity = { readonly clusterId: ClusterId; readonly stem: Stem };

const identity = (fleet: Fleet, given: ClusterId | undefined): Either<IdTaken, Identity> => {
  if (given === undefined) {
    const stem = nextStem(fleet);
    return right({ clusterId: `cluster-${stem}`, stem });
  }
  if (bearerOf(fleet, given) === given)
    return left({ _tag: 'IdTaken', rule: 'M-4', field: 'clusterId', id: given, existing: given });
  const itsOwn = stemOf(given);
  return right({
    clusterId: given,
    stem: isMadeClusterId(given) && isStemFree(fleet, itsOwn) ? itsOwn : nextStem(fleet),
  });
};

const clusterQuotaError = (
  fleet: Fleet,
  { account, region }: AccountRegion,
): ClusterQuotaReached | undefined => {
  const limit = quotaIn(fleet, { account, region }).clusters;
  return usageIn(fleet, { account, region }).clusters < limit
    ? undefined
    : { _tag: 'ClusterQuotaReached', rule: 'F-124', account, region, limit };
};

/** Why a fleet may refuse to start a cluster. */
export type StartClusterRefusal =
  CreateClusterRefusal | RegionOutOfReach | IdTaken | ClusterQuotaReached;

const started = (stem: Stem, change: Change<BackupHolder, HolderEvent, 'NEW'>): Moved => ({
  stem,
  before: undefined,
  after: change[0],
  events: change[1],
});

/** Creates a cluster in a fleet, within its account's quota. */
export const startCluster = (
  fleet: Fleet,
  { data }: CommandOf<'CreateCluster'>,
): Either<StartClusterRefusal, Moved> => {
  const unreachable = regionRefusal(fleet, data.region);
  if (unreachable !== undefined) return left(unreachable);
  const id = identity(fleet, data.clusterId);
  if (isLeft(id)) return id;
  const outcome = createCluster({ ...data, ...id.right, edition: fleet.edition });
  if (isLeft(outcome)) return outcome;
  const full = clusterQuotaError(fleet, outcome.right[0]);
  return full === undefined ? right(started(id.right.stem, outcome.right)) : refused(full);
};

/** Why a fleet may refuse to restore a backup. */
export type StartRestoreRefusal = RestoreRefusal | RegionOutOfReach | IdTaken | ClusterQuotaReached;

/** Restores a backup in a fleet, within its account's quota in the backup's region. */
export const startRestore = (
  fleet: Fleet,
  holder: BackupHolder,
  { data }: CommandOf<'Restore'>,
): Either<StartRestoreRefusal, Moved> => {
  const id = identity(fleet, data.clusterId);
  if (isLeft(id)) return id;
  const outcome = restore(holder, { ...data, ...id.right, edition: fleet.edition });
  if (isLeft(outcome)) return outcome;
  const full = clusterQuotaError(fleet, outcome.right[0]);
  return full === undefined ? right(started(id.right.stem, outcome.right)) : refused(full);
};

/** Why a fleet may refuse to copy a backup. */
export type StartCopyRefusal = CopyToRegionRefusal | RegionOutOfReach;

/** Copies a backup to another region of a fleet. */
export const startCopy = (
  fleet: Fleet,
  holder: BackupHolder,
  { data }: CommandOf<'CopyToRegion'>,
): Either<StartCopyRefusal, Moved> => {
  const unreachable = regionRefusal(fleet, data.region);
  if (unreachable !== undefined) return left(unreachable);
  const stem = nextStem(fleet);
  const outcome = copyToRegion(holder, { ...data, stem, copyId: makeBackupId(stem, 0) });
  return isLeft(outcome) ? outcome : right(started(stem, outcome.right));
};

/** Refuses a chosen HSM id that is taken anywhere in the fleet. */
export const hsmIdRefusal = (fleet: Fleet, hsmId: string | undefined): IdTaken | undefined => {
  const existing = hsmId === undefined ? undefined : bearerOf(fleet, hsmId);
  return existing && { _tag: 'IdTaken', rule: 'M-4', field: 'hsmId', id: String(hsmId), existing };
};
