/**
 * Turning a step of a drill file into commands of the machine.
 *
 * @module
 */
import {
  expiredKeys,
  holderIdOf,
  inactiveUsers,
  type Command,
  type EpochMillis,
  type Subnet,
} from '@hsm-lifecycle/core';
import { clusterIn, holderIn } from '@hsm-lifecycle/core/fleet';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import type { Act, StepOf } from '../file/drill.ts';
import { instantOf } from '../file/moment.ts';
import { clusterOf, idsOf, type NamedFleet, type Unfound } from './reference.ts';

/** What is known when a step is taken. */
export type Scene = NamedFleet & { readonly at: EpochMillis };

/** A step that asks something of the machine; `Remember` does not. */
export type AskingStep = StepOf<Exclude<Act, 'Remember'>>;

/** Why a step cannot be turned into commands: which field, and what is wrong with it. */
export type Untaken = Unfound & { readonly field: string };

type Translated = Either<Untaken, readonly Command[]>;

const SUBNET_HEX_DIGITS = 8;

const subnetsIn = (zones: readonly string[]): readonly Subnet[] =>
  zones.map((availabilityZone, index) => ({
    subnetId: `subnet-${String(index + 1).padStart(SUBNET_HEX_DIGITS, '0')}`,
    availabilityZone,
  }));

/** Leaves out what is not there, so that absent stays absent. */
const present = <Shape extends object>(
  it: Shape,
): { readonly [Name in keyof Shape]?: Exclude<Shape[Name], undefined> } => {
  const pairs: readonly (readonly unknown[])[] = Object.entries(it).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(pairs);
};

const each = (
  [field, reference]: readonly [field: string, reference: string],
  scene: Scene,
  make: (id: string) => Command | readonly Command[],
): Translated => {
  const wanted = field === 'undelete' ? 'PENDING_DELETION' : 'READY';
  const ids = idsOf(reference, scene, wanted);
  if (ids._tag === 'Left')
    return left({ ...ids.left, field: field === 'undelete' ? 'backup' : field });
  return right(ids.right.flatMap(make));
};

type BackupStep = StepOf<
  'Restore' | 'CopyToRegion' | 'DeleteBackup' | 'UndeleteBackup' | 'SetNeverExpires'
>;

const ofBackup = (step: BackupStep, scene: Scene): Translated => {
  const { at } = scene;
  const field = step.do === 'UndeleteBackup' ? 'undelete' : 'backup';
  return each([field, step.backup], scene, (backupId) => {
    switch (step.do) {
      case 'Restore': {
        const { hsmType, mode, retentionDays, tags } = step;
        const plan = present({ hsmType, mode, retentionDays, tags });
        return { type: step.do, data: { at, backupId, subnets: subnetsIn(step.zones), ...plan } };
      }
      case 'CopyToRegion':
        return {
          type: step.do,
          data: { at, backupId, region: step.region, ...present({ tags: step.tags }) },
        };
      case 'DeleteBackup':
      case 'UndeleteBackup':
        return { type: step.do, data: { at, backupId } };
      case 'SetNeverExpires':
        return { type: step.do, data: { at, backupId, neverExpires: step.neverExpires } };
    }
  });
};

type HsmStep = StepOf<'RemoveHsm' | 'FailHsm' | 'ReplaceHsm'>;

const ofHsm = (step: HsmStep, { fleet, ...scene }: Scene): Translated =>
  each(['hsm', step.hsm], { fleet, ...scene }, (hsmId) => {
    const { at } = scene;
    const holder = holderIn(fleet, hsmId);
    const clusterId = holder === undefined ? hsmId : holderIdOf(holder);
    if (step.do === 'FailHsm')
      return { type: step.do, data: { at, clusterId, hsmId, ...present({ reason: step.reason }) } };
    return { type: step.do, data: { at, clusterId, hsmId } };
  });

type ResourceStep = StepOf<'Tag' | 'Untag' | 'Settle'>;

const ofResource = (step: ResourceStep, scene: Scene): Translated =>
  each(['resource', step.resource], scene, (id) => {
    const { at } = scene;
    if (step.do === 'Tag') return { type: step.do, data: { at, resourceId: id, tags: step.tags } };
    if (step.do === 'Untag')
      return { type: step.do, data: { at, resourceId: id, keys: step.keys } };
    return {
      type: step.do,
      data: { at, id, outcome: step.outcome, ...present({ reason: step.reason }) },
    };
  });

const keysMeant = (
  step: StepOf<'DeleteKey'>,
  { fleet, at }: Scene,
  clusterId: string,
): readonly string[] => {
  const cluster = clusterIn(fleet, clusterId);
  if (step.key !== 'every expired key' || cluster === undefined) return [step.key];
  return expiredKeys(cluster, { at }).map(({ keyId }) => keyId);
};

const IDLE = /^every user idle for (?<days>\d+) days$/u;

const usersMeant = (
  step: StepOf<'DeleteUser'>,
  { fleet, at }: Scene,
  clusterId: string,
): readonly string[] => {
  const days = IDLE.exec(step.name)?.groups?.['days'];
  const cluster = clusterIn(fleet, clusterId);
  if (days === undefined || cluster === undefined) return [step.name];
  return inactiveUsers(cluster, { at, idleDays: Number(days) }).map(({ name }) => name);
};

