/**
 * Codecs of commands. They enforce the service's grammars (F-46 to F-62).
 *
 * They do not check whether a command makes sense now, or whether a number is in the edition's
 * range: transitions refuse that, with the rule.
 *
 * @module
 */
import type {
  BackupCommand,
  ClusterCommand,
  FleetWideCommand,
  ReplicatingCommand,
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
  ipAddress,
  requestedTagKeys,
  requestedTags,
} from './names.ts';
import { sharedWith } from './state-codec.ts';
import { flag, instant, text, whole, wordOr, words } from './scalars.ts';
import { list, optional } from './shapes.ts';
import type { DataMembers } from './typed.ts';

/** An id in a request: well-formed, but possibly of nothing that exists. */
const named = <Id extends string>(id: Codec<Id>): Codec<string> => id as unknown as Codec<string>;

const clusterId = named(names.clusterId);
const hsmId = named(names.hsmId);
const backupId = named(names.backupId);
const resourceId = named(names.holderId);
const newClusterId = optional(names.clusterId);
const tags = optional(requestedTags);
const account = optional(names.account);
const plan = {
  account,
  subnets: names.requestedSubnets,
  networkType: optional(names.networkType),
  retentionDays: optional(whole),
  tags,
};

/** Data members, by type, of the commands that start a holder. */
export const startingCommands: DataMembers<StartingCommand> = {
  CreateCluster: {
    region,
    clusterId: newClusterId,
    hsmType,
    mode: optional(mode),
    ...plan,
  },
  Restore: {
    backupId,
    clusterId: newClusterId,
    hsmType: optional(hsmType),
    mode: optional(mode),
    ...plan,
  },
  CopyToRegion: { backupId, region, tags },
};

/** Data members, by type, of the commands to a cluster. */
export const clusterCommands: DataMembers<ClusterCommand> = {
  Initialize: {
    clusterId,
    signingRequestId: optional(named(names.signingRequestId)),
    certificate: optional(text),
  },
  Activate: { clusterId, admin: optional(text) },
  AddHsm: {
    clusterId,
    availabilityZone,
    hsmId: optional(names.hsmId),
    ipAddress: optional(ipAddress),
  },
  RemoveHsm: {
    clusterId,
    hsmId: optional(hsmId),
    eniId: optional(named(names.eniId)),
    ipAddress: optional(ipAddress),
  },
  DeleteCluster: { clusterId },
  SetRetention: {
    clusterId,
    retentionDays: wordOr('NONE', whole),
    by: optional(words('CUSTOMER', 'SUPPORT')),
  },
  ApplyRetention: { clusterId },
  CreateUser: { clusterId, name: text, role },
  DeleteUser: { clusterId, name: text },
  RecordLogin: { clusterId, name: text },
  ChangePassword: { clusterId, name: text },
  CreateKey: {
    clusterId,
    keyId: text,
    label: optional(text),
    owner: text,
    kind: keyKind,
    expiresAt: optional(instant),
  },
  DeleteKey: { clusterId, keyId: text, by: optional(text) },
  PutCertificate: {
    clusterId,
    certificateId: text,
    subject: optional(text),
    expiresAt: optional(instant),
  },
  SetPolicy: { clusterId, name: text, value: text },
  FailHsm: { clusterId, hsmId, reason: optional(text) },
  ReplaceHsm: { clusterId, hsmId },
  ChangeHsmType: { clusterId, hsmType },
};

/** Data members, by type, of the commands about two clusters. */
export const replicatingCommands: DataMembers<ReplicatingCommand> = {
  ReplicateKey: { clusterId, from: clusterId, keyId: text },
  ReplicateUser: { clusterId, from: clusterId, name: text },
};

/** Data members, by type, of the commands to any holder. */
export const backupCommands: DataMembers<BackupCommand> = {
  DeleteBackup: { backupId },
  UndeleteBackup: { backupId },
  SetNeverExpires: { backupId, neverExpires: flag },
  ShareBackup: { backupId, policy: text, accounts: sharedWith },
  UnshareBackup: { backupId },
  Tag: { resourceId, tags: requestedTags },
  Untag: { resourceId, keys: requestedTagKeys },
  Settle: {
    id: inProgressId,
    outcome: words('SUCCEEDED', 'FAILED'),
    reason: optional(text),
  },
};

/** Data members, by type, of the commands to the fleet as a whole. */
export const fleetWideCommands: DataMembers<FleetWideCommand> = {
  LoseRegion: { region, kind: words('UNREACHABLE', 'DESTROYED') },
  RecoverRegion: { region },
  SetQuota: { account, region, clusters: optional(whole), hsms: optional(whole) },
  LoseZone: { availabilityZone },
  RecoverZone: { availabilityZone },
  SetZonesWithoutHsms: { availabilityZones: list('a list of zones', availabilityZone) },
  ForgetGone: { goneSince: optional(instant) },
  Advance: {},
};
