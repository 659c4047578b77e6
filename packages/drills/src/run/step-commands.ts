/**
 * Turning a step of a drill into commands of the machine.
 *
 * @module
 */
import { grammars, holderIdOf, type Command } from '@hsm-lifecycle/core';
import { holderIn } from '@hsm-lifecycle/core/fleet';
import type { StepOf } from '../file/drill.ts';
import { nearestName } from '../file/nearest.ts';
import { left, right, type Either } from '../kernel/either.ts';
import { clusterNamed } from '../ledger/references.ts';
import { listText } from '../sentences/when.ts';
import { contentsCommands, type ContentsStep } from './contents-commands.ts';
import { observingCommand, type ObservingStep } from './observing-commands.ts';
import { removeHsmCommands } from './remove-hsm-commands.ts';
import { replicationCommands, type ReplicatingStep } from './replicating-commands.ts';
import {
  commandForEach,
  definedMembers,
  subnetInEach,
  type CommandStep,
  type StepCommands,
  type StepContext,
  type UnresolvedField,
} from './step-context.ts';

type BackupStep = StepOf<
  | 'Restore'
  | 'CopyToRegion'
  | 'DeleteBackup'
  | 'UndeleteBackup'
  | 'SetNeverExpires'
  | 'ShareBackup'
  | 'UnshareBackup'
>;
type HsmStep = StepOf<'FailHsm' | 'ReplaceHsm'>;
type ResourceStep = StepOf<'Tag' | 'Untag' | 'Settle'>;
type FleetStep = StepOf<
  | 'CreateCluster'
  | 'LoseRegion'
  | 'RecoverRegion'
  | 'SetQuota'
  | 'LoseZone'
  | 'RecoverZone'
  | 'SetZonesWithoutHsms'
  | 'ForgetGone'
  | 'Advance'
>;
type ClusterStep = Exclude<
  CommandStep,
  | BackupStep
  | HsmStep
  | ResourceStep
  | FleetStep
  | ReplicatingStep
  | ObservingStep
  | StepOf<'RemoveHsm'>
>;

const backupCommand = (step: BackupStep, { at }: StepContext, backupId: string): Command => {
  switch (step.do) {
    case 'Restore': {
      const { account, hsmType, mode, networkType, retentionDays, tags } = step;
      const plan = definedMembers({ account, hsmType, mode, networkType, retentionDays, tags });
      return { type: step.do, data: { at, backupId, subnets: subnetInEach(step.zones), ...plan } };
    }
    case 'CopyToRegion': {
      const { region, tags } = step;
      return { type: step.do, data: { at, backupId, region, ...definedMembers({ tags }) } };
    }
    case 'DeleteBackup':
    case 'UndeleteBackup':
    case 'UnshareBackup':
      return { type: step.do, data: { at, backupId } };
    case 'ShareBackup': {
      const { accounts, policy = '{}' } = step;
      return { type: step.do, data: { at, backupId, policy, accounts } };
    }
    case 'SetNeverExpires':
      return { type: step.do, data: { at, backupId, neverExpires: step.neverExpires } };
  }
};

const backupCommands = (step: BackupStep, context: StepContext): StepCommands =>
  commandForEach(
    {
      field: 'backup',
      reference: step.backup,
      wanted: step.do === 'UndeleteBackup' ? 'PENDING_DELETION' : 'READY',
    },
    context,
    (backupId) => backupCommand(step, context, backupId),
  );

const hsmCommands = (step: HsmStep, context: StepContext): StepCommands =>
  commandForEach({ field: 'hsm', reference: step.hsm }, context, (hsmId) => {
    const { at, fleet } = context;
    const holder = holderIn(fleet, hsmId);
    const clusterId = holder === undefined ? hsmId : holderIdOf(holder);
    if (step.do !== 'FailHsm') return { type: step.do, data: { at, clusterId, hsmId } };
    const { reason } = step;
    return { type: step.do, data: { at, clusterId, hsmId, ...definedMembers({ reason }) } };
  });

const resourceCommands = (step: ResourceStep, context: StepContext): StepCommands =>
  commandForEach({ field: 'resource', reference: step.resource }, context, (id) => {
    const { at } = context;
    if (step.do === 'Tag') return { type: step.do, data: { at, resourceId: id, tags: step.tags } };
    if (step.do === 'Untag')
      return { type: step.do, data: { at, resourceId: id, keys: step.keys } };
    const { outcome, reason } = step;
    return { type: step.do, data: { at, id, outcome, ...definedMembers({ reason }) } };
  });

