/**
 * Decides commands for one holder: the `decide` of the decider pattern in event sourcing.
 *
 * @module
 */
import { fromNothing, type Outcome } from '../kernel/change.ts';
import { hasBegun } from '../evolve/evolve.ts';
import { activate, type ActivateRefusal } from './activate.ts';
import { addHsm, type AddHsmRefusal } from './add-hsm.ts';
import { applyRetention } from './apply-retention.ts';
import { changeHsmType, type ChangeHsmTypeRefusal } from './change-hsm-type.ts';
import { changePassword, type ChangePasswordRefusal } from './change-password.ts';
import { createCluster, type CreateClusterRefusal } from './create-cluster.ts';
import { createKey, type CreateKeyRefusal } from './create-key.ts';
import { createUser, type CreateUserRefusal } from './create-user.ts';
import { deleteBackup, type DeleteBackupRefusal } from './delete-backup.ts';
import { deleteCluster, type DeleteClusterRefusal } from './delete-cluster.ts';
import { deleteKey, type DeleteKeyRefusal } from './delete-key.ts';
import { deleteUser, type DeleteUserRefusal } from './delete-user.ts';
import { failHsm, type FailHsmRefusal } from './fail-hsm.ts';
import { initialize, type InitializeRefusal } from './initialize.ts';
import { putCertificate, type PutCertificateRefusal } from './put-certificate.ts';
import { recordLogin, type RecordLoginRefusal } from './record-login.ts';
import { removeHsm, type RemoveHsmRefusal } from './remove-hsm.ts';
import { replaceHsm, type ReplaceHsmRefusal } from './replace-hsm.ts';
import { setNeverExpires, type SetNeverExpiresRefusal } from './set-never-expires.ts';
import { setPolicy, type SetPolicyRefusal } from './set-policy.ts';
import { setRetention, type SetRetentionRefusal } from './set-retention.ts';
import { settle, type SettleRefusal } from './settle.ts';
import { shareBackup, type ShareBackupRefusal } from './share-backup.ts';
import { tag, type TagRefusal } from './tag.ts';
import { undeleteBackup, type UndeleteBackupRefusal } from './undelete-backup.ts';
import { unshareBackup, type UnshareBackupRefusal } from './unshare-backup.ts';
import { untag, type UntagRefusal } from './untag.ts';
import type { NoBackupOnRequest } from '../rules/contents-refusals.ts';
import { holderRefusal } from '../rules/argument-refusal.ts';
import type {
  IdMissing,
  IdTaken,
  NotWellFormed,
  UnknownCommand,
  WrongHolder,
} from '../rules/model-refusals.ts';
import { left } from '../kernel/either.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, HolderEvent } from '../model/event.ts';
import { holderIdOf, type BackupHolder, type NotBegun } from '../model/holder.ts';
import { advance, type TimeRefusal } from '../time/advance.ts';
import type { BackupCommand, ClusterCommand, CommandOf, HolderCommand } from './command.ts';
import { commandRefusal } from './command-forms.ts';
import { notThere, type NotThere } from './not-there.ts';

/** Why a cluster may refuse a command that only clusters take. */
export type ClusterRefusal =
  | ActivateRefusal
  | AddHsmRefusal
  | ChangeHsmTypeRefusal
  | ChangePasswordRefusal
  | CreateKeyRefusal
  | CreateUserRefusal
  | DeleteClusterRefusal
  | DeleteKeyRefusal
  | DeleteUserRefusal
  | FailHsmRefusal
  | InitializeRefusal
  | PutCertificateRefusal
  | RecordLoginRefusal
  | RemoveHsmRefusal
  | ReplaceHsmRefusal
  | SetPolicyRefusal
  | SetRetentionRefusal
  | TimeRefusal;

/** Why any holder may refuse a command. */
export type BackupRefusal =
  | DeleteBackupRefusal
  | UndeleteBackupRefusal
  | SetNeverExpiresRefusal
  | ShareBackupRefusal
  | UnshareBackupRefusal
  | TagRefusal
  | UntagRefusal
  | SettleRefusal;

/** Why `decide` may refuse. */
export type DecideRefusal =
  | ClusterRefusal
  | BackupRefusal
  | CreateClusterRefusal
  | NotThere
  | IdMissing
  | IdTaken
  | UnknownCommand
  | NoBackupOnRequest
  | WrongHolder;

/** The commands that `decide` takes: `CreateCluster`, any holder's command, `Advance`. */
export type Decidable = CommandOf<'CreateCluster'> | HolderCommand | CommandOf<'Advance'>;

type Decision<Refusal> = Outcome<Refusal, BackupHolder, HolderEvent>;
type ByType = {
  readonly [Each in ClusterCommand as Each['type']]: (
    cluster: Cluster,
    input: Each['data'],
  ) => Outcome<ClusterRefusal, Cluster, ClusterEvent>;
};

