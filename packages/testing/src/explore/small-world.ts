/**
 * A world small enough to be explored to the end, and what people may do in it.
 *
 * @module
 */
import { customRules, lastBackup, rules, type Cluster, type Command, type Rules } from '@hsm-lifecycle/core';
import { emptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import { clustersIn, copiesIn, grown, growth } from '../fleet.ts';
import { ELSEWHERE, REGION, START, subnets } from '../inputs.ts';
import type { Commands, Scene } from './scene.ts';

const small = customRules(rules.aws2026, {
  name: 'small',
  hsmsPerClusterMax: 2,
  retentionDaysMin: 1,
  retentionDaysMax: 2,
  retentionDaysDefault: 1,
  graceDays: 1,
});

const smallRules: Rules = small._tag === 'Right' ? small.right : rules.aws2026;

/** How the small world begins: with nothing, or with an active cluster of one HSM, a crypto user and a key. */
export type SmallWorld = 'EMPTY' | 'ACTIVE';

const ORDERS: Readonly<Record<SmallWorld, number>> = { EMPTY: 0, ACTIVE: 6 };

/**
 * Makes a small world: two HSMs a cluster, two clusters and three HSMs a region, backups kept for a day or two, a day of grace; the rest as in `rules.aws2026`.
 *
 * @param begins - `ACTIVE` if left out
 */
export const smallWorld = (begins: SmallWorld = 'ACTIVE'): Fleet =>
  grown(emptyFleet({ at: START, rules: smallRules, quotas: { clusters: 2, hsms: 3 } }), ...growth.slice(0, ORDERS[begins]));

const ofLife = ({ clusterId, subnets: [subnet], hsms }: Cluster, at: number): readonly Command[] => [
  { type: 'InitializeCluster', data: { at, clusterId } },
  { type: 'ActivateCluster', data: { at, clusterId } },
  { type: 'AddHsm', data: { at, clusterId, availabilityZone: subnet?.availabilityZone ?? 'none' } },
  ...hsms.map(({ hsmId }): Command => ({ type: 'RemoveHsm', data: { at, clusterId, hsmId } })),
  { type: 'DeleteCluster', data: { at, clusterId } },
  { type: 'SetRetention', data: { at, clusterId, retentionDays: 1 } },
  { type: 'SetRetention', data: { at, clusterId, retentionDays: 2 } },
  { type: 'CreateKey', data: { at, clusterId, keyId: 'k1', owner: 'alice', kind: 'symmetric' } },
  { type: 'DeleteKey', data: { at, clusterId, keyId: 'k1' } },
];

const ofBackups = ({ fleet, at }: Scene): readonly Command[] =>
  [...fleet.holders.values()].flatMap(({ backups, kind }) =>
    backups.flatMap(({ backupId, state, neverExpires }): readonly Command[] => {
      if (state === 'PENDING_DELETION') return [{ type: 'UndeleteBackup', data: { at, backupId } }];
      if (state !== 'READY') return [];
      const removal: Command = { type: 'DeleteBackup', data: { at, backupId } };
      return kind === 'COPY'
        ? [removal]
        : [removal, { type: 'SetBackupNeverExpires', data: { at, backupId, neverExpires: !neverExpires } }];
    }),
  );

/** From the newest backup: one copy, and as many clusters as the quota allows. */
const ofOthers = (cluster: Cluster, { fleet, at }: Scene): readonly Command[] => {
  const backupId = lastBackup(cluster)?.backupId;
  if (backupId === undefined) return [];
  const restored: Command = { type: 'RestoreCluster', data: { at, backupId, subnets: subnets(1, cluster.region) } };
  if (copiesIn(fleet).some(({ backups }) => backups.length > 0)) return [restored];
  return [restored, { type: 'CopyBackupToRegion', data: { at, backupId, region: ELSEWHERE } }];
};

/**
 * What people may do in a small world: everything about a cluster's life, its HSMs, its backups and one key; one copy at a time.
 *
 * Commands that are bound to be refused for want of a thing are left out, others are tried all the same.
 */
export const smallCommands: Commands = (scene) => {
  const { fleet, at } = scene;
  const clusters = clustersIn(fleet);
  const first: Command = {
    type: 'CreateCluster',
    data: { at, region: REGION, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets: subnets(1) },
  };
  return [
    ...(clusters.length === 0 ? [first] : []),
    ...clusters.flatMap((it) => ofLife(it, at)),
    ...clusters.flatMap((it) => ofOthers(it, scene)),
    ...ofBackups(scene),
  ];
};