type HolderStep = BackupStep | HsmStep | ResourceStep;
type FleetStep = StepOf<
  'CreateCluster' | 'LoseRegion' | 'RecoverRegion' | 'SetQuota' | 'ForgetGone' | 'Advance'
>;
type ClusterStep = Exclude<AskingStep, HolderStep | FleetStep>;
type ContentsStep = StepOf<
  | 'CreateUser'
  | 'DeleteUser'
  | 'RecordLogin'
  | 'CreateKey'
  | 'DeleteKey'
  | 'PutCertificate'
  | 'SetPolicy'
>;

type Of = { readonly at: EpochMillis; readonly clusterId: string };

const createKey = (step: StepOf<'CreateKey'>, of: Of): Command => {
  const { key: keyId, owner, kind = 'symmetric', label } = step;
  const expiresAt = step.expiresAt && instantOf(step.expiresAt, of.at);
  return { type: step.do, data: { ...of, keyId, owner, kind, ...present({ label, expiresAt }) } };
};

const putCertificate = (step: StepOf<'PutCertificate'>, of: Of): Command => {
  const { certificate: certificateId, subject } = step;
  const expiresAt = step.expiresAt && instantOf(step.expiresAt, of.at);
  return { type: step.do, data: { ...of, certificateId, ...present({ subject, expiresAt }) } };
};

const contentsCommands = (
  step: ContentsStep,
  scene: Scene,
  clusterId: string,
): readonly Command[] => {
  const of: Of = { at: scene.at, clusterId };
  switch (step.do) {
    case 'CreateUser':
      return [{ type: step.do, data: { ...of, name: step.name, role: step.role } }];
    case 'DeleteUser':
      return usersMeant(step, scene, clusterId).map((name) => ({
        type: step.do,
        data: { at: of.at, clusterId, name },
      }));
    case 'RecordLogin':
      return [{ type: step.do, data: { ...of, name: step.name } }];
    case 'CreateKey':
      return [createKey(step, of)];
    case 'DeleteKey':
      return keysMeant(step, scene, clusterId).map((keyId) => ({
        type: step.do,
        data: { at: of.at, clusterId, keyId },
      }));
    case 'PutCertificate':
      return [putCertificate(step, of)];
    case 'SetPolicy':
      return [{ type: step.do, data: { ...of, name: step.name, value: step.value } }];
  }
};

const isOfContents = (step: ClusterStep): step is ContentsStep =>
  'name' in step || 'key' in step || 'certificate' in step;

const clusterCommands = (
  step: Exclude<ClusterStep, ContentsStep>,
  { at }: Scene,
  clusterId: string,
): readonly Command[] => {
  const of = { at, clusterId };
  switch (step.do) {
    case 'Initialize':
      return [
        { type: step.do, data: { ...of, ...present({ signingRequestId: step.signingRequest }) } },
      ];
    case 'Activate':
      return [{ type: step.do, data: { ...of, ...present({ admin: step.admin }) } }];
    case 'AddHsm':
      return [
        {
          type: step.do,
          data: { ...of, availabilityZone: step.zone, ...present({ ipAddress: step.ipAddress }) },
        },
      ];
    case 'SetRetention':
      return [{ type: step.do, data: { ...of, retentionDays: step.retentionDays } }];
    case 'DeleteCluster':
    case 'ApplyRetention':
      return [{ type: step.do, data: of }];
  }
};

const ofCluster = (step: ClusterStep, scene: Scene): Translated => {
  const cluster = clusterOf(step.cluster, scene);
  if (cluster._tag === 'Left') return left({ ...cluster.left, field: 'cluster' });
  const { clusterId } = cluster.right;
  return right(
    isOfContents(step)
      ? contentsCommands(step, scene, clusterId)
      : clusterCommands(step, scene, clusterId),
  );
};

const ofFleet = (step: FleetStep, { at }: Scene): Command => {
  switch (step.do) {
    case 'CreateCluster': {
      const { region, zones, hsmType = 'hsm2m.medium', mode = 'FIPS', retentionDays, tags } = step;
      return {
        type: step.do,
        data: {
          at,
          region,
          subnets: subnetsIn(zones),
          hsmType,
          mode,
          ...present({ retentionDays, tags }),
        },
      };
    }
    case 'LoseRegion':
      return { type: step.do, data: { at, region: step.region, kind: step.kind } };
    case 'RecoverRegion':
      return { type: step.do, data: { at, region: step.region } };
    case 'SetQuota':
      return {
        type: step.do,
        data: { at, region: step.region, ...present({ clusters: step.clusters, hsms: step.hsms }) },
      };
    case 'ForgetGone':
    case 'Advance':
      return { type: step.do, data: { at } };
  }
};

/**
 * Turns a step into commands; a phrase such as `every copy of primary` gives one for each.
 *
 * @returns Right: the commands, in order; none if there is nothing to do. Left: which field means
 *   nothing here.
 */
export const commandsOf = (step: AskingStep, scene: Scene): Translated => {
  if ('backup' in step) return ofBackup(step, scene);
  if ('hsm' in step) return ofHsm(step, scene);
  if ('resource' in step) return ofResource(step, scene);
  return 'cluster' in step ? ofCluster(step, scene) : right([ofFleet(step, scene)]);
};
