/**
 * What someone might plausibly command an estate next, as a function of how it stands and of some dice.
 *
 * @module
 */
import { MINUTE_MS, type Backup, type Cluster, type Command, type EpochMillis } from '@hsm-lifecycle/core';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import { clustersIn } from './fleet.ts';
import { ELSEWHERE, REGION, subnets } from './inputs.ts';
import { inProgress } from './settled.ts';

/** Three throws: what is asked, of whom, and how. Whole numbers from 0. */
export type Dice = { readonly what: number; readonly whom: number; readonly how: number };

type Scene = { readonly fleet: Fleet; readonly at: EpochMillis; readonly dice: Dice };
type Maker = (scene: Scene) => Command;

const REGIONS = [REGION, ELSEWHERE] as const;
const DAYS = [7, 8, 30, 90, 379, 6] as const;
const NAMES = ['alice', 'bob', 'carol', 'admin', 'app_user'] as const;
const KEYS = ['k1', 'k2', 'k3', 'k4', 'k5'] as const;

const picked = <Item>(items: readonly Item[], n: number): Item | undefined => items[n % items.length];
const one = <Item>(items: readonly [Item, ...Item[]], n: number): Item => picked(items, n) ?? items[0];

const clusterOf = ({ fleet, dice }: Scene): Cluster | undefined => picked(clustersIn(fleet), dice.whom);
const clusterId = (scene: Scene): string => clusterOf(scene)?.clusterId ?? 'cluster-none';
const hsmId = (scene: Scene): string => picked(clusterOf(scene)?.hsms ?? [], scene.dice.how)?.hsmId ?? 'hsm-none';

const backupOf = ({ fleet, dice }: Scene, fits: (it: Backup) => boolean = () => true): string => {
  const all = [...fleet.holders.values()].flatMap(({ backups }) => backups);
  const fitting = all.filter(fits);
  return picked(fitting.length === 0 ? all : fitting, dice.whom)?.backupId ?? 'backup-none';
};

const isReady = ({ state }: Backup): boolean => state === 'READY';
const isPending = ({ state }: Backup): boolean => state === 'PENDING_DELETION';

const zone = (scene: Scene): string => picked(clusterOf(scene)?.subnets ?? [], scene.dice.how)?.availabilityZone ?? 'none';

const goingIn = ({ fleet, dice }: Scene): string => {
  const all = [...fleet.holders.values()].flatMap(inProgress);
  return picked(all, dice.whom)?.id ?? 'cluster-none';
};

/** What brings a cluster one step further in life. */
const onwards: Maker = (scene) => {
  const it = clusterOf(scene);
  const asked = { at: scene.at, clusterId: it?.clusterId ?? 'cluster-none' };
  if (it?.phase === 'INITIALIZED') return { type: 'ActivateCluster', data: asked };
  if (it?.phase === 'UNINITIALIZED' && it.hsms.length > 0) return { type: 'InitializeCluster', data: asked };
  return { type: 'AddHsm', data: { ...asked, availabilityZone: zone(scene) } };
};

/** What fails, or ends early. */
const ends: Maker = (scene) => ({
  type: 'Settle',
  data: { at: scene.at, id: goingIn(scene), outcome: one(['FAILED', 'FAILED', 'SUCCEEDED'], scene.dice.how) },
});

const ofLife: readonly Maker[] = [
  onwards,
  onwards,
  onwards,
  ({ at, dice }) => {
    const region = one(REGIONS, dice.how);
    return {
      type: 'CreateCluster',
      data: { at, region, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets: subnets(2, region), retentionDays: one(DAYS, dice.whom) },
    };
  },
  (scene) => ({ type: 'AddHsm', data: { at: scene.at, clusterId: clusterId(scene), availabilityZone: zone(scene) } }),
  (scene) => ({ type: 'RemoveHsm', data: { at: scene.at, clusterId: clusterId(scene), hsmId: hsmId(scene) } }),
  (scene) => ({ type: 'RemoveHsm', data: { at: scene.at, clusterId: clusterId(scene), hsmId: hsmId(scene) } }),
  (scene) => ({ type: 'DeleteCluster', data: { at: scene.at, clusterId: clusterId(scene) } }),
  (scene) => ({ type: 'SetRetention', data: { at: scene.at, clusterId: clusterId(scene), retentionDays: one(DAYS, scene.dice.how) } }),
  (scene) => ({ type: 'ApplyRetention', data: { at: scene.at, clusterId: clusterId(scene) } }),
  (scene) => ({ type: 'FailHsm', data: { at: scene.at, clusterId: clusterId(scene), hsmId: hsmId(scene) } }),
  (scene) => ({ type: 'ReplaceHsm', data: { at: scene.at, clusterId: clusterId(scene), hsmId: hsmId(scene) } }),
  ends,
  ends,
];

