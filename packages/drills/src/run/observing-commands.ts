/**
 * Turning steps that take in what exists into commands.
 *
 * @module
 */
import type { Command, CommandOf, EpochMillis } from '@hsm-lifecycle/core';
import type { StepOf } from '../file/drill.ts';
import type { Listed, ListedBackup, ListedHsm } from '../file/observed-step.ts';
import { definedMembers, subnetInEach, type StepContext } from './step-context.ts';

/** A step that takes in what exists. */
export type ObservingStep = StepOf<'ObserveCluster' | 'ObserveCopy'>;

type ClusterSeen = CommandOf<'ObserveCluster'>['data'];
type BackupData = ClusterSeen['backups'][number];
type ListedContents = NonNullable<ClusterSeen['contents']>;

const RETENTION_DAYS = 90;

/** What is listed was there at the creation of the cluster or, of a backup, of its cluster. */
const contentsOf = (
  { keys = [], users = [] }: Listed,
  createdAt: EpochMillis,
): { readonly contents?: ListedContents } => {
  if (keys.length + users.length === 0) return {};
  return {
    contents: {
      material: {
        keys: keys.map(({ key: keyId, owner, kind = 'symmetric' }) => ({
          keyId,
          owner,
          kind,
          createdAt,
          label: undefined,
          expiresAt: undefined,
        })),
        certificates: [],
      },
      access: {
        users: users.map(({ name, role }) => ({
          name,
          role,
          createdAt,
          passwordSetAt: createdAt,
          lastSeenAt: undefined,
        })),
        policies: {},
        configuration: {},
      },
    },
  };
};

/** What a backup has from its cluster if it does not say. */
type Inherited = Pick<BackupData, 'hsmType' | 'mode'> & { readonly listedAt: EpochMillis };

const backupData = (it: ListedBackup, { listedAt, ...platform }: Inherited): BackupData => {
  const { backupId, createdAt, state = 'READY', expectedAt, deleteAt, neverExpires, tags } = it;
  const { hsmType = platform.hsmType, mode = platform.mode } = it;
  return {
    backupId,
    createdAt,
    state,
    hsmType,
    mode,
    ...contentsOf(it, listedAt),
    ...definedMembers({ expectedAt, deleteAt, neverExpires, tags }),
  };
};

const hsmsIn = (subnets: ClusterSeen['subnets'], hsms: readonly ListedHsm[]): ClusterSeen['hsms'] =>
  hsms.map(({ hsmId, zone, eniId, ipAddress, state = 'ACTIVE', expectedAt }) => ({
    hsmId,
    eniId,
    state,
    availabilityZone: zone,
    subnetId: subnets.find((it) => it.availabilityZone === zone)?.subnetId ?? 'subnet-00000000',
    ...definedMembers({ ipAddress, expectedAt }),
  }));

const observeCluster = (step: StepOf<'ObserveCluster'>, at: EpochMillis): Command => {
  const { clusterId, account, region, createdAt, phase = 'ACTIVE', expectedAt, tags } = step;
  const { hsmType = 'hsm2m.medium', mode = 'FIPS', networkType, certificate } = step;
  const { retentionDays: days = RETENTION_DAYS, hsms = [], backups = [] } = step;
  const subnets = subnetInEach(step.zones);
  const inherited = { hsmType, mode, listedAt: createdAt };
  return {
    type: step.do,
    data: {
      at,
      clusterId,
      region,
      createdAt,
      phase,
      hsmType,
      mode,
      subnets,
      ...definedMembers({ account, expectedAt, networkType, tags, certificate }),
      retention: days === 'NONE' ? days : { days },
      ...contentsOf(step, createdAt),
      hsms: hsmsIn(subnets, hsms),
      backups: backups.map((it) => backupData(it, inherited)),
    },
  };
};

const observeCopy = (step: StepOf<'ObserveCopy'>, at: EpochMillis): Command => {
  const { account, region, copiedAt, createdAt } = step;
  const { sourceBackupId, sourceClusterId, sourceRegion } = step;
  const platform = { hsmType: 'hsm2m.medium', mode: 'FIPS', listedAt: createdAt } as const;
  return {
    type: step.do,
    data: {
      ...backupData(step, platform),
      at,
      region,
      copiedAt,
      ...definedMembers({ account }),
      source: { region: sourceRegion, backupId: sourceBackupId, clusterId: sourceClusterId },
    },
  };
};

/** Turns a step that takes in what exists into its command. */
export const observingCommand = (step: ObservingStep, { at }: StepContext): Command =>
  step.do === 'ObserveCluster' ? observeCluster(step, at) : observeCopy(step, at);
