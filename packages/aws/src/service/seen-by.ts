/**
 * What a caller may see. All isolation between accounts and regions is here: actions find nothing
 * in any other way.
 *
 * @module
 */
import type { AccountRegion, BackupHolder, Cluster, Share } from '@hsm-lifecycle/core';
import { clusterIn, holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { ArnParts } from '../view/arn.ts';
import type { BackupInHolder } from '../view/backup-view.ts';

/** What one account has in one region, and what others share with it there. */
export type Seen = {
  /** A cluster that is not DELETED. */
  readonly cluster: (clusterId: string) => Cluster | undefined;
  readonly backup: (backupId: string) => BackupInHolder | undefined;
  /** A cluster that is not DELETED, or a backup: what can be tagged. */
  readonly hasResource: (resourceId: string) => boolean;
  /** The account's own holders: clusters, DELETED ones too, and backup copies. */
  readonly holders: () => Iterable<BackupHolder>;
  /** The account's own holders that ids lead to, whether of a cluster or of a backup. */
  readonly holdersOf: (ids: Iterable<string>) => Iterable<BackupHolder>;
  /** The READY backup of another account that is shared with the caller. */
  readonly shared: (arn: ArnParts) => BackupInHolder | undefined;
  /** The holders of other accounts that have backups to share in the region. */
  readonly othersHolders: () => Iterable<BackupHolder>;
  /** Whether a backup of another account is READY and shared with the caller. */
  readonly isShared: (held: BackupInHolder) => boolean;
};

const includes = (share: Share | undefined, account: string): boolean =>
  share !== undefined && (share.accounts === 'EVERYONE' || share.accounts.includes(account));

const heldIn = (holder: BackupHolder | undefined, id: string): BackupInHolder | undefined => {
  const backup = holder?.backups.find(({ backupId }) => backupId === id);
  return holder === undefined || backup === undefined ? undefined : { holder, backup };
};

const STEM_AT = 'cluster-'.length;

/** What an account sees in a region. */
export const seenBy = ({ account, region }: AccountRegion, fleet: Fleet): Seen => {
  const isOwn = (it: BackupHolder): boolean => it.account === account && it.region === region;
  const isShared = ({ holder, backup }: BackupInHolder): boolean =>
    holder.account !== account &&
    holder.region === region &&
    backup.state === 'READY' &&
    includes(backup.share, account);
  const cluster: Seen['cluster'] = (clusterId) => {
    const it = clusterIn(fleet, clusterId);
    return it !== undefined && isOwn(it) && it.phase !== 'DELETED' ? it : undefined;
  };
  const backup: Seen['backup'] = (backupId) => {
    const held = heldIn(holderIn(fleet, backupId), backupId);
    return held !== undefined && isOwn(held.holder) ? held : undefined;
  };
  return {
    cluster,
    backup,
    hasResource: (id) => (cluster(id) ?? backup(id)) !== undefined,
    holders: function* own() {
      for (const it of fleet.holders.values()) if (isOwn(it)) yield it;
    },
    holdersOf: (ids) => {
      const found = new Set<BackupHolder>();
      for (const id of ids)
        for (const it of [holderIn(fleet, id), fleet.holders.get(id.slice(STEM_AT))])
          if (it !== undefined && isOwn(it)) found.add(it);
      return found;
    },
    shared: (arn) => {
      const held = heldIn(holderIn(fleet, arn.id), arn.id);
      if (held === undefined || !isShared(held)) return undefined;
      return held.holder.account === arn.account && arn.region === region ? held : undefined;
    },
    othersHolders: function* others() {
      for (const it of fleet.holders.values())
        if (it.account !== account && it.region === region) yield it;
    },
    isShared,
  };
};
