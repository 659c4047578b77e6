/**
 * What people may do in a small world.
 *
 * @module
 */
import {
  isGone,
  latestBackup,
  type BackupHolder,
  type Cluster,
  type Command,
  type Region,
} from '@hsm-lifecycle/core';
import { ELSEWHERE, REGION, subnets } from '../../../testing/src/examples/inputs.ts';
import type { Commands, FleetState } from './state.ts';

/**
 * What there may be, and how it is called. Each region, user and key is treated like every other of
 * these, so that they may be taken as interchangeable.
 */
export type SmallNames = {
  /**
   * Where the first cluster may be created, and where to backups may be copied. If left out,
   * created in one, and copied from there to one other.
   */
  readonly regions?: readonly Region[];
  /** In how many of a cluster's zones HSMs may be placed; in one if left out. */
  readonly zones?: number;
  /** Keys that may be made and deleted; `k1` if left out. */
  readonly keys?: readonly string[];
  /**
   * Crypto users that may own keys, and that may be made and deleted. If left out `alice`, who may
   * not: the active small world has her.
   */
  readonly users?: readonly string[];
};

type Offer = (scene: FleetState) => readonly Command[];

const ofLife = (it: Cluster, at: number, zones: number): readonly Command[] => {
  const { clusterId } = it;
  return [
    { type: 'Initialize', data: { at, clusterId } },
    { type: 'Activate', data: { at, clusterId } },
    ...it.subnets.slice(0, zones).map(({ availabilityZone }): Command => ({
      type: 'AddHsm',
      data: { at, clusterId, availabilityZone },
    })),
    ...it.hsms.map(({ hsmId }): Command => ({ type: 'RemoveHsm', data: { at, clusterId, hsmId } })),
    { type: 'DeleteCluster', data: { at, clusterId } },
    { type: 'SetRetention', data: { at, clusterId, retentionDays: 1 } },
    { type: 'SetRetention', data: { at, clusterId, retentionDays: 2 } },
  ];
};

const ofUsers = (
  { clusterId }: Cluster,
  at: number,
  users: readonly string[],
): readonly Command[] =>
  users.flatMap((name): readonly Command[] => [
    { type: 'CreateUser', data: { at, clusterId, name, role: 'CU' } },
    { type: 'DeleteUser', data: { at, clusterId, name } },
  ]);

const ofKeys = (
  { clusterId }: Cluster,
  at: number,
  { keys, owners }: { readonly keys: readonly string[]; readonly owners: readonly string[] },
) =>
  keys.flatMap((keyId): readonly Command[] => [
    ...owners.map((owner): Command => ({
      type: 'CreateKey',
      data: { at, clusterId, keyId, owner, kind: 'symmetric' },
    })),
    { type: 'DeleteKey', data: { at, clusterId, keyId } },
  ]);

const ofBackups = ({ backups, kind }: BackupHolder, at: number): readonly Command[] =>
  backups.flatMap(({ backupId, state, neverExpires }): readonly Command[] => {
    if (state === 'PENDING_DELETION') return [{ type: 'UndeleteBackup', data: { at, backupId } }];
    if (state !== 'READY') return [];
    const removal: Command = { type: 'DeleteBackup', data: { at, backupId } };
    return kind === 'COPY'
      ? [removal]
      : [removal, { type: 'SetNeverExpires', data: { at, backupId, neverExpires: !neverExpires } }];
  });

/**
 * From its newest backup: one copy in the fleet at a time, and as many clusters as the quota
 * allows.
 */
const ofOthers = (
  holder: BackupHolder,
  { at }: FleetState,
  destinations: readonly Region[],
): readonly Command[] => {
  const backupId = latestBackup(holder)?.backupId;
  if (backupId === undefined) return [];
  return [
    { type: 'Restore', data: { at, backupId, subnets: subnets(1, holder.region) } },
    ...destinations
      .filter((region) => region !== holder.region)
      .map((region): Command => ({ type: 'CopyToRegion', data: { at, backupId, region } })),
  ];
};

const creation = (region: Region, at: number): Command => ({
  type: 'CreateCluster',
  data: { at, region, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets: subnets(1, region) },
});

/**
 * Makes what people may do in a small world: everything about a cluster's life, its HSMs, its
 * backups, some keys and users; one copy at a time, and clusters restored from either.
 *
 * Commands that are bound to be refused for want of a thing are left out, others are tried all the
 * same. What is gone is not looked at.
 *
 * @param names - how many of a kind there may be, and what they are called
 */
export const smallCommandsWith = ({
  regions,
  zones = 1,
  keys = ['k1'],
  users,
}: SmallNames = {}): Commands => {
  const homes = regions ?? [REGION];
  const destinations = regions ?? [ELSEWHERE];
  const owners = users ?? ['alice'];
  const ofCluster = (it: Cluster, at: number): readonly Command[] => [
    ...ofLife(it, at, zones),
    ...ofUsers(it, at, users ?? []),
    ...ofKeys(it, at, { keys, owners }),
  ];
  const offer: Offer = (scene) => {
    const { fleet, at } = scene;
    const standing = [...fleet.holders.values()].filter((it) => !isGone(it));
    const hasCopy = standing.some(({ kind }) => kind === 'COPY');
    return [
      ...(standing.some(({ kind }) => kind === 'CLUSTER')
        ? []
        : homes.map((region) => creation(region, at))),
      ...standing.flatMap((it) => (it.kind === 'CLUSTER' ? ofCluster(it, at) : [])),
      ...standing.flatMap((it) => ofOthers(it, scene, hasCopy ? [] : destinations)),
      ...standing.flatMap((it) => ofBackups(it, at)),
    ];
  };
  return offer;
};

/**
 * What people may do in a small world with one key: {@link smallCommandsWith} without more names.
 */
export const smallCommands: Commands = smallCommandsWith();
