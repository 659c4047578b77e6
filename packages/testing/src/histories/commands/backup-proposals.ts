/**
 * Commands for backups that should be accepted: delete, undelete, exempt, copy, restore, tag.
 *
 * @module
 */
import type { AccountId, BackupHolder, Command, Share, Tags } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { drawAnyOf, chance, drawOneOf, type Draw } from './draw.ts';
import { hasRoom, isReachable, mayRestore } from './fits.ts';
import { someSubnets } from './life-proposals.ts';
import {
  proposalFor,
  someBackup,
  someCluster,
  type HolderAndBackup,
  type Proposals,
  type Situation,
} from './situation.ts';
import { ACCOUNTS, NAMES, REGIONS, someDays } from './vocabulary.ts';

const RARELY = 0.15;
const OFTEN = 0.5;

const someReady = (it: Situation) => someBackup(it, ({ state }) => state === 'READY');

const deleteBackup = proposalFor(someReady, ({ backup: { backupId } }, { at }): Command => ({
  type: 'DeleteBackup',
  data: { at, backupId },
}));

const undeleteBackup = proposalFor(
  (it) => someBackup(it, ({ state }) => state === 'PENDING_DELETION'),
  ({ backup: { backupId } }, { at }): Command => ({
    type: 'UndeleteBackup',
    data: { at, backupId },
  }),
);

const setNeverExpires = proposalFor(
  (it) => someBackup(it, ({ state }, { kind }) => kind === 'CLUSTER' && state === 'READY'),
  ({ backup: { backupId, neverExpires } }, { at, draw }): Command => ({
    type: 'SetNeverExpires',
    data: { at, backupId, neverExpires: chance(draw, RARELY) ? neverExpires : !neverExpires },
  }),
);

const someRestorable = (it: Situation) =>
  someBackup(
    it,
    (backup, { region, account }) =>
      backup.state === 'READY' && hasRoom(it.fleet, { account, region }, 'clusters'),
  );

const copyBackup = proposalFor(
  someReady,
  ({ holder, backup: { backupId } }, { fleet, at, draw }): Command | undefined => {
    const region = drawAnyOf(
      draw,
      REGIONS.filter((it) => it !== holder.region && isReachable(fleet, it)),
    );
    if (region === undefined) return undefined;
    return {
      type: 'CopyToRegion',
      data: { at, backupId, region, ...(chance(draw, RARELY) && { tags: { team: 'red' } }) },
    };
  },
);

/** Leaves the account out, or draws one that may restore the backup and has room. */
const restorerOf = ({ holder, backup }: HolderAndBackup, fleet: Fleet, draw: Draw) => {
  const account = drawAnyOf(
    draw,
    mayRestore(backup, holder, ACCOUNTS).filter((it) =>
      hasRoom(fleet, { account: it, region: holder.region }, 'clusters'),
    ),
  );
  return account !== undefined && chance(draw, OFTEN) ? { account } : {};
};

const restoreCluster = proposalFor(
  someRestorable,
  ({ holder, backup }, { fleet, at, draw }): Command => ({
    type: 'Restore',
    data: {
      at,
      backupId: backup.backupId,
      ...restorerOf({ holder, backup }, fleet, draw),
      subnets: someSubnets(draw, holder.region),
      ...(chance(draw, RARELY) && { retentionDays: someDays(draw, fleet.edition) }),
      ...(chance(draw, RARELY) && { tags: { team: 'green' } }),
    },
  }),
);

const someShare = (draw: Draw, owner: AccountId): Share => {
  const accounts = chance(draw, RARELY)
    ? ('EVERYONE' as const)
    : ACCOUNTS.filter((it) => it !== owner && chance(draw, OFTEN));
  return { policy: `{ "to": "${String(accounts)}" }`, accounts };
};

const shareBackup = proposalFor(
  someReady,
  ({ holder, backup: { backupId } }, { at, draw }): Command => ({
    type: 'ShareBackup',
    data: { at, backupId, ...someShare(draw, holder.account) },
  }),
);

const unshareBackup = proposalFor(
  (it) => someBackup(it, ({ state, share }) => state === 'READY' && share !== undefined),
  ({ backup: { backupId } }, { at }): Command => ({
    type: 'UnshareBackup',
    data: { at, backupId },
  }),
);

type Taggable = { readonly resourceId: string; readonly tags: Tags };

const taggableIn = (holder: BackupHolder): readonly Taggable[] => [
  ...(holder.kind === 'CLUSTER' ? [{ resourceId: holder.clusterId, tags: holder.tags }] : []),
  ...[...holder.backups].map(({ backupId, tags }) => ({ resourceId: backupId, tags })),
];

const someTaggable = (it: Situation, fits: (tags: Tags) => boolean): Taggable | undefined => {
  const holders = [...it.fleet.holders.values()].filter(({ region }) =>
    isReachable(it.fleet, region),
  );
  return drawAnyOf(
    it.draw,
    holders.flatMap((holder) => taggableIn(holder).filter(({ tags }) => fits(tags))),
  );
};

const tag = proposalFor(
  (it) => (chance(it.draw, 0.5) ? someTaggable(it, () => true) : clusterToTag(it)),
  ({ resourceId }, { at, draw }): Command => ({
    type: 'Tag',
    data: { at, resourceId, tags: { team: drawOneOf(draw, NAMES) } },
  }),
);

const clusterToTag = (it: Situation): Taggable | undefined => {
  const cluster = someCluster(it, () => true);
  return cluster && { resourceId: cluster.clusterId, tags: cluster.tags };
};

const untag = proposalFor(
  (it) => someTaggable(it, ({ team }) => team !== undefined || chance(it.draw, RARELY)),
  ({ resourceId }, { at }): Command => ({
    type: 'Untag',
    data: { at, resourceId, keys: ['team'] },
  }),
);

/** Proposals for backups, with weights. */
export const backupProposals: Proposals<
  | 'DeleteBackup'
  | 'UndeleteBackup'
  | 'SetNeverExpires'
  | 'ShareBackup'
  | 'UnshareBackup'
  | 'CopyToRegion'
  | 'Restore'
  | 'Tag'
  | 'Untag'
> = {
  DeleteBackup: [6, deleteBackup],
  UndeleteBackup: [5, undeleteBackup],
  SetNeverExpires: [4, setNeverExpires],
  ShareBackup: [4, shareBackup],
  UnshareBackup: [2, unshareBackup],
  CopyToRegion: [5, copyBackup],
  Restore: [4, restoreCluster],
  Tag: [3, tag],
  Untag: [1, untag],
};
