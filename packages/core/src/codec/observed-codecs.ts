/**
 * Codecs of what is observed: the commands.
 *
 * @module
 */
import type { ObservedBackup, ObservedCluster, ObservedHsm } from '../model/observed.ts';
import type { ObservingCommand } from '../transitions/command.ts';
import { listedContents } from './contents-codec.ts';
import * as names from './names.ts';
import { date, flag, instant, text, words } from './scalars.ts';
import { list, optional, record, type Members } from './shapes.ts';
import { backupSource, retention } from './state-codec.ts';
import type { DataMembers } from './typed.ts';

const { availabilityZone, backupId, hsmType, mode, region } = names;
const account = optional(names.account);
const expectedAt = optional(date);
const tags = optional(names.tags);

const hsm: Members<ObservedHsm> = {
  hsmId: names.hsmId,
  availabilityZone,
  subnetId: names.subnetId,
  eniId: names.eniId,
  ipAddress: optional(names.ipAddress),
  ipAddressV6: optional(names.ipV6Address),
  state: words('CREATE_IN_PROGRESS', 'ACTIVE', 'DEGRADED', 'DELETE_IN_PROGRESS'),
  expectedAt,
};

const backup: Members<ObservedBackup> = {
  backupId,
  state: words('CREATE_IN_PROGRESS', 'READY', 'PENDING_DELETION'),
  createdAt: instant,
  expectedAt,
  deleteAt: optional(date),
  neverExpires: optional(flag),
  tags,
  hsmType,
  mode,
  contents: optional(listedContents),
};

const cluster: Members<ObservedCluster> = {
  clusterId: names.clusterId,
  account,
  region,
  createdAt: instant,
  phase: words(
    'CREATE_IN_PROGRESS',
    'UNINITIALIZED',
    'INITIALIZE_IN_PROGRESS',
    'INITIALIZED',
    'ACTIVE',
    'DELETE_IN_PROGRESS',
    'DELETED',
  ),
  expectedAt,
  hsmType,
  mode,
  networkType: optional(names.networkType),
  subnets: names.requestedSubnets,
  retention,
  tags,
  certificate: optional(text),
  contents: optional(listedContents),
  hsms: list('a list of HSMs', record<ObservedHsm>('an HSM', hsm)),
  backups: list('a list of backups', record<ObservedBackup>('a backup', backup)),
};

/** Data members, by type, of the commands that take in what exists. */
export const observingCommands: DataMembers<ObservingCommand> = {
  ObserveCluster: cluster,
  ObserveCopy: { ...backup, account, region, copiedAt: instant, source: backupSource },
};