const byType: ByType = {
  Initialize: initialize,
  Activate: activate,
  AddHsm: addHsm,
  RemoveHsm: removeHsm,
  DeleteCluster: deleteCluster,
  SetRetention: setRetention,
  ApplyRetention: applyRetention,
  CreateUser: createUser,
  DeleteUser: deleteUser,
  RecordLogin: recordLogin,
  ChangePassword: changePassword,
  CreateKey: createKey,
  DeleteKey: deleteKey,
  PutCertificate: putCertificate,
  SetPolicy: setPolicy,
  FailHsm: failHsm,
  ReplaceHsm: replaceHsm,
  ChangeHsmType: changeHsmType,
};

const isOfCluster = (command: Decidable): command is ClusterCommand =>
  Object.hasOwn(byType, command.type);

const BACKUP_COMMANDS: readonly BackupCommand['type'][] = [
  'DeleteBackup',
  'UndeleteBackup',
  'SetNeverExpires',
  'ShareBackup',
  'UnshareBackup',
  'Tag',
  'Untag',
  'Settle',
];

const decideBackup = (holder: BackupHolder, command: BackupCommand): Decision<BackupRefusal> => {
  switch (command.type) {
    case 'DeleteBackup':
      return deleteBackup(holder, command.data);
    case 'UndeleteBackup':
      return undeleteBackup(holder, command.data);
    case 'SetNeverExpires':
      return setNeverExpires(holder, command.data);
    case 'ShareBackup':
      return shareBackup(holder, command.data);
    case 'UnshareBackup':
      return unshareBackup(holder, command.data);
    case 'Tag':
      return tag(holder, command.data);
    case 'Untag':
      return untag(holder, command.data);
    case 'Settle':
      return settle(holder, command.data);
  }
};

const begin = ({
  data,
}: CommandOf<'CreateCluster'>): Decision<CreateClusterRefusal | IdMissing> => {
  const { clusterId } = data;
  return clusterId === undefined
    ? refused({ _tag: 'IdMissing', rule: 'M-4', field: 'clusterId' })
    : fromNothing(createCluster({ ...data, clusterId }));
};

const decideFirst = (command: Decidable): Decision<DecideRefusal> => {
  if (command.type === 'CreateCluster') return begin(command);
  if (command.type !== 'Advance') return left(notThere(command));
  return refused({ _tag: 'ClusterNotFound', rule: 'M-3', clusterId: 'NONE' });
};

/** Decides a command whose form has been checked. */
export const decideFormed = (
  state: BackupHolder | NotBegun,
  command: Decidable,
): Decision<DecideRefusal> => {
  if (!hasBegun(state)) return decideFirst(command);
  const existing = holderIdOf(state);
  if (command.type === 'CreateCluster')
    return refused({
      _tag: 'IdTaken',
      rule: 'M-4',
      field: 'clusterId',
      id: command.data.clusterId ?? existing,
      existing,
    });
  if (command.type === 'Advance') return advance(state, command.data);
  if (!isOfCluster(command)) return decideBackup(state, command);
  if (state.kind !== 'CLUSTER')
    return refused({ _tag: 'WrongHolder', rule: 'M-8', command: command.type, holder: existing });
  const { clusterId } = command.data;
  if (clusterId !== existing) return refused({ _tag: 'ClusterNotFound', rule: 'M-3', clusterId });
  return (
    byType[command.type] as (
      cluster: Cluster,
      input: unknown,
    ) => Outcome<ClusterRefusal, Cluster, ClusterEvent>
  )(state, command.data);
};

const DECIDABLE: readonly string[] = Object.freeze([
  'CreateCluster',
  ...Object.keys(byType),
  ...BACKUP_COMMANDS,
  'Advance',
]);

const stateRefusal = (state: BackupHolder | NotBegun): NotWellFormed | undefined =>
  (state as { readonly state?: unknown } | undefined | null)?.state === 'NONE'
    ? undefined
    : holderRefusal(state as BackupHolder, 'state');

/**
 * Decides a command for one holder by calling the transition that it names.
 *
 * @param state - `initialState`, a cluster or a copy
 * @param command - `CreateCluster` (with an id: only a fleet generates ids), any command for a
 *   holder, or `Advance`
 * @returns Right: the state afterwards, and the events, oldest first. Left: `UnknownCommand` for
 *   anything else, `NoBackupOnRequest` for `CreateBackup`; `NotWellFormed`, for the state too;
 *   `WrongHolder` if the holder is of the wrong kind for the command; otherwise the transition's
 *   own refusal.
 * @example
 * decide(cluster, { type: 'Activate', data: { at, clusterId: cluster.clusterId } });
 */
export const decide = (
  state: BackupHolder | NotBegun,
  command: Decidable,
): Decision<DecideRefusal> => {
  const refusal = commandRefusal(command, DECIDABLE) ?? stateRefusal(state);
  return refusal === undefined ? decideFormed(state, command) : left(refusal);
};
