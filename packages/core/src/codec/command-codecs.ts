/**
 * The codecs of commands: the doors at which the service's own grammars are enforced (F-46 to
 * F-62).
 *
 * Whether a command makes sense now is for the machine to say; a number that is out of the rules'
 * range is refused there, with the rule.
 *
 * @module
 */
import type {
  BackupCommand,
  ClusterCommand,
  Command,
  CommandOf,
  FleetWideCommand,
  StartingCommand,
} from '../transitions/command.ts';
import { keyKind, role } from './contents-codec.ts';
import type { Codec } from './io.ts';
import * as names from './names.ts';
import {
  availabilityZone,
  hsmType,
  mode,
  inProgressId,
  region,
  requestedIp,
  requestedTagKeys,
  requestedTags,
} from './names.ts';
import { flag, instant, literal, text, whole, words } from './scalars.ts';
import { optional, record, type Members } from './shapes.ts';

type CommandCodecs<Each extends Command> = {
  readonly [It in Each as It['type']]: Codec<CommandOf<It['type']>>;
};

/** Makes the codec of one type of command. `at` need not be said: every command has it. */
const command = <Type extends Command['type']>(
  type: Type,
  members: Members<Omit<CommandOf<Type>['data'], 'at'>>,
): Codec<CommandOf<Type>> => {
  const data = record<{ readonly at: number }>('an object', { at: instant, ...members });
  const asked = record<{ readonly type: Type; readonly data: { readonly at: number } }>(
    'a command',
    { type: literal(type), data },
  );
  return asked as unknown as Codec<CommandOf<Type>>;
};

/** An id as a request names it: nothing says yet that there is such a thing. */
const named = <Id extends string>(id: Codec<Id>): Codec<string> => id as unknown as Codec<string>;

const clusterId = named(names.clusterId);
const hsmId = named(names.hsmId);
const backupId = named(names.backupId);
const resourceId = named(names.holderId);
const newClusterId = optional(names.clusterId);
const tags = optional(requestedTags);
const plan = { subnets: names.requestedSubnets, retentionDays: optional(whole), tags };

/** By type, the codec of a command that starts a holder. */
export const startingCommandCodecs: CommandCodecs<StartingCommand> = {
  CreateCluster: command('CreateCluster', {
    region,
    clusterId: newClusterId,
    hsmType,
    mode,
    ...plan,
  }),
  Restore: command('Restore', {
    backupId,
    clusterId: newClusterId,
    hsmType: optional(hsmType),
    mode: optional(mode),
    ...plan,
  }),
  CopyToRegion: command('CopyToRegion', { backupId, region, tags }),
};

/** By type, the codec of a command that a cluster decides. */
export const clusterCommandCodecs: CommandCodecs<ClusterCommand> = {
  Initialize: command('Initialize', {
    clusterId,
    signingRequestId: optional(named(names.signingRequestId)),
  }),
  Activate: command('Activate', { clusterId, admin: optional(text) }),
  AddHsm: command('AddHsm', {
    clusterId,
    availabilityZone,
    hsmId: optional(names.hsmId),
    ipAddress: optional(requestedIp),
  }),
  RemoveHsm: command('RemoveHsm', {
    clusterId,
    hsmId: optional(hsmId),
    eniId: optional(named(names.eniId)),
    ipAddress: optional(requestedIp),
  }),
  DeleteCluster: command('DeleteCluster', { clusterId }),
  SetRetention: command('SetRetention', { clusterId, retentionDays: whole }),
  ApplyRetention: command('ApplyRetention', { clusterId }),
  CreateUser: command('CreateUser', { clusterId, name: text, role }),
  DeleteUser: command('DeleteUser', { clusterId, name: text }),
  RecordLogin: command('RecordLogin', { clusterId, name: text }),
  CreateKey: command('CreateKey', {
    clusterId,
    keyId: text,
    label: optional(text),
    owner: text,
    kind: keyKind,
    expiresAt: optional(instant),
  }),
  DeleteKey: command('DeleteKey', { clusterId, keyId: text }),
  PutCertificate: command('PutCertificate', {
    clusterId,
    certificateId: text,
    subject: optional(text),
    expiresAt: optional(instant),
  }),
  SetPolicy: command('SetPolicy', { clusterId, name: text, value: text }),
  FailHsm: command('FailHsm', { clusterId, hsmId, reason: optional(text) }),
  ReplaceHsm: command('ReplaceHsm', { clusterId, hsmId }),
};

/** By type, the codec of a command that any holder decides. */
export const backupCommandCodecs: CommandCodecs<BackupCommand> = {
  DeleteBackup: command('DeleteBackup', { backupId }),
  UndeleteBackup: command('UndeleteBackup', { backupId }),
  SetNeverExpires: command('SetNeverExpires', { backupId, neverExpires: flag }),
  Tag: command('Tag', { resourceId, tags: requestedTags }),
  Untag: command('Untag', { resourceId, keys: requestedTagKeys }),
  Settle: command('Settle', {
    id: inProgressId,
    outcome: words('SUCCEEDED', 'FAILED'),
    reason: optional(text),
  }),
};

/** By type, the codec of a command for the fleet as a whole. */
export const fleetWideCommandCodecs: CommandCodecs<FleetWideCommand> = {
  LoseRegion: command('LoseRegion', { region, kind: words('UNREACHABLE', 'DESTROYED') }),
  RecoverRegion: command('RecoverRegion', { region }),
  SetQuota: command('SetQuota', { region, clusters: optional(whole), hsms: optional(whole) }),
  ForgetGone: command('ForgetGone', { goneSince: optional(instant) }),
  Advance: command('Advance', {}),
};