const ofBackups: readonly Maker[] = [
  (scene) => ({ type: 'DeleteBackup', data: { at: scene.at, backupId: backupOf(scene, isReady) } }),
  (scene) => ({ type: 'DeleteBackup', data: { at: scene.at, backupId: backupOf(scene) } }),
  (scene) => ({ type: 'UndeleteBackup', data: { at: scene.at, backupId: backupOf(scene, isPending) } }),
  (scene) => ({
    type: 'SetBackupNeverExpires',
    data: { at: scene.at, backupId: backupOf(scene), neverExpires: one([true, false], scene.dice.how) },
  }),
  (scene) => ({ type: 'Tag', data: { at: scene.at, resourceId: backupOf(scene), tags: { team: one(NAMES, scene.dice.how) } } }),
  (scene) => ({ type: 'Tag', data: { at: scene.at, resourceId: clusterId(scene), tags: { team: one(NAMES, scene.dice.how) } } }),
  (scene) => ({ type: 'Untag', data: { at: scene.at, resourceId: backupOf(scene), keys: ['team'] } }),
  (scene) => ({
    type: 'RestoreCluster',
    data: { at: scene.at, backupId: backupOf(scene, isReady), subnets: subnets(2, one(REGIONS, scene.dice.how)) },
  }),
  (scene) => ({
    type: 'CopyBackupToRegion',
    data: { at: scene.at, backupId: backupOf(scene, isReady), region: one(REGIONS, scene.dice.how) },
  }),
];

const ofContents: readonly Maker[] = [
  (scene) => ({ type: 'CreateUser', data: { at: scene.at, clusterId: clusterId(scene), name: one(NAMES, scene.dice.how), role: 'CU' } }),
  (scene) => ({ type: 'DeleteUser', data: { at: scene.at, clusterId: clusterId(scene), name: one(NAMES, scene.dice.how) } }),
  (scene) => ({ type: 'RecordLogin', data: { at: scene.at, clusterId: clusterId(scene), name: one(NAMES, scene.dice.how) } }),
  (scene) => ({
    type: 'CreateKey',
    data: { at: scene.at, clusterId: clusterId(scene), keyId: one(KEYS, scene.dice.how), owner: 'alice', kind: 'symmetric' },
  }),
  (scene) => ({ type: 'DeleteKey', data: { at: scene.at, clusterId: clusterId(scene), keyId: one(KEYS, scene.dice.how) } }),
  (scene) => ({ type: 'PutCertificate', data: { at: scene.at, clusterId: clusterId(scene), certificateId: one(KEYS, scene.dice.how) } }),
  (scene) => ({ type: 'SetPolicy', data: { at: scene.at, clusterId: clusterId(scene), name: 'quorum', value: `${scene.dice.how % 3}` } }),
];

const ofEstate: readonly Maker[] = [
  ({ at, dice }) => ({
    type: 'LoseRegion',
    data: { at, region: one(REGIONS, dice.whom), kind: one(['UNREACHABLE', 'UNREACHABLE', 'UNREACHABLE', 'DESTROYED'], dice.how) },
  }),
  ({ at, dice }) => ({ type: 'RecoverRegion', data: { at, region: one(REGIONS, dice.whom) } }),
  ({ at, dice }) => ({ type: 'RecoverRegion', data: { at, region: one(REGIONS, dice.whom + 1) } }),
  ({ at, dice }) => ({ type: 'SetQuota', data: { at, region: one(REGIONS, dice.whom), clusters: dice.how % 9, hsms: dice.how % 13 } }),
  ({ at }) => ({ type: 'ForgetGone', data: { at } }),
  ({ at }) => ({ type: 'Advance', data: { at } }),
];

const makers: readonly Maker[] = [...ofLife, ...ofLife, ...ofLife, ...ofBackups, ...ofBackups, ...ofContents, ...ofContents, ...ofEstate];

/** Makes a command. Some are refused: that is part of what histories are for. */
export const order = (fleet: Fleet, dice: Dice & { readonly waitMs: number }): Command => {
  const at = fleet.now + dice.waitMs;
  return (picked(makers, dice.what) ?? onwards)({ fleet, at, dice });
};

/** How long someone may wait between two commands, short ones first. */
export const WAITS_MS: readonly (readonly [min: number, max: number])[] = [
  [0, 0],
  [1, 15 * MINUTE_MS],
  [MINUTE_MS, 26 * 60 * MINUTE_MS],
  [MINUTE_MS, 10 * 24 * 60 * MINUTE_MS],
  [30 * 24 * 60 * MINUTE_MS, 100 * 24 * 60 * MINUTE_MS],
];