/** The id of a signing request: one that was noted, or an id that is written out. */
const signingRequestNamed = (
  { signingRequest: text }: StepOf<'Initialize'>,
  { signingRequests }: StepContext,
): Either<UnresolvedField, string | undefined> => {
  const id = text === undefined ? undefined : signingRequests.get(text);
  if (text === undefined || id !== undefined) return right(id);
  if (grammars.signingRequestId.matches(text)) return right(text);
  const noted = [...signingRequests.keys()];
  const meant = nearestName(text, noted);
  const question = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return left({
    _tag: 'Unknown',
    field: 'signingRequest',
    text:
      `no signing request was noted as "${text}"${question} ` +
      `(noted so far: ${listText(noted) || 'none'})`,
  });
};

const initialize = (
  step: StepOf<'Initialize'>,
  context: StepContext,
  clusterId: string,
): StepCommands => {
  const request = signingRequestNamed(step, context);
  if (request._tag === 'Left') return request;
  const optional = definedMembers({
    signingRequestId: request.right,
    certificate: step.certificate,
  });
  return right([{ type: step.do, data: { at: context.at, clusterId, ...optional } }]);
};

const clusterCommand = (
  step: Exclude<ClusterStep, ContentsStep | StepOf<'Initialize'>>,
  { at }: StepContext,
  clusterId: string,
): Command => {
  const address = { at, clusterId };
  switch (step.do) {
    case 'Activate':
      return { type: step.do, data: { ...address, ...definedMembers({ admin: step.admin }) } };
    case 'AddHsm': {
      const optional = definedMembers({ ipAddress: step.ipAddress });
      return { type: step.do, data: { ...address, availabilityZone: step.zone, ...optional } };
    }
    case 'SetRetention':
      return {
        type: step.do,
        data: {
          ...address,
          retentionDays: step.retentionDays,
          ...definedMembers({ by: step.by }),
        },
      };
    case 'ChangeHsmType':
      return { type: step.do, data: { ...address, hsmType: step.hsmType } };
    case 'DeleteCluster':
    case 'ApplyRetention':
      return { type: step.do, data: address };
  }
};

const isContentsStep = (step: ClusterStep): step is ContentsStep =>
  'name' in step || 'key' in step || 'certificate' in step;

const clusterCommands = (step: ClusterStep, context: StepContext): StepCommands => {
  const cluster = clusterNamed(step.cluster, context);
  if (cluster._tag === 'Left') return left({ ...cluster.left, field: 'cluster' });
  const { clusterId } = cluster.right;
  if (step.do === 'Initialize') return initialize(step, context, clusterId);
  return isContentsStep(step)
    ? contentsCommands(step, context, clusterId)
    : right([clusterCommand(step, context, clusterId)]);
};

const createCluster = (step: StepOf<'CreateCluster'>, { at }: StepContext): Command => {
  const { region, zones, hsmType, mode } = step;
  const { account, networkType, retentionDays, tags } = step;
  const optional = definedMembers({ account, networkType, retentionDays, tags });
  // AWS wants a mode with every type but one (F-183): a drill that gives a type gives both.
  const platform =
    hsmType === undefined
      ? { hsmType: 'hsm2m.medium', mode: mode ?? 'FIPS' }
      : { hsmType, ...definedMembers({ mode }) };
  const subnets = subnetInEach(zones);
  return { type: step.do, data: { at, region, subnets, ...platform, ...optional } };
};

const fleetCommand = (step: FleetStep, context: StepContext): Command => {
  const { at } = context;
  switch (step.do) {
    case 'CreateCluster':
      return createCluster(step, context);
    case 'LoseRegion':
      return { type: step.do, data: { at, region: step.region, kind: step.kind } };
    case 'RecoverRegion':
      return { type: step.do, data: { at, region: step.region } };
    case 'SetQuota': {
      const { account, region, clusters, hsms } = step;
      const optional = definedMembers({ account, clusters, hsms });
      return { type: step.do, data: { at, region, ...optional } };
    }
    case 'LoseZone':
    case 'RecoverZone':
      return { type: step.do, data: { at, availabilityZone: step.zone } };
    case 'SetZonesWithoutHsms':
      return { type: step.do, data: { at, availabilityZones: step.zones } };
    case 'ForgetGone':
    case 'Advance':
      return { type: step.do, data: { at } };
  }
};

/**
 * Turns a step into commands. A phrase such as `every copy of primary` gives one for each.
 *
 * @returns Right: the commands, in order, if any. Left: the field that cannot be resolved.
 */
export const commandsForStep = (step: CommandStep, context: StepContext): StepCommands => {
  if (step.do === 'RemoveHsm') return removeHsmCommands(step, context);
  if (step.do === 'ObserveCluster' || step.do === 'ObserveCopy')
    return right([observingCommand(step, context)]);
  if ('backup' in step) return backupCommands(step, context);
  if ('hsm' in step) return hsmCommands(step, context);
  if ('from' in step) return replicationCommands(step, context);
  if ('resource' in step) return resourceCommands(step, context);
  return 'cluster' in step ? clusterCommands(step, context) : right([fleetCommand(step, context)]);
};
